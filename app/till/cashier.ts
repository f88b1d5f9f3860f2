import type { ShopSnapshot, TillPerson, TillSnapshot, TillStaff } from '#modules/pos/shared.ts'

/** Nobody who may sell is known: the till then shows its lock and sells nothing. */
const NOBODY: TillPerson = {
  id: '',
  displayName: '',
  locale: 'zh-TW',
  theme: 'system',
  textSize: 'base',
  mayManageGoods: false,
  isManager: false,
}

/** The snapshot as the screens have it: with whoever is at the till, or was last. */
export function withCashier(snapshot: ShopSnapshot, cashierId: string | undefined): TillSnapshot {
  const found = snapshot.staff.find((each) => each.id === cashierId) ?? snapshot.staff[0]
  if (!found) return { ...snapshot, person: NOBODY }
  const { verifier: _, ...person } = found
  return { ...snapshot, person }
}

/** Nobody has a PIN yet: then nobody is asked for one. */
export const needsNoPin = (snapshot: Pick<ShopSnapshot, 'staff'>): boolean =>
  snapshot.staff.every((each) => each.verifier === null)

/**
 * Who sells without being asked when the till opens: in a shop without PINs whoever paired the
 * device, so that a shop of one person starts in a minute.
 */
export function cashierWithoutPin(snapshot: ShopSnapshot): TillStaff | undefined {
  if (!needsNoPin(snapshot)) return undefined
  const { pairedById } = snapshot.till
  return snapshot.staff.find((each) => each.id === pairedById) ?? snapshot.staff[0]
}
