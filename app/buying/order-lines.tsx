import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, RowTitle, rowLinkClass } from '#app/components/data-table.tsx'
import { Money } from '#app/components/money.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { formatQuantity, unitWord } from '#app/reports/words.ts'

/** A line of an order. Quantities in thousandths, of its own unit and of the product's. */
export interface ShownOrderLine {
  lineNo: number
  productId: string
  name: string
  unit: string
  unitMilli: number
  quantityMilli: number
  comeMilli: number
  typedMinor: number | null
}

/** What was ordered, what of it came and what is still to come. */
export function OrderLines({ lines }: { lines: readonly ShownOrderLine[] }) {
  const { slug } = useOffice()
  const { t, i18n } = useTranslation('buying')
  const inUnit = (line: ShownOrderLine, milli: number) =>
    formatQuantity(Math.round((line.unitMilli * milli) / line.quantityMilli))
  const columns: Column<ShownOrderLine>[] = [
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
          under={t('order.ordered', {
            quantity: `${formatQuantity(line.unitMilli)} ${unitWord(i18n, line.unit)}`,
          })}
        />
      ),
    },
    {
      key: 'come',
      head: t('order.come'),
      align: 'end',
      cell: (line) => inUnit(line, line.comeMilli),
    },
    {
      key: 'rest',
      head: t('order.toCome'),
      align: 'end',
      cell: (line) => inUnit(line, Math.max(line.quantityMilli - line.comeMilli, 0)),
    },
    {
      key: 'amount',
      head: t('orders.amount'),
      align: 'end',
      wide: true,
      cell: (line) => line.typedMinor !== null && <Money amountMinor={line.typedMinor} bare />,
    },
  ]
  return (
    <DataTable
      caption={t('order.goods')}
      columns={columns}
      rows={lines}
      rowKey={(line) => String(line.lineNo)}
      empty={null}
    />
  )
}
