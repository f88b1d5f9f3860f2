import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, RowTitle, rowLinkClass } from '#app/components/data-table.tsx'
import { formatMoney, Money, SumRow } from '#app/components/money.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'

/** A line of a bill; freight may name the goods that carry it. */
export interface ShownBillLine {
  lineNo: number
  kind: 'goods' | 'freight' | 'other'
  receiptId: string | null
  receiptNumber: number | null
  name: string | null
  unit: string | null
  unitMilli: number | null
  typedMinor: number
  valueMinor: number
  receivedMinor: number | null
}

/** What a bill was for, with what the goods had been expected to cost where that differs. */
export function BillLines({ lines }: { lines: readonly ShownBillLine[] }) {
  const { slug } = useOffice()
  const { t, i18n } = useTranslation('buying')
  const nameOf = (line: ShownBillLine) => {
    if (line.kind === 'other') return t('bill.freight')
    if (line.kind === 'freight') {
      return line.name === null ? t('bill.freight') : t('bill.freightOn', { name: line.name })
    }
    return line.name ?? ''
  }
  const under = (line: ShownBillLine) => {
    const quantity =
      line.kind === 'goods' && line.unitMilli !== null && line.unit !== null
        ? `${formatQuantity(Math.abs(line.unitMilli))} ${unitWord(i18n, line.unit)}`
        : undefined
    const isOther = line.kind === 'goods' && line.receivedMinor !== line.valueMinor
    const before =
      isOther && line.receivedMinor !== null
        ? t('bill.expected', { amount: formatMoney(line.receivedMinor) })
        : undefined
    return [quantity, before].filter(Boolean).join(' · ')
  }
  const columns: Column<ShownBillLine>[] = [
    {
      key: 'name',
      head: t('receipt.goods'),
      cell: (line) => (
        <RowTitle
          title={
            line.receiptId === null ? (
              nameOf(line)
            ) : (
              <Link
                to={`/${slug}/stock/buying/receipts/${line.receiptId}`}
                className={rowLinkClass}
              >
                {nameOf(line)}
              </Link>
            )
          }
          under={under(line)}
        />
      ),
    },
    {
      key: 'value',
      head: t('receipt.cost'),
      align: 'end',
      cell: (line) => <Money amountMinor={line.valueMinor} bare />,
    },
  ]
  return (
    <DataTable
      caption={t('bill.lines')}
      columns={columns}
      rows={lines}
      rowKey={(line) => String(line.lineNo)}
      empty={null}
      foot={
        <SumRow
          label={t('receipt.sum')}
          amountMinor={lines.reduce((sum, line) => sum + line.valueMinor, 0)}
          final
        />
      }
    />
  )
}
