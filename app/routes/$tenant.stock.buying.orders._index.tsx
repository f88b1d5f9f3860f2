import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { OrderState } from '#app/buying/order-state.tsx'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { formatShortDay } from '#app/components/dates.ts'
import { Money } from '#app/components/money.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { segmentClass } from '#app/components/segments.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { orders } from '#modules/buying/index.ts'
import { may } from '#modules/identity/index.ts'

const FILTERS = ['open', 'all'] as const
const Query = z.object({
  filter: z.enum(FILTERS).catch('open').default('open'),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
})

export const loader = tenantLoader('goods.read', Query, async (tx, { filter, page }, edge) => ({
  ...(await orders.listOrders(tx, { isOpen: filter === 'open', page })),
  filter,
  page,
  mayManage: may(edge.membership.role, 'goods.manage'),
  title: textsFor(languageOf(edge.request)).t('buying:orders.title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['orders'][number]

/** What was ordered: what is still to come, or everything. */
export default function Orders() {
  const { orders: rows, hasMore, filter, page, mayManage } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const add = mayManage && (
    <Link to={`/${slug}/stock/buying/orders/new`} className={buttonClass({ kind: 'primary' })}>
      <ButtonFace icon={Plus}>{t('orders.new')}</ButtonFace>
    </Link>
  )
  return (
    <>
      <PartHeader
        title={t('orders.title')}
        back={{ to: `/${slug}/stock/buying`, label: t('back') }}
      >
        {add}
      </PartHeader>
      <div className="stack">
        <nav className="segments" aria-label={t('orders.filters')}>
          {FILTERS.map((each) => (
            <Link
              key={each}
              to={`?filter=${each}`}
              className={segmentClass()}
              {...(filter === each ? { 'aria-current': 'page' as const } : {})}
            >
              {t(`orders.filter.${each}`)}
            </Link>
          ))}
        </nav>
        <DataTable
          caption={t('orders.title')}
          columns={useColumns()}
          rows={rows}
          rowKey={(row) => row.id}
          empty={<Empty>{t(`orders.none.${filter}`)}</Empty>}
        />
        <nav className="pages" aria-label={t('orders.title')}>
          {page > 1 && (
            <Link to={`?filter=${filter}&page=${page - 1}`} className={buttonClass({})}>
              {t('receipts.newer')}
            </Link>
          )}
          {hasMore && (
            <Link to={`?filter=${filter}&page=${page + 1}`} className={buttonClass({})}>
              {t('receipts.older')}
            </Link>
          )}
        </nav>
      </div>
    </>
  )
}

function useColumns(): Column<Row>[] {
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  const what = ({ firstName, lineCount }: Row) =>
    lineCount > 1
      ? t('receipts.whatMore', { name: firstName ?? '', count: lineCount })
      : (firstName ?? '')
  return [
    {
      key: 'what',
      head: t('receipts.what'),
      cell: (row) => (
        <RowTitle
          title={
            <Link to={`/${slug}/stock/buying/orders/${row.id}`} className={rowLinkClass}>
              {t('orders.row', { number: row.number, supplier: row.supplierName })}
            </Link>
          }
          under={
            <>
              {what(row)}
              {row.expectedOn !== null &&
                ` · ${t('orders.expected', { day: formatShortDay(row.expectedOn, words) })}`}{' '}
              <OrderState state={row.state} />
            </>
          }
        />
      ),
    },
    {
      key: 'amount',
      head: t('orders.amount'),
      align: 'end',
      cell: (row) => row.typedMinor !== null && <Money amountMinor={row.typedMinor} bare />,
    },
  ]
}
