import { z } from 'zod'
import { addDays, addMonths, daysOfMonth, isDay, monthOf } from '#app/components/dates.ts'
import type { Span } from '#modules/bookkeeping/shared.ts'

export const STATEMENTS = ['income', 'balance', 'cash', 'trial'] as const
export type StatementKind = (typeof STATEMENTS)[number]

/** How long a column is; two months are what the tax office counts by. */
export const LENGTHS = ['month', 'two', 'quarter', 'year'] as const
export type Length = (typeof LENGTHS)[number]
const MONTHS: Record<Length, number> = { month: 1, two: 2, quarter: 3, year: 12 }

export const COMPARISONS = ['none', 'before', 'year', 'months'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** What an address of the statements says; what it does not know is the usual. */
export const StatementQuery = z.object({
  kind: z.enum(STATEMENTS).catch('income').default('income'),
  length: z.enum(LENGTHS).catch('month').default('month'),
  month: z
    .string()
    .refine((text) => isDay(`${text}-01`))
    .optional()
    .catch(undefined),
  compare: z.enum(COMPARISONS).catch('before').default('before'),
})
export type StatementQuery = z.output<typeof StatementQuery>

/** The stretch that a month belongs to: November is in 11–12 月, the fourth quarter, the year. */
export function spanOf(length: Length, month: string): Span {
  const months = MONTHS[length]
  const number = Number(month.slice(5)) - 1
  const first = addMonths(month, -(number % months))
  return { from: `${first}-01`, to: daysOfMonth(addMonths(first, months - 1)).to }
}

/** The columns of a statement, the asked one first; compared by month they run through it. */
export function columnsOf(
  { length, compare }: Pick<StatementQuery, 'length' | 'compare'>,
  month: string,
): Span[] {
  const asked = spanOf(length, month)
  if (compare === 'before') return [asked, spanOf(length, monthOf(addDays(asked.from, -1)))]
  if (compare === 'year') return [asked, spanOf(length, addMonths(monthOf(asked.from), -12))]
  if (compare === 'months' && length !== 'month') {
    const months = Array.from({ length: MONTHS[length] }, (_, at) =>
      daysOfMonth(addMonths(monthOf(asked.from), at)),
    )
    return [...months, asked]
  }
  return [asked]
}

/** The month that the stretch before, or behind, begins with. */
export const stepMonth = (length: Length, month: string, steps: number): string =>
  addMonths(monthOf(spanOf(length, month).from), steps * MONTHS[length])
