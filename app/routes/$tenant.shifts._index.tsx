import '#app/reports/reports.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { ChevronLeft } from 'lucide-react'
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
import { formatMoment } from '#app/components/dates.ts'
import { Money } from '#app/components/money.tsx'
import { PageHeader } from '#app/components/page-header.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { listShifts } from '#modules/pos/index.ts'

const MOST = 100

export const loader = tenantLoader('sales.read', z.object({}), async (tx, _input, edge) => ({
  shifts: await listShifts(tx, MOST),
  title: textsFor(languageOf(edge.request)).t('shift:office.title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

type Row = ReturnType<typeof useLoaderData<typeof loader>>['shifts'][number]

/** The latest shifts of all tills, with what was counted and what differed. */
export default function Shifts() {
  const { shifts } = useLoaderData<typeof loader>()
  const { slug, words, timeZone } = useOffice()
  const { t } = useTranslation('shift')
  const money = (amountMinor: number | null) =>
    amountMinor === null ? '' : <Money amountMinor={amountMinor} bare />
  const columns: Column<Row>[] = [
    {
      key: 'when',
      head: t('office.when'),
      cell: (row) => (
        <RowTitle
          title={
            <Link to={`/${slug}/shifts/${row.id}`} className={rowLinkClass}>
              {formatMoment(row.openedAt, { ...words, timeZone })}
            </Link>
          }
          under={[row.tillName, row.closedBy ?? row.openedBy].filter(Boolean).join(' · ')}
        />
      ),
    },
    {
      key: 'expected',
      head: t('office.expected'),
      align: 'end',
      wide: true,
      cell: (row) => money(row.expectedMinor),
    },
    {
      key: 'counted',
      head: t('office.counted'),
      align: 'end',
      wide: true,
      cell: (row) => money(row.countedMinor),
    },
    {
      key: 'difference',
      head: t('office.difference'),
      align: 'end',
      cell: (row) => (row.differenceMinor === null ? t('office.open') : money(row.differenceMinor)),
    },
  ]
  return (
    <>
      <PageHeader
        title={t('office.title')}
        back={
          <Link to={`/${slug}/today`} className={buttonClass({ kind: 'quiet' })}>
            <ButtonFace icon={ChevronLeft}>{t('office.back_today')}</ButtonFace>
          </Link>
        }
      />
      <DataTable
        caption={t('office.title')}
        columns={columns}
        rows={shifts}
        rowKey={(row) => row.id}
        empty={<Empty>{t('office.empty')}</Empty>}
      />
    </>
  )
}
