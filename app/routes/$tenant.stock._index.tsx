import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, Empty, rowLinkClass } from '#app/components/data-table.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { type LowStock, listLowStock } from '#modules/inventory/index.ts'

const SHOWN = 50

export const loader = tenantLoader('goods.read', z.object({}), async (tx, _input, edge) => ({
  low: await listLowStock(tx, SHOWN),
  title: textsFor(languageOf(edge.request)).t('stock:title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** What is nearly gone, the emptiest first. */
export default function StockOnHand() {
  const { low } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t, i18n } = useTranslation('stock')
  const columns: Column<LowStock>[] = [
    {
      key: 'name',
      head: t('low.product'),
      cell: (row) => (
        <Link to={`/${slug}/products/${row.productId}`} className={rowLinkClass}>
          {row.name}
        </Link>
      ),
    },
    {
      key: 'quantity',
      head: t('low.left'),
      align: 'end',
      cell: (row) => `${formatQuantity(row.quantityMilli)} ${unitWord(i18n, row.unit)}`,
    },
  ]
  return (
    <Card title={t('low.title')}>
      <DataTable
        caption={t('low.title')}
        columns={columns}
        rows={low.products}
        rowKey={(row) => row.productId}
        empty={<Empty>{t('low.none')}</Empty>}
      />
    </Card>
  )
}
