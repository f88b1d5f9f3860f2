import { addDays, daysOfMonth, formatDay, monthOf } from '#app/components/dates.ts'
import { formatMoney } from '#app/components/money.tsx'
import { unitWord } from '#app/reports/words.ts'
import { stockLists, stockReports } from '#modules/inventory/index.ts'
import { monthChart } from './month-chart.ts'
import type { ReportAsked } from './read-report.server.ts'
import type { StockReport } from './report.ts'
import { yearTo } from './report-query.ts'

/** What lay there when a day ended, and what it was worth then and in the year before. */
export async function readOnHand(asked: ReportAsked): Promise<StockReport> {
  const { tx, texts, words, day, today, limit } = asked
  const { t } = texts
  const past = day === today ? undefined : day
  const { rows, sums, hasMore } = await stockLists.listStock(tx, { day: past, limit })
  const months = yearTo(monthOf(day))
  const ends = months.map((month) => daysOfMonth(month).to).map((end) => (end > day ? day : end))
  const worth = await stockReports.listWorthOn(tx, ends)
  const said = formatDay(day, words)
  return {
    facts: [
      t('stockreports:onHand.fact', {
        day: said,
        count: sums.productCount,
        amount: formatMoney(sums.valueMinor),
      }),
    ],
    columns: [
      { head: t('stockreports:head.product'), type: 'text' },
      { head: t('stockreports:head.quantity'), type: 'quantity' },
      { head: t('stockreports:head.value'), type: 'money' },
    ],
    rows: rows.map((row) => ({
      key: row.productId,
      cells: [row.name, row.quantityMilli, row.valueMinor],
      unit: unitWord(texts, row.unit),
      to: `/stock/products/${row.productId}`,
    })),
    sums: [t('stockreports:sum'), null, sums.valueMinor],
    hasMore,
    chart: monthChart({
      title: t('stockreports:onHand.chart'),
      heads: [t('stockreports:head.monthEnd'), t('stockreports:head.value')],
      months: months.map((month, at) => ({ month, valueMinor: worth[at] ?? 0 })),
      words,
      sentence: (best) => t('stockreports:onHand.sentence', best),
    }),
  }
}

/** What lies there and nobody bought for so many days. */
export async function readDead(asked: ReportAsked): Promise<StockReport> {
  const { tx, texts, today, days, limit } = asked
  const { t } = texts
  const since = addDays(today, -days)
  const { rows, sums, hasMore } = await stockReports.listDeadStock(tx, { since, limit })
  const percent = Math.round((sums.valueMinor * 100) / Math.max(sums.allValueMinor, 1))
  return {
    facts: [
      sums.productCount === 0
        ? t('stockreports:dead.none', { days })
        : t('stockreports:dead.fact', {
            days,
            count: sums.productCount,
            amount: formatMoney(sums.valueMinor),
            percent,
          }),
    ],
    columns: [
      { head: t('stockreports:head.product'), type: 'text' },
      { head: t('stockreports:head.quantity'), type: 'quantity', wide: true },
      { head: t('stockreports:head.value'), type: 'money' },
      { head: t('stockreports:head.lastSold'), type: 'day' },
      { head: t('stockreports:head.firstIn'), type: 'day', wide: true },
    ],
    rows: rows.map((row) => ({
      key: row.productId,
      cells: [row.name, row.quantityMilli, row.valueMinor, row.lastSoldOn, row.firstInOn],
      unit: unitWord(texts, row.unit),
      to: `/stock/products/${row.productId}`,
    })),
    sums: [t('stockreports:sum'), null, sums.valueMinor, null, null],
    hasMore,
    shares: {
      title: t('stockreports:dead.shares'),
      parts: rows.slice(0, 8).map((row) => ({
        key: row.productId,
        label: row.name,
        amountMinor: row.valueMinor,
      })),
    },
  }
}
