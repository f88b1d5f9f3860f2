import { useTranslation } from 'react-i18next'
import { type Column, DataTable, RowTitle } from '#app/components/data-table.tsx'
import { formatMoney, Money } from '#app/components/money.tsx'
import { formatQuantity, unitWord } from '#app/reports/words.ts'

/** What was sold of one kind of goods, and the neighbour's part. */
export interface ShownSold {
  productId: string
  name: string
  unit: string
  quantityMilli: number
  netMinor: number
  partMinor: number
}

export interface SoldTableProps {
  caption: string
  lines: readonly ShownSold[]
  empty: string
}

export function SoldTable({ caption, lines, empty }: SoldTableProps) {
  const { t, i18n } = useTranslation('consignment')
  const columns: Column<ShownSold>[] = [
    {
      key: 'name',
      head: t('sold.goods'),
      cell: (line) => (
        <RowTitle
          title={line.name}
          under={t('sold.facts', {
            quantity: formatQuantity(line.quantityMilli),
            unit: unitWord(i18n, line.unit),
            amount: formatMoney(line.netMinor),
          })}
        />
      ),
    },
    {
      key: 'part',
      head: t('sold.part'),
      align: 'end',
      cell: (line) => <Money bare amountMinor={line.partMinor} />,
    },
  ]
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={lines}
      rowKey={(line) => line.productId}
      empty={empty}
    />
  )
}
