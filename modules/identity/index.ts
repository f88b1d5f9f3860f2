/** Who asks, where they belong, and what they may do there. */
export { findSession, type Session } from './find-session.ts'
export { type Membership, may, type Permission, type Role } from './shared.ts'
