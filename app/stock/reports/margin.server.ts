import { formatMoney } from '#app/components/money.tsx'
import { unitWord } from '#app/reports/words.ts'
import { stockReports } from '#modules/inventory/index.ts'
import { listMargins, type MarginRow, type Margins, sumMarginByMonth } from '#modules/pos/index.ts'
import { fillMonths, monthChart } from './month-chart.ts'
import type { ReportAsked } from './read-report.server.ts'
import type { ReportColumn, ReportRow, StockReport } from './report.ts'
import { yearTo } from './report-query.ts'

/** What goods earned: sold for, less tax, less cost; by product or by category. */
export async function readMargin(asked: ReportAsked): Promise<StockReport> {
  const { tx, texts, words, month, from, to, by } = asked
  const { t } = texts
  const { rows, sums } = await listMargins(tx, { from, to })
  const months = yearTo(month)
  const earned = await sumMarginByMonth(tx, { from: `${months[0] ?? month}-01`, to })
  const groups = await groupByCategory(asked, rows)
  return {
    facts: [
      sums.salesMinor === 0
        ? t('stockreports:margin.none')
        : t('stockreports:margin.fact', {
            sales: formatMoney(sums.salesMinor),
            cost: formatMoney(sums.costMinor),
            margin: formatMoney(sums.marginMinor),
            percent: percentOf(sums),
          }),
      t('stockreports:margin.means'),
    ],
    ...(by === 'category' ? byCategory(asked, groups) : byProduct(asked, rows)),
    sums: [
      t('stockreports:sum'),
      ...(by === 'category' ? [] : [null]),
      sums.salesMinor,
      sums.costMinor,
      sums.marginMinor,
      percentOf(sums),
    ],
    chart: monthChart({
      title: t('stockreports:margin.chart'),
      heads: [t('stockreports:head.month'), t('stockreports:head.margin')],
      months: fillMonths(months, earned),
      words,
      sentence: (best) => t('stockreports:margin.sentence', best),
    }),
    shares: {
      title: t('stockreports:margin.shares'),
      parts: groups.slice(0, 8).map(({ key, label, marginMinor }) => ({
        key,
        label,
        amountMinor: marginMinor,
      })),
    },
  }
}

type Table = Pick<StockReport, 'columns' | 'rows' | 'hasMore'>

function byProduct({ texts, limit }: ReportAsked, rows: readonly MarginRow[]): Table {
  const shown = rows.slice(0, limit).map((row): ReportRow => {
    const { productId, name, unit, quantityMilli, salesMinor, costMinor, marginMinor } = row
    return {
      key: productId,
      cells: [name, quantityMilli, salesMinor, costMinor, marginMinor, percentOf(row)],
      unit: unitWord(texts, unit),
      to: `/stock/products/${productId}`,
    }
  })
  const { t } = texts
  const sold: ReportColumn = { head: t('stockreports:head.sold'), type: 'quantity', wide: true }
  const [first, ...rest] = moneyColumns(t('stockreports:head.product'), texts)
  const columns = first ? [first, sold, ...rest] : []
  return { columns, rows: shown, hasMore: rows.length > limit }
}

function byCategory({ texts }: ReportAsked, groups: readonly Group[]): Table {
  return {
    columns: moneyColumns(texts.t('stockreports:head.category'), texts),
    rows: groups.map((group) => ({
      key: group.key,
      cells: [group.label, group.salesMinor, group.costMinor, group.marginMinor, percentOf(group)],
    })),
    hasMore: false,
  }
}

const moneyColumns = (head: string, { t }: ReportAsked['texts']): ReportColumn[] => [
  { head, type: 'text' },
  { head: t('stockreports:head.sales'), type: 'money', wide: true },
  { head: t('stockreports:head.cost'), type: 'money', wide: true },
  { head: t('stockreports:head.margin'), type: 'money' },
  { head: t('stockreports:head.percent'), type: 'number' },
]

type Sums = Margins['sums']
interface Group extends Sums {
  key: string
  label: string
}

async function groupByCategory(
  { tx, texts }: ReportAsked,
  rows: readonly MarginRow[],
): Promise<Group[]> {
  const categories = await stockReports.listCategoriesOf(tx)
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const category = categories.get(row.productId)
    const key = category?.categoryId ?? 'none'
    const label = category?.name ?? texts.t('stockreports:margin.noCategory')
    const group = groups.get(key) ?? { key, label, salesMinor: 0, costMinor: 0, marginMinor: 0 }
    group.salesMinor += row.salesMinor
    group.costMinor += row.costMinor
    group.marginMinor += row.marginMinor
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => b.marginMinor - a.marginMinor)
}

/** To the tenth; null where nothing was taken in. */
const percentOf = ({ salesMinor, marginMinor }: Pick<Sums, 'salesMinor' | 'marginMinor'>) =>
  salesMinor === 0 ? null : Math.round((marginMinor * 1000) / salesMinor) / 10
