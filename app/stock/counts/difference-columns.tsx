import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Column, RowTitle, rowLinkClass } from '#app/components/data-table.tsx'
import { Money } from '#app/components/money.tsx'
import { Pictogram } from '#app/components/pictogram.tsx'
import { pictureOf } from '#app/goods/picture-of.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'

/** A product of a stocktake: what lay there, what should have, and what that is worth. */
export interface Difference {
  productId: string
  name: string
  unit: string
  pictogram: string | null
  pictureId: string | null
  expectedMilli: number
  countedMilli: number
  valueMinor: number
}

/** The columns of differences, before they are booked and after. */
export function useDifferenceColumns<Row extends Difference>(
  under: (row: Row) => string,
): Column<Row>[] {
  const { t, i18n } = useTranslation(['counts', 'stock'])
  const { slug } = useOffice()
  const say = (milli: number, unit: string) =>
    t('stock:quantity', { quantity: formatQuantity(milli), unit: unitWord(i18n, unit) })
  return [
    {
      key: 'product',
      head: t('counts:one.product'),
      cell: (row) => (
        <RowTitle
          picture={<Pictogram id={pictureOf(slug, row)} />}
          title={
            <Link to={`/${slug}/stock/products/${row.productId}`} className={rowLinkClass}>
              {row.name}
            </Link>
          }
          under={under(row)}
        />
      ),
    },
    {
      key: 'counted',
      head: t('counts:one.counted'),
      align: 'end',
      cell: (row) => (
        <span className="count-pair">
          <b>{say(row.countedMilli, row.unit)}</b>
          <span className="muted cap">
            {t('counts:one.expected', { quantity: formatQuantity(row.expectedMilli) })}
          </span>
        </span>
      ),
    },
    {
      key: 'difference',
      head: t('counts:one.difference'),
      align: 'end',
      cell: (row) => {
        const milli = row.countedMilli - row.expectedMilli
        return (
          <span className="count-pair">
            <b className={milli < 0 ? 'stock-below' : undefined}>
              {`${milli > 0 ? '＋' : milli < 0 ? '－' : ''}${formatQuantity(Math.abs(milli))}`}
            </b>
            <Money amountMinor={row.valueMinor} />
          </span>
        )
      },
    },
  ]
}
