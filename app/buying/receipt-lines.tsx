import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, RowTitle, rowLinkClass } from '#app/components/data-table.tsx'
import { formatMoney, Money, SumRow } from '#app/components/money.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'

/** A line of goods as its paper shows it. Amounts in whole NT$, quantities in thousandths. */
export interface ShownLine {
  lineNo: number
  productId: string
  name: string
  unit: string
  unitMilli: number
  quantityMilli: number
  typedMinor: number
  valueMinor: number
  landedMinor: number
  overMilli: number
  returnedMilli: number
}

/** The goods of a receipt, with what each cost in the end. */
export function ReceiptLines({ lines }: { lines: readonly ShownLine[] }) {
  const { slug } = useOffice()
  const { t, i18n } = useTranslation('buying')
  const columns: Column<ShownLine>[] = [
    {
      key: 'name',
      head: t('receipt.goods'),
      cell: (line) => (
        <RowTitle
          title={
            <Link to={`/${slug}/products/${line.productId}`} className={rowLinkClass}>
              {line.name}
            </Link>
          }
          under={
            <>
              {formatQuantity(line.unitMilli)} {unitWord(i18n, line.unit)}
              {line.landedMinor !== 0 &&
                ` · ${t('receipt.landed', { amount: formatMoney(line.landedMinor) })}`}{' '}
              {line.overMilli > 0 && (
                <Tag tone="gold">
                  {t('receipt.over', { quantity: formatQuantity(line.overMilli) })}
                </Tag>
              )}
              {line.returnedMilli > 0 && (
                <Tag tone="gold">
                  {t('receipt.returned', { quantity: formatQuantity(line.returnedMilli) })}
                </Tag>
              )}
            </>
          }
        />
      ),
    },
    {
      key: 'typed',
      head: t('receipt.typed'),
      align: 'end',
      wide: true,
      cell: (line) => <Money amountMinor={line.typedMinor} bare />,
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
      caption={t('receipt.goods')}
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
