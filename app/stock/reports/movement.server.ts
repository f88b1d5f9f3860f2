import { daysOfMonth, formatMonth, formatMonthDay } from '#app/components/dates.ts'
import { sourcePath } from '#app/reports/source-path.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { getProduct, stockLists } from '#modules/inventory/index.ts'
import { moveWord } from '../move-word.ts'
import type { ReportAsked } from './read-report.server.ts'
import type { StockReport } from './report.ts'

/** What moved one product in a month, and what was left each evening. */
export async function readMovement(asked: ReportAsked): Promise<StockReport> {
  const { tx, texts, words, month, product: productId, limit, today } = asked
  const { t } = texts
  if (productId === undefined) return { facts: [], columns: [], rows: [], hasMore: false }
  const product = await getProduct(tx, productId)
  const unit = unitWord(texts, product.unit)
  const { from, to } = daysOfMonth(month)
  const query = { productId, from, to }
  const moved = await stockLists.getMovement(tx, { ...query, limit })
  const evenings = await stockLists.listEvenings(tx, { ...query, to: to > today ? today : to })
  const said = (milli: number) => `${formatQuantity(milli)} ${unit}`
  const most = evenings.reduce((top, each) => (each.levelMilli > top.levelMilli ? each : top), {
    day: from,
    levelMilli: 0,
  })
  return {
    facts: [
      t('stockreports:movement.fact', {
        product: product.name,
        month: formatMonth(month, words),
        count: moved.moveCount,
        opening: said(moved.opening.quantityMilli),
        closing: said(moved.closing.quantityMilli),
      }),
    ],
    columns: [
      { head: t('stockreports:head.what'), type: 'text' },
      { head: t('stockreports:head.day'), type: 'day' },
      { head: t('stockreports:head.place'), type: 'text', wide: true },
      { head: t('stockreports:head.moved'), type: 'quantity' },
      { head: t('stockreports:head.left'), type: 'quantity', wide: true },
      { head: t('stockreports:head.amount'), type: 'money', wide: true },
      { head: t('stockreports:head.worth'), type: 'money', wide: true },
    ],
    rows: moved.rows.map((row) => ({
      key: row.id,
      cells: [
        moveWord(texts.getFixedT(null, 'stock'), row),
        row.postedOn,
        row.placeName ?? t('stock:floor'),
        row.quantityMilli,
        row.levelMilli,
        row.valueMinor,
        row.levelMinor,
      ],
      unit,
      ...pathOf(row),
    })),
    hasMore: moved.hasMore,
    chart: {
      title: t('stockreports:movement.chart'),
      heads: [t('stockreports:head.day'), t('stockreports:head.left')],
      unit,
      bars: evenings.map(({ day, levelMilli }) => ({
        label: String(Number(day.slice(8))),
        said: formatMonthDay(day, words),
        value: levelMilli,
      })),
      sentence: t('stockreports:movement.sentence', {
        day: formatMonthDay(most.day, words),
        quantity: said(most.levelMilli),
      }),
    },
  }
}

/** The paper of a move, below the shop's address. */
function pathOf(row: { sourceType: string; sourceId: string }): { to?: string } {
  const path = sourcePath('', row)
  return path === undefined ? {} : { to: path.slice(1) }
}
