import '#app/tax/tax.css'
import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, Empty, rowLinkClass } from '#app/components/data-table.tsx'
import { Money, SumRow } from '#app/components/money.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { useTaxDays } from '#app/tax/tax-words.ts'
import { type InputRow, listTaxRows, type SaleRow } from '#modules/tax/index.ts'
import { BOX_ROWS } from '#modules/tax/shared.ts'

const Params = z.object({ period: z.string().max(7), rows: z.enum(BOX_ROWS) })

/** A page of more rows than this is not read; the file has them all. */
const MOST_SHOWN = 1000

export const loader = tenantLoader(
  'books.read',
  Params,
  async (tx, { period, rows: kind }, edge) => {
    const all = await listTaxRows(tx, period)
    const sumOf = (amounts: number[]) => amounts.reduce((sum, each) => sum + each, 0)
    const isInput = kind === 'input'
    const chosen: { totalMinor: number; taxMinor: number }[] = isInput
      ? all.input.map((row) => ({ totalMinor: row.netMinor, taxMinor: row.taxMinor }))
      : all[kind]
    return {
      period,
      kind,
      sales: isInput ? [] : all[kind].slice(0, MOST_SHOWN),
      input: isInput ? all.input.slice(0, MOST_SHOWN) : [],
      count: chosen.length,
      totalMinor: sumOf(chosen.map((row) => row.totalMinor)),
      taxMinor: sumOf(chosen.map((row) => row.taxMinor)),
      title: textsFor(languageOf(edge.request)).t(`tax:rows.${kind}`),
    }
  },
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Tillage 耕舖` },
]

/** Every sale or purchase that a box is the sum of. */
export default function TaxRowsPage() {
  const { period, kind, count, totalMinor, taxMinor } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const days = useTaxDays()
  const { t } = useTranslation('tax')
  const foot = (
    <>
      <SumRow label={t('rows.sum', { count })} amountMinor={totalMinor} />
      <SumRow label={t('rows.tax')} amountMinor={taxMinor} />
    </>
  )
  return (
    <div className="stack">
      <p>
        <Link to={`/${slug}/books/tax/${period}`}>
          {t('rows.back', { period: days.period(period) })}
        </Link>
      </p>
      <Card title={t(`rows.${kind}`)}>
        {kind === 'input' ? <InputRows foot={foot} /> : <SaleRows foot={foot} />}
        {count > MOST_SHOWN && <p className="muted">{t('rows.more', { count: MOST_SHOWN })}</p>}
      </Card>
    </div>
  )
}

function SaleRows({ foot }: { foot: ReactNode }) {
  const { sales, kind } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const days = useTaxDays()
  const { t } = useTranslation('tax')
  const columns: Column<SaleRow>[] = [
    {
      key: 'receipt',
      head: t('sheet.receipt'),
      cell: (row) =>
        row.kind === 'sale' ? (
          <Link className={rowLinkClass} to={`/${slug}/sales/${row.sourceId}`}>
            {row.receiptNo}
          </Link>
        ) : (
          `${row.receiptNo} ${t('kind.refund')}`
        ),
    },
    { key: 'day', head: t('sheet.day'), cell: (row) => days.day(row.postedOn), wide: true },
    {
      key: 'total',
      head: t('sheet.total'),
      align: 'end',
      cell: (row) => <Money bare amountMinor={row.totalMinor} />,
    },
    {
      key: 'tax',
      head: t('sheet.tax'),
      align: 'end',
      cell: (row) => <Money bare amountMinor={row.taxMinor} />,
    },
  ]
  return (
    <DataTable
      caption={t(`rows.${kind}`)}
      columns={columns}
      rows={sales}
      rowKey={(row) => `${row.sourceId}-${row.taxRatePpm}`}
      empty={<Empty>{t('rows.none')}</Empty>}
      foot={foot}
    />
  )
}

/** Where a paper opens. */
const PLACE = { bill: 'stock/buying/bills', slip: 'books/money' } as const

function InputRows({ foot }: { foot: ReactNode }) {
  const { input } = useLoaderData<typeof loader>()
  const { slug } = useOffice()
  const days = useTaxDays()
  const { t } = useTranslation('tax')
  const columns: Column<InputRow>[] = [
    {
      key: 'invoice',
      head: t('sheet.invoice'),
      cell: (row) => (
        <Link className={rowLinkClass} to={`/${slug}/${PLACE[row.kind]}/${row.id}`}>
          {row.invoiceNo ?? t('rows.noNumber')}
        </Link>
      ),
    },
    { key: 'supplier', head: t('sheet.supplier'), cell: (row) => row.sellerName },
    { key: 'day', head: t('sheet.day'), cell: (row) => days.day(row.day), wide: true },
    {
      key: 'net',
      head: t('sheet.net'),
      align: 'end',
      cell: (row) => <Money bare amountMinor={row.netMinor} />,
    },
    {
      key: 'tax',
      head: t('sheet.tax'),
      align: 'end',
      cell: (row) => <Money bare amountMinor={row.taxMinor} />,
    },
  ]
  return (
    <DataTable
      caption={t('rows.input')}
      columns={columns}
      rows={input}
      rowKey={(row) => `${row.id}-${row.isReversal}`}
      empty={<Empty>{t('rows.none')}</Empty>}
      foot={foot}
    />
  )
}
