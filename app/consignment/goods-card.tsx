import { useTranslation } from 'react-i18next'
import { Card } from '#app/components/card.tsx'
import { type Column, DataTable, RowTitle } from '#app/components/data-table.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { formatQuantity, unitWord } from '#app/reports/words.ts'
import { percentText } from './percent.ts'

/** Goods that are a neighbour's now. */
export interface ShownGoods {
  productId: string
  name: string
  unit: string
  priceMinor: number | null
  stockMilli: number
  keepBp: number | null
}

/** What of a neighbour's lies here. */
export function GoodsCard({ goods }: { goods: readonly ShownGoods[] }) {
  const { t, i18n } = useTranslation('consignment')
  const columns: Column<ShownGoods>[] = [
    {
      key: 'name',
      head: t('sold.goods'),
      cell: (row) => (
        <RowTitle
          title={row.name}
          under={[
            row.priceMinor === null
              ? t('goods.noPrice')
              : t('goods.price', { amount: formatMoney(row.priceMinor) }),
            row.keepBp === null ? '' : t('goods.keep', { percent: percentText(row.keepBp) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    {
      key: 'stock',
      head: t('goods.there'),
      align: 'end',
      cell: (row) => `${formatQuantity(row.stockMilli)} ${unitWord(i18n, row.unit)}`,
    },
  ]
  return (
    <Card title={t('goods.title')}>
      <DataTable
        caption={t('goods.title')}
        columns={columns}
        rows={goods}
        rowKey={(row) => row.productId}
        empty={t('goods.none')}
      />
    </Card>
  )
}
