import { type DateWords, formatMonth } from '#app/components/dates.ts'
import { formatMoney } from '#app/components/money.tsx'
import type { StockReport } from './report.ts'

interface MonthChart {
  title: string
  heads: [string, string]
  months: readonly { month: string; valueMinor: number }[]
  words: DateWords
  /** 最多的是 {{month}}：{{amount}} */
  sentence: (best: { month: string; amount: string }) => string
}

/** Twelve months as bars; the sentence says the tallest. */
export function monthChart(chart: MonthChart): NonNullable<StockReport['chart']> {
  const { months, words } = chart
  const best = months.reduce(
    (most, each) => (each.valueMinor > most.valueMinor ? each : most),
    months[0] ?? { month: '2000-01', valueMinor: 0 },
  )
  return {
    title: chart.title,
    heads: chart.heads,
    bars: months.map(({ month, valueMinor }) => ({
      label: String(Number(month.slice(5))),
      said: formatMonth(month, words),
      value: valueMinor,
    })),
    sentence: chart.sentence({
      month: formatMonth(best.month, words),
      amount: formatMoney(best.valueMinor),
    }),
  }
}

/** A sum for each month, also for those that have none. */
export const fillMonths = (
  months: readonly string[],
  sums: readonly { month: string; valueMinor: number }[],
) => {
  const known = new Map(sums.map((each) => [each.month, each.valueMinor]))
  return months.map((month) => ({ month, valueMinor: known.get(month) ?? 0 }))
}
