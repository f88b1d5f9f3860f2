import { z } from 'zod'
import { ROLES } from './shared-roles.ts'
import { line, optionalLine } from './shared-text.ts'

const role = z.enum(ROLES, 'identity.role_needed')

/** A place that is offered by link. The name helps to remember whom the link is for. */
export const InvitationInput = z.strictObject({
  role,
  displayName: optionalLine(120),
})
export type InvitationInput = z.output<typeof InvitationInput>

export const RoleChange = z.strictObject({ userId: z.uuid(), role })
export type RoleChange = z.output<typeof RoleChange>

/** What a machine with an API token may do. */
export const API_SCOPES = [
  'products:read',
  'products:write',
  'sales:read',
  'sales:write',
  'quote',
  'books:read',
  'books:write',
] as const
export type ApiScope = (typeof API_SCOPES)[number]

export const ApiTokenInput = z.strictObject({
  name: line(80),
  scopes: z.array(z.enum(API_SCOPES)).min(1, 'identity.scope_needed').max(API_SCOPES.length),
})
export type ApiTokenInput = z.output<typeof ApiTokenInput>
