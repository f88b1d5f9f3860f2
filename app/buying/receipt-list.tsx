import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, RowTitle, rowLinkClass } from '#app/components/data-table.tsx'
import { formatShortDay } from '#app/components/dates.ts'
import { Money } from '#app/components/money.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'

/** A receipt as lists show it. */
export interface ReceiptInList {
  id: string
  number: number
  kind: 'receipt' | 'return'
  supplierName: string
  receivedOn: string
  firstName: string
  lineCount: number
  valueMinor: number
  isUnbilled: boolean
  isUndone: boolean
}

/** Goods that came in or went back, the latest day first. */
export function ReceiptList({
  receipts,
  empty,
}: {
  receipts: readonly ReceiptInList[]
  empty: ReactNode
}) {
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  const columns: Column<ReceiptInList>[] = [
    {
      key: 'what',
      head: t('receipts.what'),
      cell: (row) => (
        <RowTitle
          title={
            <Link to={`/${slug}/stock/buying/receipts/${row.id}`} className={rowLinkClass}>
              {row.supplierName}
            </Link>
          }
          under={
            <>
              {formatShortDay(row.receivedOn, words)} ·{' '}
              {row.lineCount > 1
                ? t('receipts.whatMore', { name: row.firstName, count: row.lineCount })
                : row.firstName}{' '}
              <State row={row} />
            </>
          }
        />
      ),
    },
    {
      key: 'amount',
      head: t('receipts.amount'),
      align: 'end',
      cell: (row) => <Money amountMinor={row.valueMinor} bare />,
    },
  ]
  return (
    <DataTable
      caption={t('receipts.caption')}
      columns={columns}
      rows={receipts}
      rowKey={(row) => row.id}
      empty={empty}
    />
  )
}

function State({ row }: { row: ReceiptInList }) {
  const { t } = useTranslation('buying')
  if (row.isUndone) return <Tag tone="gold">{t('receipts.undone')}</Tag>
  if (row.kind === 'return') return <Tag tone="gold">{t('receipts.return')}</Tag>
  return row.isUnbilled ? <Tag tone="gold">{t('receipts.unbilled')}</Tag> : null
}
