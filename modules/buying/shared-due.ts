import type { Terms } from './shared-supplier.ts'

/**
 * The day on which a bill is due.
 *
 * @param billedOn `YYYY-MM-DD`. @param termDays after that day, or after the end of its month.
 */
export function dueDay(billedOn: string, terms: Terms, termDays: number): string {
  if (terms === 'at_once') return billedOn
  // Noon in UTC stands for a day, so that no time zone can move it.
  const at = new Date(`${billedOn}T12:00:00Z`)
  if (terms === 'month_end') at.setUTCMonth(at.getUTCMonth() + 1, 0)
  at.setUTCDate(at.getUTCDate() + termDays)
  return at.toISOString().slice(0, 10)
}
