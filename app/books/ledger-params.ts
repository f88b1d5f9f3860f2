import { z } from 'zod'
import { daysOfMonth, isDay, monthOf } from '#app/components/dates.ts'
import { isMonth } from '#app/reports/sale-filter.ts'

/** What an address of an account in the ledger says of its time. */
export const LedgerSpan = {
  from: z.string().refine(isDay).optional().catch(undefined),
  to: z.string().refine(isDay).optional().catch(undefined),
  month: z.string().refine(isMonth).optional().catch(undefined),
}

interface Asked {
  from?: string | undefined
  to?: string | undefined
  month?: string | undefined
}

/** From which day to which: a month, or two days in either order, or the month of the one that is told. */
export function ledgerSpan({ from, to, month }: Asked, thisMonth: string) {
  if (month !== undefined) return { month, ...daysOfMonth(month) }
  const near = to ?? from
  const whole = daysOfMonth(near === undefined ? thisMonth : monthOf(near))
  const [first, last] = [from ?? whole.from, to ?? whole.to].sort()
  return { month: monthOf(last ?? whole.to), from: first ?? whole.from, to: last ?? whole.to }
}
