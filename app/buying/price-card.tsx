import { Link } from '@remix-run/react'
import { TrendingDown, TrendingUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, RowTitle, rowLinkClass } from '#app/components/data-table.tsx'
import { formatShortDay } from '#app/components/dates.ts'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { priceText } from './price-words.ts'

/** What a product costs with a supplier, for one, in thousandths of NT$. */
export interface ShownPrice {
  productId: string
  name: string
  lastOn: string
  lastMilli: number
  beforeMilli: number | null
  averageMilli: number
  times: number
}

/** What each product cost the last time, the time before and on average. */
export function PriceCard({ prices }: { prices: readonly ShownPrice[] }) {
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  if (prices.length === 0) return null
  const columns: Column<ShownPrice>[] = [
    {
      key: 'name',
      head: t('receipt.goods'),
      cell: (row) => (
        <RowTitle
          title={
            <Link to={`/${slug}/products/${row.productId}`} className={rowLinkClass}>
              {row.name}
            </Link>
          }
          under={
            <>
              {t('price.times', { count: row.times, day: formatShortDay(row.lastOn, words) })}{' '}
              <Change price={row} />
            </>
          }
        />
      ),
    },
    {
      key: 'before',
      head: t('price.before'),
      align: 'end',
      wide: true,
      cell: (row) => row.beforeMilli !== null && priceText(row.beforeMilli),
    },
    {
      key: 'average',
      head: t('price.average'),
      align: 'end',
      wide: true,
      cell: (row) => priceText(row.averageMilli),
    },
    { key: 'last', head: t('price.last'), align: 'end', cell: (row) => priceText(row.lastMilli) },
  ]
  return (
    <Card title={t('price.title')}>
      <DataTable
        caption={t('price.title')}
        columns={columns}
        rows={prices}
        rowKey={(row) => row.productId}
        empty={null}
      />
    </Card>
  )
}

/** Dearer or cheaper than the time before, said in words. */
function Change({ price }: { price: ShownPrice }) {
  const { t } = useTranslation('buying')
  const { lastMilli, beforeMilli } = price
  if (beforeMilli === null || beforeMilli === lastMilli) return null
  const isDearer = lastMilli > beforeMilli
  return (
    <Tag tone={isDearer ? 'gold' : 'tea'} icon={isDearer ? TrendingUp : TrendingDown}>
      {t(isDearer ? 'price.dearer' : 'price.cheaper')}
    </Tag>
  )
}
