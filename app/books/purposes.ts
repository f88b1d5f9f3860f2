import {
  Banknote,
  Car,
  CircleEllipsis,
  HandCoins,
  House,
  Landmark,
  Lightbulb,
  type LucideIcon,
  Megaphone,
  Package,
  Percent,
  PiggyBank,
  Refrigerator,
  ShieldCheck,
  Smartphone,
  Users,
  Wrench,
} from 'lucide-react'
import type { Account } from '#modules/bookkeeping/index.ts'
import type { AccountKind } from '#modules/bookkeeping/shared.ts'

// Codes and not the module's list: that stands beside what no page of a form needs.
/** What shops pay for most, by account, each with its drawing. */
const USUAL_COSTS: readonly (readonly [code: string, icon: LucideIcon])[] = [
  ['6101', House],
  ['6102', Lightbulb],
  ['6103', Smartphone],
  ['6105', Users],
  ['6106', Car],
  ['6107', Wrench],
  ['6110', Package],
  ['6109', Landmark],
  ['6108', ShieldCheck],
  ['6111', Megaphone],
  ['6112', Percent],
  ['1501', Refrigerator],
  ['6199', CircleEllipsis],
]
/** Where money comes from besides selling. */
const USUAL_INCOMES: readonly (readonly [code: string, icon: LucideIcon])[] = [
  ['4201', HandCoins],
  ['4202', PiggyBank],
  ['2401', Landmark],
  ['3101', Banknote],
  ['1192', Users],
]

/** The tiles of a form, in their order, for accounts that are there and not put away. */
export function usualPurposes(direction: 'paid' | 'received', accounts: readonly Account[]) {
  const usual = direction === 'paid' ? USUAL_COSTS : USUAL_INCOMES
  return usual.flatMap(([code, icon]) => {
    const account = accounts.find((each) => each.code === code && !each.isArchived)
    return account ? [{ account, icon }] : []
  })
}

const OTHER_KINDS: Record<'paid' | 'received', readonly AccountKind[]> = {
  paid: ['expense', 'liability', 'asset', 'income'],
  received: ['income', 'liability', 'asset', 'equity', 'expense'],
}
/** Goods, tabs and what follows from selling are counted elsewhere; input tax follows from invoices. */
const NEVER: ReadonlySet<string> = new Set(['1191', '1201', '1268', '2302', '3201', '5101', '5102'])

/** All that is not among the tiles, the likely kinds first. */
export function otherPurposes(
  direction: 'paid' | 'received',
  accounts: readonly Account[],
): Account[] {
  const usual = new Set(usualPurposes(direction, accounts).map(({ account }) => account.code))
  return OTHER_KINDS[direction].flatMap((kind) =>
    accounts.filter(
      (each) =>
        each.kind === kind &&
        !each.isArchived &&
        !each.holdsMoney &&
        !usual.has(each.code) &&
        !NEVER.has(each.code),
    ),
  )
}

/** The owner's own pocket. */
const POCKET = '3102'
const MOVED_BESIDES: readonly string[] = [POCKET, '1103', '1104', '3101']

/** Where somebody pays from or receives into: where money lies, and the owner's own pocket. */
export const payPlaces = (places: readonly Account[], accounts: readonly Account[]): Account[] => [
  ...places,
  ...accounts.filter((each) => each.code === POCKET),
]

/** Between what money is moved. */
export const movePlaces = (accounts: readonly Account[]): Account[] => [
  ...accounts.filter((each) => each.holdsMoney && !each.isArchived),
  ...MOVED_BESIDES.flatMap((code) => accounts.filter((each) => each.code === code)),
]
