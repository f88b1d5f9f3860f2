import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ChartColumn, Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, Empty, rowLinkClass } from '#app/components/data-table.tsx'
import { daysOfMonth, formatMoment, monthOf } from '#app/components/dates.ts'
import { Money } from '#app/components/money.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { MonthPicker } from '#app/reports/period-picker.tsx'
import { isMonth } from '#app/reports/sale-filter.ts'
import { sourcePath } from '#app/reports/source-path.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { moveWord } from '#app/stock/move-word.ts'
import { getProduct, stockLists } from '#modules/inventory/index.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { getShopClock } from '#modules/pos/index.ts'

const Params = z.object({
  productId: z.uuid(),
  month: z.string().refine(isMonth).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
})

export const loader = tenantLoader('goods.read', Params, async (tx, { productId, month, page }) => {
  const { timeZone } = await getShopClock(tx)
  const thisMonth = monthOf(dayIn(timeZone, new Date()))
  const shown = month ?? thisMonth
  const movement = await stockLists.getMovement(tx, { productId, ...daysOfMonth(shown), page })
  return {
    product: await getProduct(tx, productId),
    places: await stockLists.listPlacesOf(tx, productId),
    movement: {
      ...movement,
      rows: movement.rows.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() })),
    },
    month: shown,
    thisMonth,
    page,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.product.name ?? ''} · Tillage 耕舖` },
]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['movement']['rows'][number]

/** Everything that moved one product in a month, with what was left after each, and its papers. */
export default function ProductMovement() {
  const { product, places, movement, month, thisMonth, page } = useLoaderData<typeof loader>()
  const { slug, seesSales } = useOffice()
  const { t, i18n } = useTranslation('stock')
  const unit = unitWord(i18n, product.unit)
  const said = (milli: number) => t('quantity', { quantity: formatQuantity(milli), unit })
  const columns = useColumns(unit)
  const elsewhere = places.reduce((sum, place) => sum + place.quantityMilli, 0)
  return (
    <>
      <PartHeader
        title={product.name}
        under={[
          t('movement.now', { quantity: said(product.stockMilli) }),
          ...(places.length > 0
            ? [
                t('movement.at', {
                  place: t('floor'),
                  quantity: said(product.stockMilli - elsewhere),
                }),
                ...places.map(({ name, quantityMilli }) =>
                  t('movement.at', { place: name, quantity: said(quantityMilli) }),
                ),
              ]
            : []),
        ].join(' · ')}
        back={{ to: `/${slug}/stock`, label: t('part.onHand') }}
      >
        <MonthPicker value={month} now={thisMonth} />
        {seesSales && (
          <Link
            to={`/${slug}/stock/reports/movement?product=${product.id}&month=${month}`}
            className={buttonClass({ kind: 'quiet' })}
          >
            <ButtonFace icon={ChartColumn}>{t('movement.report')}</ButtonFace>
          </Link>
        )}
        <Link to={`/${slug}/products/${product.id}`} className={buttonClass({ kind: 'quiet' })}>
          <ButtonFace icon={Pencil}>{t('movement.product')}</ButtonFace>
        </Link>
      </PartHeader>
      <Card
        title={t('movement.title', { count: movement.moveCount })}
        aside={t('movement.closing', { quantity: said(movement.closing.quantityMilli) })}
      >
        <DataTable
          caption={t('movement.title', { count: movement.moveCount })}
          columns={columns}
          rows={movement.rows}
          rowKey={(row) => row.id}
          empty={<Empty>{t('movement.none')}</Empty>}
        />
        {!movement.hasMore && (
          <p className="muted">
            {t('movement.opening', { quantity: said(movement.opening.quantityMilli) })}
          </p>
        )}
        {(page > 1 || movement.hasMore) && (
          <nav className="pages" aria-label={t('movement.pages')}>
            {page > 1 && (
              <Link to={`?month=${month}&page=${page - 1}`} className={buttonClass({})}>
                {t('acts.newer')}
              </Link>
            )}
            {movement.hasMore && (
              <Link to={`?month=${month}&page=${page + 1}`} className={buttonClass({})}>
                {t('acts.older')}
              </Link>
            )}
          </nav>
        )}
      </Card>
    </>
  )
}

function useColumns(unit: string): Column<Row>[] {
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('stock')
  return [
    {
      key: 'what',
      head: t('movement.what'),
      cell: (row) => {
        const paper = sourcePath(slug, row)
        const word = moveWord(t, row)
        return (
          <span className="row-title-words">
            <b>
              {paper ? (
                <Link to={paper} className={rowLinkClass}>
                  {word}
                </Link>
              ) : (
                word
              )}
            </b>
            <span className="row-title-under">
              {[formatMoment(row.occurredAt, { ...words, timeZone }), row.placeName]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        )
      },
    },
    {
      key: 'quantity',
      head: t('movement.quantity', { unit }),
      align: 'end',
      cell: (row) =>
        row.quantityMilli === 0
          ? ''
          : `${row.quantityMilli > 0 ? '＋' : '－'}${formatQuantity(Math.abs(row.quantityMilli))}`,
    },
    {
      key: 'left',
      head: t('movement.left'),
      align: 'end',
      cell: (row) => (
        <span className={row.levelMilli < 0 ? 'stock-below' : undefined}>
          {formatQuantity(row.levelMilli)}
        </span>
      ),
    },
    {
      key: 'value',
      head: t('movement.value'),
      align: 'end',
      wide: true,
      cell: (row) => <Money amountMinor={row.valueMinor} bare />,
    },
    {
      key: 'worth',
      head: t('movement.worth'),
      align: 'end',
      wide: true,
      cell: (row) => <Money amountMinor={row.levelMinor} bare />,
    },
  ]
}
