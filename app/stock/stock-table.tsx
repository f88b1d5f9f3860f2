import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '#app/components/button.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { formatAmount, Money } from '#app/components/money.tsx'
import { Pictogram } from '#app/components/pictogram.tsx'
import { Tag } from '#app/components/tag.tsx'
import { pictureOf } from '#app/goods/picture-of.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import type { loader } from '#app/routes/$tenant.stock._index.tsx'
import { splitIntoUnits } from '#modules/inventory/shared.ts'

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

/** The products of the stock page, each with how much, what one cost, and what all of it is worth. */
export function StockTable() {
  const { rows, query, hasMore } = useLoaderData<typeof loader>()
  const { t } = useTranslation('stock')
  const columns = useColumns()
  const caption = t('onHand.now')
  return (
    <>
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.productId}
        empty={<Empty>{query.search ? t('onHand.notFound') : t('onHand.nothing')}</Empty>}
      />
      {(query.page > 1 || hasMore) && (
        <nav className="pages" aria-label={caption}>
          {query.page > 1 && <PageLink page={query.page - 1} label={t('onHand.before')} />}
          {hasMore && <PageLink page={query.page + 1} label={t('onHand.after')} />}
        </nav>
      )}
    </>
  )
}

function PageLink({ page, label }: { page: number; label: string }) {
  const { query } = useLoaderData<typeof loader>()
  const address = new URLSearchParams({ page: String(page), filter: query.filter })
  if (query.search) address.set('search', query.search)
  if (query.place) address.set('place', query.place)
  if (query.day) address.set('day', query.day)
  return (
    <Link to={`?${address}`} className={buttonClass({})}>
      {label}
    </Link>
  )
}

function useColumns(): Column<Row>[] {
  const { slug } = useOffice()
  const { t, i18n } = useTranslation('stock')
  const unit = (row: Row) => unitWord(i18n, row.unit)
  return [
    {
      key: 'product',
      head: t('onHand.product'),
      cell: (row) => (
        <RowTitle
          picture={<Pictogram id={pictureOf(slug, row)} />}
          title={
            <Link to={`/${slug}/stock/products/${row.productId}`} className={rowLinkClass}>
              {row.name}
            </Link>
          }
          under={<InUnits row={row} />}
        />
      ),
    },
    {
      key: 'quantity',
      head: t('onHand.quantity'),
      align: 'end',
      cell: (row) => (
        <>
          <span className={row.quantityMilli < 0 ? 'stock-below' : undefined}>
            {t('quantity', { quantity: formatQuantity(row.quantityMilli), unit: unit(row) })}
          </span>
          {row.quantityMilli < 0 ? (
            <Tag tone="red">{t('onHand.isBelow')}</Tag>
          ) : (
            row.isLow && <Tag tone="gold">{t('onHand.isLow')}</Tag>
          )}
        </>
      ),
    },
    {
      key: 'cost',
      head: t('onHand.each'),
      align: 'end',
      wide: true,
      cell: (row) => averageCost(row),
    },
    {
      key: 'value',
      head: t('onHand.value'),
      align: 'end',
      cell: (row) => <Money amountMinor={row.valueMinor} bare />,
    },
  ]
}

/** The same in whole cases and the rest, where the product has a larger unit. */
function InUnits({ row }: { row: Row }) {
  const { t, i18n } = useTranslation('stock')
  const split = splitIntoUnits(row.quantityMilli, row.units)
  if (!split) return null
  const whole = `${formatQuantity(split.whole * 1000)} ${split.unit.name ?? unitWord(i18n, split.unit.id)}`
  if (split.restMilli === 0) return whole
  const rest = `${formatQuantity(split.restMilli)} ${unitWord(i18n, row.unit)}`
  return t('inUnits', { whole, rest })
}

/** What one of them cost, to the cent: said, never stored. */
function averageCost({ quantityMilli, valueMinor }: Row): string {
  if (quantityMilli === 0) return ''
  const cents = Math.round((valueMinor * 100_000) / quantityMilli)
  return `${formatAmount(Math.trunc(cents / 100))}.${String(Math.abs(cents) % 100).padStart(2, '0')}`
}
