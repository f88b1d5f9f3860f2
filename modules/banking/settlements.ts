import { ACCOUNTS } from '#modules/bookkeeping/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { selectUnsettledDays } from './repository-sold.ts'
import { SETTLED_WITHIN_DAYS, type SoldOnDay } from './suggest.ts'

/** What was sold and comes in later, in one sum and less a fee. */
const SETTLED = [ACCOUNTS.cardReceivable.code, ACCOUNTS.mobileReceivable.code]

/** Days of sales by card and phone that these lines may be for. */
export async function listUnsettled(
  tx: Tx,
  lines: readonly { bookedOn: string; amountMinor: number }[],
): Promise<SoldOnDay[]> {
  const days = lines.filter((line) => line.amountMinor > 0).map((line) => line.bookedOn)
  const first = days.toSorted()[0]
  const last = days.toSorted().at(-1)
  if (first === undefined || last === undefined) return []
  const from = new Date(Date.parse(first) - SETTLED_WITHIN_DAYS * 86_400_000)
  return selectUnsettledDays(tx, SETTLED, from.toISOString().slice(0, 10), last)
}
