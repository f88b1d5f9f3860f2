import { formatDay, formatMonth } from '#app/components/dates.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { spanOfPeriod, type TaxPeriod } from '#modules/tax/shared.ts'

/** Days and periods in the reader's words: 115 年 9 月到 115 年 10 月. */
export function useTaxDays() {
  const { words } = useOffice()
  return {
    day: (day: string) => formatDay(day, words),
    period: (period: TaxPeriod) => {
      const { from, to } = spanOfPeriod(period)
      return `${formatMonth(from.slice(0, 7), words)}–${formatMonth(to.slice(0, 7), words)}`
    },
  }
}
