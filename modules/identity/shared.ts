/** The browser door of identity: roles, what they may do, and what its forms must hold. */
export * from './shared-account.ts'
export * from './shared-password.ts'
export * from './shared-people.ts'
export * from './shared-roles.ts'
export * from './shared-tenant.ts'
