import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, RowTitle, rowLinkClass } from '#app/components/data-table.tsx'
import { formatShortDay } from '#app/components/dates.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { priceWords } from './price-words.ts'

/** A line of a suggestion, with what it was worked out of. */
export interface ShownSuggestion {
  productId: string
  name: string
  unit: string
  stockMilli: number
  onOrderMilli: number
  soldMilli: number
  dayCount: number
  buyUnit: string
  packMilli: number
  packs: number
  lastMilli: number | null
  lastOn: string | null
  averageMilli: number | null
}

/** What should be ordered, beside what sells, what is there, and what it last cost. */
export function SuggestedLines({ lines }: { lines: readonly ShownSuggestion[] }) {
  const { slug, words } = useOffice()
  const { t, i18n } = useTranslation('buying')
  const perDay = ({ soldMilli, dayCount }: ShownSuggestion) =>
    formatQuantity(Math.round(soldMilli / dayCount / 100) * 100)
  const columns: Column<ShownSuggestion>[] = [
    {
      key: 'name',
      head: t('receipt.goods'),
      cell: (line) => (
        <RowTitle
          title={
            <Link to={`/${slug}/products/${line.productId}`} className={rowLinkClass}>
              {line.name}
            </Link>
          }
          under={
            <>
              {t('suggested.facts', {
                perDay: perDay(line),
                stock: formatQuantity(line.stockMilli),
                unit: unitWord(i18n, line.unit),
              })}
              {line.onOrderMilli > 0 &&
                ` · ${t('suggested.onOrder', { quantity: formatQuantity(line.onOrderMilli) })}`}
              {line.lastMilli !== null && line.lastOn !== null && (
                <span className="cell-part">
                  {t('suggested.last', {
                    price: priceWords(i18n, line.lastMilli, line.buyUnit),
                    day: formatShortDay(line.lastOn, words),
                  })}
                  {line.averageMilli !== null &&
                    ` · ${t('suggested.average', {
                      price: priceWords(i18n, line.averageMilli, line.unit),
                    })}`}
                </span>
              )}
            </>
          }
        />
      ),
    },
    {
      key: 'order',
      head: t('suggested.quantity'),
      align: 'end',
      cell: (line) => (
        <b>
          {line.packs} {unitWord(i18n, line.buyUnit)}
        </b>
      ),
    },
  ]
  return (
    <DataTable
      caption={t('suggested.title')}
      columns={columns}
      rows={lines}
      rowKey={(line) => line.productId}
      empty={null}
    />
  )
}
