/** The people of a tenant: who belongs to it, in which role, and who is invited. */
export { type Accepted, acceptAsNewPerson, acceptInvitation } from './accept-invitation.ts'
export { changeRole } from './change-role.ts'
export { createInvitation } from './create-invitation.ts'
export { endMembership } from './end-membership.ts'
export { findInvitation, type Invitation } from './find-invitation.ts'
export { listPeople } from './queries.ts'
export { revokeInvitation } from './revoke-invitation.ts'
