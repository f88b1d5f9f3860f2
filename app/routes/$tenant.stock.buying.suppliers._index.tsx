import '#app/buying/buying.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
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
import { FindField } from '#app/components/find-field.tsx'
import { PartHeader } from '#app/components/part-header.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { suppliers } from '#modules/buying/index.ts'
import { may } from '#modules/identity/index.ts'

export const loader = tenantLoader('goods.read', z.object({}), async (tx, _input, edge) => ({
  suppliers: await suppliers.listSuppliers(tx),
  mayManage: may(edge.membership.role, 'goods.manage'),
  title: textsFor(languageOf(edge.request)).t('buying:suppliers.title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['suppliers'][number]

/** Whom the shop buys from. */
export default function Suppliers() {
  const { suppliers: all, mayManage } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const { t } = useTranslation('buying')
  const [query, setQuery] = useState('')
  const shown = useMemo(() => all.filter(matches(query)), [all, query])
  const columns: Column<Row>[] = [
    {
      key: 'name',
      head: t('suppliers.name'),
      cell: (row) => (
        <RowTitle
          title={
            <Link to={`/${slug}/stock/buying/suppliers/${row.id}`} className={rowLinkClass}>
              {row.name}
            </Link>
          }
          under={[row.contact, row.phone].filter(Boolean).join(' · ')}
        />
      ),
    },
    {
      key: 'state',
      head: '',
      align: 'end',
      cell: (row) => row.archivedAt && <Tag tone="gold">{t('suppliers.archived')}</Tag>,
    },
  ]
  const add = mayManage && (
    <Link to={`/${slug}/stock/buying/suppliers/new`} className={buttonClass({ kind: 'primary' })}>
      <ButtonFace icon={Plus}>{t('suppliers.new')}</ButtonFace>
    </Link>
  )
  return (
    <>
      <PartHeader
        title={t('suppliers.title')}
        back={{ to: `/${slug}/stock/buying`, label: t('back') }}
      >
        {all.length > 0 && add}
      </PartHeader>
      <div className="stack">
        {all.length > 0 && (
          <FindField
            label={t('suppliers.find')}
            size="office"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        )}
        <DataTable
          caption={t('suppliers.caption')}
          columns={columns}
          rows={shown}
          rowKey={(row) => row.id}
          empty={
            all.length === 0 ? (
              <Empty action={add}>{t('suppliers.none')}</Empty>
            ) : (
              <Empty>{t('suppliers.notFound', { search: query })}</Empty>
            )
          }
        />
      </div>
    </>
  )
}

/** Any part of a name or contact, or at least three digits of a phone. */
function matches(query: string) {
  const words = query.normalize('NFKC').toLowerCase().trim()
  const digits = words.replace(/\D/g, '')
  return ({ name, contact, phone }: Row) =>
    `${name} ${contact ?? ''}`.toLowerCase().includes(words) ||
    (digits.length > 2 && (phone ?? '').replace(/\D/g, '').includes(digits))
}
