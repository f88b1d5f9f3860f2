import { formatMoney } from '#app/components/money.tsx'
import { unitWord } from '#app/reports/words.ts'
import { stockReports } from '#modules/inventory/index.ts'
import { WASTE_REASONS } from '#modules/inventory/shared.ts'
import { fillMonths, monthChart } from './month-chart.ts'
import type { ReportAsked } from './read-report.server.ts'
import type { StockReport } from './report.ts'
import { yearTo } from './report-query.ts'

const DAY_MS = 86_400_000

/** How many times the goods were sold, and how many days they lie until then. */
export async function readTurnover(asked: ReportAsked): Promise<StockReport> {
  const { tx, texts, words, from, to, limit } = asked
  const { t } = texts
  const { rows, sums, hasMore } = await stockReports.listTurnover(tx, { from, to, limit })
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1
  const all = turnsOf(sums, days)
  return {
    facts: [
      all.days === null
        ? t('stockreports:turnover.none')
        : t('stockreports:turnover.fact', {
            sold: formatMoney(sums.soldMinor),
            held: formatMoney(Math.round(sums.endsMinor / 2)),
            turns: all.turns,
            days: all.days,
          }),
      t('stockreports:turnover.means'),
    ],
    columns: [
      { head: t('stockreports:head.product'), type: 'text' },
      { head: t('stockreports:head.sold'), type: 'quantity', wide: true },
      { head: t('stockreports:head.soldCost'), type: 'money', wide: true },
      { head: t('stockreports:head.held'), type: 'money', wide: true },
      { head: t('stockreports:head.turns'), type: 'number' },
      { head: t('stockreports:head.days'), type: 'number' },
    ],
    rows: rows.map((row) => {
      const { turns, days: lies } = turnsOf(row, days)
      const held = Math.round(row.endsMinor / 2)
      return {
        key: row.productId,
        cells: [row.name, row.soldMilli, row.soldMinor, held, turns, lies],
        unit: unitWord(texts, row.unit),
        to: `/stock/products/${row.productId}`,
      }
    }),
    sums: [
      t('stockreports:sum'),
      null,
      sums.soldMinor,
      Math.round(sums.endsMinor / 2),
      all.turns,
      all.days,
    ],
    hasMore,
    chart: monthChart({
      title: t('stockreports:turnover.chart'),
      heads: [t('stockreports:head.month'), t('stockreports:head.soldCost')],
      months: await leftIn(asked, ['sale', 'refund']),
      words,
      sentence: (best) => t('stockreports:turnover.sentence', best),
    }),
  }
}

/** To the tenth; null where nothing lay there, or nothing was sold. */
function turnsOf({ soldMinor, endsMinor }: { soldMinor: number; endsMinor: number }, of: number) {
  if (endsMinor <= 0 || soldMinor <= 0) return { turns: null, days: null }
  const turns = (soldMinor * 2) / endsMinor
  return { turns: Math.round(turns * 10) / 10, days: Math.max(1, Math.round(of / turns)) }
}

/** What was thrown away, and what was not there when somebody counted. */
export async function readShrinkage(asked: ReportAsked): Promise<StockReport> {
  const { tx, texts, words, from, to, limit } = asked
  const { t } = texts
  const { rows, sums, reasons, hasMore } = await stockReports.listShrinkage(tx, { from, to, limit })
  const lostMinor = sums.wasteMinor + sums.missingMinor
  const sold = await stockReports.sumLeftByMonth(tx, { kinds: ['sale', 'refund'], from, to })
  const soldMinor = sold.reduce((sum, each) => sum + each.valueMinor, 0)
  const reasonWord = (reason: string) => {
    const known = WASTE_REASONS.find((each) => each === reason)
    return known === undefined ? reason : t(`stock:reason.${known}`)
  }
  const parts = [
    ...reasons.map(({ reason, valueMinor }) => ({
      key: reason,
      label: reasonWord(reason),
      amountMinor: valueMinor,
    })),
    { key: 'count', label: t('stockreports:shrinkage.missing'), amountMinor: sums.missingMinor },
  ]
  return {
    facts: [
      t('stockreports:shrinkage.fact', {
        amount: formatMoney(lostMinor),
        waste: formatMoney(sums.wasteMinor),
        missing: formatMoney(sums.missingMinor),
      }),
      ...(soldMinor > 0 && lostMinor > 0
        ? [
            t('stockreports:shrinkage.share', {
              amount: Math.round((lostMinor * 1000) / soldMinor) / 10,
            }),
          ]
        : []),
    ],
    columns: [
      { head: t('stockreports:head.product'), type: 'text' },
      { head: t('stockreports:head.wasted'), type: 'quantity', wide: true },
      { head: t('stockreports:head.wastedCost'), type: 'money', wide: true },
      { head: t('stockreports:head.missing'), type: 'quantity', wide: true },
      { head: t('stockreports:head.missingCost'), type: 'money', wide: true },
      { head: t('stockreports:head.lost'), type: 'money' },
    ],
    rows: rows.map((row) => ({
      key: row.productId,
      cells: [
        row.name,
        row.wasteMilli,
        row.wasteMinor,
        row.missingMilli,
        row.missingMinor,
        row.wasteMinor + row.missingMinor,
      ],
      unit: unitWord(texts, row.unit),
      to: `/stock/products/${row.productId}`,
    })),
    sums: [t('stockreports:sum'), null, sums.wasteMinor, null, sums.missingMinor, lostMinor],
    hasMore,
    chart: monthChart({
      title: t('stockreports:shrinkage.chart'),
      heads: [t('stockreports:head.month'), t('stockreports:head.lost')],
      months: await leftIn(asked, ['waste', 'correction']),
      words,
      sentence: (best) => t('stockreports:shrinkage.sentence', best),
    }),
    shares: {
      title: t('stockreports:shrinkage.shares'),
      parts: parts.filter((part) => part.amountMinor > 0),
    },
  }
}

/** What left by some kinds of moves in each of the twelve months up to the asked one. */
async function leftIn({ tx, month, to }: ReportAsked, kinds: readonly string[]) {
  const months = yearTo(month)
  const from = `${months[0] ?? month}-01`
  return fillMonths(months, await stockReports.sumLeftByMonth(tx, { kinds, from, to }))
}
