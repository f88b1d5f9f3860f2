import '#app/stock/stock.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ClipboardList } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { formatMoment } from '#app/components/dates.ts'
import { Money } from '#app/components/money.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { may } from '#modules/identity/index.ts'
import { stocktakes as counts } from '#modules/inventory/index.ts'

const Query = z.object({ page: z.coerce.number().int().min(1).max(1000).catch(1).default(1) })

export const loader = tenantLoader('goods.read', Query, async (tx, { page }, edge) => {
  const { stocktakes, hasMore } = await counts.listStocktakes(tx, { page })
  return {
    stocktakes: stocktakes.map((each) => ({ ...each, openedAt: each.openedAt.toISOString() })),
    hasMore,
    page,
    mayManage: may(edge.membership.role, 'goods.manage'),
    title: textsFor(languageOf(edge.request)).t('counts:title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['stocktakes'][number]

/** Stocktakes: start one, and see what came of the others. */
export default function Stocktakes() {
  const { stocktakes, hasMore, page, mayManage } = useLoaderData<typeof loader>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation(['counts', 'stock'])
  const columns: Column<Row>[] = [
    {
      key: 'what',
      head: t('counts:what'),
      cell: (each) => (
        <RowTitle
          title={
            <Link to={`/${slug}/stock/counts/${each.id}`} className={rowLinkClass}>
              {each.name}
            </Link>
          }
          under={[
            formatMoment(each.openedAt, { ...words, timeZone }),
            each.placeName ?? t('stock:floor'),
            each.openedByName,
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    {
      key: 'state',
      head: '',
      align: 'end',
      cell: ({ state }) => (
        <Tag tone={state === 'posted' ? 'tea' : 'gold'}>{t(`counts:state.${state}`)}</Tag>
      ),
    },
    {
      key: 'value',
      head: t('counts:result'),
      align: 'end',
      wide: true,
      cell: ({ valueMinor }) =>
        valueMinor !== null && <Money amountMinor={Number(valueMinor)} bare />,
    },
  ]
  return (
    <>
      <PartHeader title={t('counts:title')} under={t('counts:lead')}>
        {mayManage && (
          <Link
            to={`/${slug}/stock/counts/new`}
            className={buttonClass({ kind: 'primary', size: 'key' })}
          >
            <ButtonFace icon={ClipboardList}>{t('counts:start')}</ButtonFace>
          </Link>
        )}
      </PartHeader>
      <Card title={t('counts:list')}>
        <DataTable
          caption={t('counts:list')}
          columns={columns}
          rows={stocktakes}
          rowKey={(each) => each.id}
          empty={<Empty>{t('counts:none')}</Empty>}
        />
        {(page > 1 || hasMore) && (
          <nav className="pages" aria-label={t('counts:list')}>
            {page > 1 && (
              <Link to={`?page=${page - 1}`} className={buttonClass({})}>
                {t('counts:newer')}
              </Link>
            )}
            {hasMore && (
              <Link to={`?page=${page + 1}`} className={buttonClass({})}>
                {t('counts:older')}
              </Link>
            )}
          </nav>
        )}
      </Card>
    </>
  )
}
