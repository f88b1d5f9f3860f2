import { isFields } from '#app/offline/answers.ts'
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

const KEY = 'tillage-till-cashier'

/** Who was at the till in this tab, so that a reload asks nobody again. */
export function rememberCashier(tillId: string, personId: string): void {
  try {
    const entry = { tillId, personId, atMs: Date.now() }
    sessionStorage.setItem(KEY, JSON.stringify(entry))
  } catch {
    // A reload then asks again.
  }
}

export function forgetCashier(_tillId: string): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // There was nothing to forget.
  }
}

/** Whoever was at it before a reload, unless the till would have locked itself since. */
export function rememberedCashier(tillId: string, snapshot: ShopSnapshot): string | undefined {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    if (!isFields(stored) || stored.tillId !== tillId) return undefined
    const { personId, atMs } = stored
    const { autoLockMinutes } = snapshot.rules
    const isOld = autoLockMinutes > 0 && Date.now() - Number(atMs) > autoLockMinutes * 60_000
    if (isOld) return undefined
    return snapshot.staff.find((each) => each.id === personId)?.id
  } catch {
    return undefined
  }
}
