import '#app/consignment/consignment.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ButtonFace, buttonClass } from '#app/components/button.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { Money, Total } from '#app/components/money.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { percentText } from '#app/consignment/percent.ts'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listConsignors } from '#modules/consignment/index.ts'
import { may } from '#modules/identity/index.ts'

export const loader = tenantLoader('goods.read', z.object({}), async (tx, _input, edge) => ({
  consignors: await listConsignors(tx),
  mayManage: may(edge.membership.role, 'goods.manage'),
  title: textsFor(languageOf(edge.request)).t('consignment:title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['consignors'][number]

/** Who leaves goods here to be sold, and what each is owed. */
export default function Consignors() {
  const { consignors, mayManage, title } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('consignment')
  const owedMinor = consignors.reduce((sum, each) => sum + each.owedMinor, 0)
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: t('list.name'),
      cell: (row) => (
        <RowTitle
          title={
            <Link to={`/${slug}/stock/consignment/${row.id}`} className={rowLinkClass}>
              {row.name}
            </Link>
          }
          under={
            <>
              {t('list.facts', { count: row.productCount, percent: percentText(row.keepBp) })}{' '}
              {row.archivedAt && <Tag tone="gold">{t('list.archived')}</Tag>}
            </>
          }
        />
      ),
    },
    {
      key: 'owed',
      head: t('list.owed'),
      align: 'end',
      cell: (row) => <Money bare amountMinor={row.owedMinor} />,
    },
  ]
  const add = mayManage && (
    <Link to="new" className={buttonClass({ kind: 'primary' })}>
      <ButtonFace icon={Plus}>{t('list.new')}</ButtonFace>
    </Link>
  )
  return (
    <>
      <PartHeader title={title} under={t('list.lead')}>
        {consignors.length > 0 && add}
      </PartHeader>
      <div className="stack">
        {owedMinor > 0 && (
          <Total inline label={t('list.owedAll')} amountMinor={owedMinor} size="report" />
        )}
        <DataTable
          caption={title}
          columns={columns}
          rows={consignors}
          rowKey={(row) => row.id}
          empty={<Empty action={add}>{t('list.none')}</Empty>}
        />
      </div>
    </>
  )
}
