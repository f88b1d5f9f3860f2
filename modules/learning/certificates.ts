/** Certificates and badges: given, taken back, and believed by whoever holds the paper. */

export { type BadgeIssuer, issuerProfile } from './badge.ts'
export { type Issued, issueCertificates, revokeCertificate } from './issue-certificates.ts'
export {
  getCentre,
  getCertificate,
  listCertificates,
  listStandings,
  openBadge,
  openCertificate,
} from './queries-certificates.ts'
export { listPublicKeys } from './signing-keys.ts'
