import { may, type Permission, type Role, type TenantKind } from '#modules/identity/shared.ts'

/** Where somebody starts: owners see the day, cashiers the till, the rest what they may. */
export function homeOf(membership: { slug: string; kind: TenantKind; role: Role }): string {
  const { slug, kind, role } = membership
  if (kind === 'centre') return `/${slug}`
  if (may(role, 'sales.read')) return `/${slug}/today`
  return tillOf(slug)
}

/** The till is a client app of its own, outside the office. */
export const tillOf = (slug: string): string => `/till/?shop=${encodeURIComponent(slug)}`

export type PlaceName =
  | 'today'
  | 'till'
  | 'tabs'
  | 'goods'
  | 'stock'
  | 'books'
  | 'settings'
  | 'usage'
  | 'classDay'
  | 'courses'
  | 'classes'
  | 'learners'
  | 'results'

/** The places of the office, in the order of the navigation, with what each needs. */
const PLACES: Record<
  TenantKind,
  { name: PlaceName; path: (slug: string) => string; needs: Permission }[]
> = {
  shop: [
    { name: 'today', path: (slug) => `/${slug}/today`, needs: 'sales.read' },
    { name: 'till', path: tillOf, needs: 'till.sell' },
    { name: 'tabs', path: (slug) => `/${slug}/tabs`, needs: 'customers.read' },
    { name: 'goods', path: (slug) => `/${slug}/products`, needs: 'goods.read' },
    { name: 'stock', path: (slug) => `/${slug}/stock`, needs: 'goods.read' },
    { name: 'books', path: (slug) => `/${slug}/books`, needs: 'books.read' },
    { name: 'settings', path: (slug) => `/${slug}/settings`, needs: 'people.manage' },
  ],
  centre: [
    { name: 'classDay', path: (slug) => `/${slug}`, needs: 'tenant.read' },
    { name: 'courses', path: (slug) => `/${slug}/courses`, needs: 'courses.teach' },
    { name: 'classes', path: (slug) => `/${slug}/classes`, needs: 'courses.teach' },
    { name: 'learners', path: (slug) => `/${slug}/learners`, needs: 'courses.teach' },
    { name: 'results', path: (slug) => `/${slug}/results`, needs: 'courses.teach' },
    { name: 'settings', path: (slug) => `/${slug}/settings`, needs: 'people.manage' },
  ],
}

/** The places a role may enter. */
export const placesFor = (kind: TenantKind, role: Role) =>
  PLACES[kind].filter((place) => may(role, place.needs))
