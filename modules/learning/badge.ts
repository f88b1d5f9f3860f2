import { importJWK, type JWTPayload, SignJWT } from 'jose'
import type { Tx } from '#modules/kernel/db.ts'
import { type Certificate, type CourseLanguage, certificateUrl } from './shared.ts'
import { BADGE_ALGORITHM, findSigningKey, keyUrl } from './signing-keys.ts'

/** Who gives a badge, and where it can be looked up. */
export interface BadgeIssuer {
  /** Where people reach Tillage: `https://till.example`. */
  origin: string
  tenantId: string
  /** The centre's. */
  name: string
  /** What had to be done for it. */
  criteria: Record<CourseLanguage, string>
}

/** The centre as Open Badges call an issuer. */
export const issuerProfile = ({ origin, tenantId, name }: Omit<BadgeIssuer, 'criteria'>) => ({
  id: `${origin}/c/issuers/${tenantId}.json`,
  type: ['Profile'],
  name,
  url: origin,
})

/**
 * A certificate as an Open Badge 3.0: `OpenBadgeCredential` of the W3C's data model 2.0. Pure.
 * Its id is the page that says whether it still holds; the learner is an opaque number, and the name
 * as on the paper.
 */
export function buildBadge(certificate: Certificate, issuer: BadgeIssuer) {
  const { language, course, name } = certificate
  const title = course.title[language]
  const outcomes = course.outcomes.map(({ text }) => text[language])
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: certificateUrl(issuer.origin, certificate.code),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: title,
    issuer: issuerProfile(issuer),
    // A proof says whole seconds, and must say the same.
    validFrom: `${certificate.issuedAt.toISOString().slice(0, 19)}Z`,
    credentialSubject: {
      id: `urn:uuid:${certificate.learnerId}`,
      type: ['AchievementSubject'],
      ...(name !== null && {
        identifier: [
          { type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' },
        ],
      }),
      achievement: {
        id: `${issuer.origin}/courses/${certificate.courseId}`,
        type: ['Achievement'],
        achievementType: 'Course',
        name: title,
        description: [title, ...outcomes].join('\n'),
        criteria: { narrative: issuer.criteria[language] },
      },
    },
  }
}

/**
 * The badge as a signed VC-JWT (Open Badges 3.0, JSON Web Token proof): the payload is the credential,
 * with the claims that say the same in a token's words.
 * @returns undefined where the centre has no key yet.
 */
export async function signBadge(
  tx: Tx,
  certificate: Certificate,
  issuer: BadgeIssuer,
): Promise<string | undefined> {
  const found = await findSigningKey(tx)
  if (!found) return undefined
  const badge = buildBadge(certificate, issuer)
  const claims: JWTPayload = {
    ...badge,
    iss: badge.issuer.id,
    jti: badge.id,
    sub: badge.credentialSubject.id,
    nbf: Date.parse(badge.validFrom) / 1000,
  }
  const kid = keyUrl(issuer.origin, issuer.tenantId, found.id)
  return new SignJWT(claims)
    .setProtectedHeader({ alg: BADGE_ALGORITHM, kid, typ: 'JWT' })
    .sign(await importJWK(found.key, BADGE_ALGORITHM))
}
