import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { formatShortDay } from '#app/components/dates.ts'
import { formatAmount, formatMoney, Money, Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { payables, purchases } from '#modules/buying/index.ts'

export const loader = tenantLoader('goods.read', z.object({}), async (tx, _input, edge) => {
  const today = await purchases.readToday(tx)
  return {
    today,
    owed: await payables.listOwed(tx, today),
    title: textsFor(languageOf(edge.request)).t('buying:owed.title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['owed'][number]

/** Whom the shop owes: who is to be paid today, and how long each has waited. */
export default function OwedPage() {
  const { owed } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const due = owed.filter((row) => row.dueMinor > 0)
  const dueMinor = due.reduce((sum, row) => sum + row.dueMinor, 0)
  return (
    <>
      <PartHeader title={t('owed.title')} back={{ to: `/${slug}/stock/buying`, label: t('back') }}>
        <Total
          inline
          label={t('owed.total')}
          amountMinor={owed.reduce((sum, row) => sum + row.owedMinor, 0)}
          size="report"
        />
      </PartHeader>
      <div className="stack">
        {due.length > 0 && (
          <Notice
            kind="waiting"
            icon={TriangleAlert}
            title={t('owed.due', { amount: formatMoney(dueMinor), count: due.length })}
          />
        )}
        <DataTable
          caption={t('owed.title')}
          columns={useColumns()}
          rows={owed}
          rowKey={(row) => row.supplierId}
          empty={<Empty>{t('owed.none')}</Empty>}
        />
      </div>
    </>
  )
}

function useColumns(): Column<Row>[] {
  const { today } = useLoaderData<typeof loader>()
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  const age = (key: 'laterMinor' | 'upTo30Minor' | 'upTo60Minor' | 'olderMinor') => ({
    key,
    head: t(`owed.${key}`),
    align: 'end' as const,
    wide: true,
    cell: (row: Row) => row[key] > 0 && formatAmount(row[key]),
  })
  return [
    {
      key: 'supplier',
      head: t('suppliers.title'),
      cell: (row) => (
        <RowTitle
          title={
            <Link to={`/${slug}/stock/buying/suppliers/${row.supplierId}`} className={rowLinkClass}>
              {row.supplierName}
            </Link>
          }
          under={
            <>
              {row.dueOn !== null && t('owed.by', { day: formatShortDay(row.dueOn, words) })}{' '}
              {row.dueOn !== null && row.dueOn < today && (
                <Tag tone="gold" icon={TriangleAlert}>
                  {t('owed.late')}
                </Tag>
              )}
              {row.advanceMinor > 0 &&
                ` ${t('owed.advance', { amount: formatMoney(row.advanceMinor) })}`}
            </>
          }
        />
      ),
    },
    age('laterMinor'),
    age('upTo30Minor'),
    age('upTo60Minor'),
    age('olderMinor'),
    {
      key: 'owed',
      head: t('owed.amount'),
      align: 'end',
      cell: (row) => <Money amountMinor={row.owedMinor} bare />,
    },
  ]
}
