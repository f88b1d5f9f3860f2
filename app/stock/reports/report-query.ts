import { z } from 'zod'
import { addMonths, daysOfMonth, isDay } from '#app/components/dates.ts'
import { isMonth } from '#app/reports/sale-filter.ts'

/** Each answers one question about the goods. */
export const REPORTS = ['on-hand', 'movement', 'turnover', 'dead', 'margin', 'shrinkage'] as const
export type ReportKind = (typeof REPORTS)[number]

/** How many months a report looks at, the asked one last. */
export const SPANS = ['1', '3', '12'] as const
/** For how many days nobody bought it. */
export const DEAD_DAYS = ['30', '60', '90', '180'] as const
export const GROUPS = ['product', 'category'] as const

/** What an address of the reports says; what it does not know is the usual. */
export const ReportQuery = z.object({
  report: z.enum(REPORTS),
  month: z.string().refine(isMonth).optional().catch(undefined),
  span: z.enum(SPANS).catch('3').default('3'),
  day: z.string().refine(isDay).optional().catch(undefined),
  days: z.enum(DEAD_DAYS).catch('60').default('60'),
  by: z.enum(GROUPS).catch('product').default('product'),
  product: z.uuid().optional().catch(undefined),
})
export type ReportQuery = z.output<typeof ReportQuery>

/** The days that a report looks at: `span` months, the last of them the asked one. */
export function daysOfSpan(month: string, span: ReportQuery['span']): { from: string; to: string } {
  const first = addMonths(month, 1 - Number(span))
  return { from: daysOfMonth(first).from, to: daysOfMonth(month).to }
}

/** The twelve months up to one, `YYYY-MM`: what a chart looks back on. */
export const yearTo = (month: string): string[] =>
  Array.from({ length: 12 }, (_, at) => addMonths(month, at - 11))
