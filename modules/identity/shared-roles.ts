import { z } from 'zod'

export const ROLES = ['owner', 'manager', 'cashier', 'bookkeeper', 'trainer', 'learner'] as const
export type Role = (typeof ROLES)[number]

export const TENANT_KINDS = ['shop', 'centre'] as const
export type TenantKind = (typeof TENANT_KINDS)[number]

/** Roles that make sense in each kind of tenant. */
export const ROLES_OF: Record<TenantKind, readonly Role[]> = {
  shop: ['owner', 'manager', 'cashier', 'bookkeeper'],
  centre: ['owner', 'manager', 'trainer', 'learner'],
}

/** What can be allowed. The edge asks for one of these and nothing below it asks again. */
export type Permission =
  | 'tenant.read'
  | 'tenant.manage'
  | 'people.manage'
  | 'goods.read'
  | 'goods.manage'
  | 'customers.read'
  | 'customers.manage'
  | 'till.sell'
  | 'till.manage'
  | 'sales.read'
  | 'books.read'
  | 'books.write'
  | 'usage.read'
  | 'api.manage'
  | 'courses.teach'
  | 'courses.learn'

const ALL: Permission[] = [
  'tenant.read',
  'tenant.manage',
  'people.manage',
  'goods.read',
  'goods.manage',
  'customers.read',
  'customers.manage',
  'till.sell',
  'till.manage',
  'sales.read',
  'books.read',
  'books.write',
  'usage.read',
  'api.manage',
  'courses.teach',
  'courses.learn',
]

const PERMISSIONS: Record<Role, readonly Permission[]> = {
  owner: ALL,
  manager: ALL.filter((each) => !['tenant.manage', 'api.manage'].includes(each)),
  cashier: ['tenant.read', 'goods.read', 'customers.read', 'till.sell'],
  bookkeeper: [
    'tenant.read',
    'goods.read',
    'customers.read',
    'sales.read',
    'books.read',
    'books.write',
    'usage.read',
  ],
  trainer: ['tenant.read', 'courses.teach', 'courses.learn'],
  learner: ['tenant.read', 'courses.learn'],
}

/** Whether a role may do something. */
export const may = (role: Role, permission: Permission): boolean =>
  PERMISSIONS[role].includes(permission)

/** Roles that somebody of this role may give to others: only owners make owners. */
export const rolesToGive = (kind: TenantKind, giver: Role): readonly Role[] =>
  may(giver, 'people.manage')
    ? ROLES_OF[kind].filter((role) => role !== 'owner' || giver === 'owner')
    : []

/** A person's place in a tenant. */
export const Membership = z.object({
  tenantId: z.uuid(),
  slug: z.string(),
  name: z.string(),
  kind: z.enum(TENANT_KINDS),
  role: z.enum(ROLES),
})
export type Membership = z.infer<typeof Membership>
