/** Who asks, where they belong, and what they may do there. */
export * as apiTokens from './api-tokens.ts'
export { changePassword } from './change-password.ts'
export { type ApiClient, findApiToken } from './find-api-token.ts'
export { findSession, type Session } from './find-session.ts'
export { findTaxProfile } from './find-tax-profile.ts'
export * as learnerSignIns from './learner-sign-ins.ts'
export { pairingsFromAddress, subscriberOf } from './limiter.ts'
export type { Visitor } from './open-session.ts'
export { type OpenedTenant, openTenant } from './open-tenant.ts'
export * as people from './people.ts'
export { getPerson, getTenant } from './queries.ts'
export { savePreferences } from './save-preferences.ts'
export { saveReceiptDesign } from './save-receipt-design.ts'
export { RECEIPT_DESIGN, RECEIPT_SETTINGS, TAX_METHOD, TAX_PROFILE } from './settings.ts'
export {
  type Membership,
  may,
  type Permission,
  type ReceiptDesign,
  type ReceiptSettings,
  type Role,
  type TaxProfile,
} from './shared.ts'
export { signIn } from './sign-in.ts'
export { signOut, signOutEverywhere } from './sign-out.ts'
export { signUp } from './sign-up.ts'
export { updateTenant } from './update-tenant.ts'
