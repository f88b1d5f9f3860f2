import { Card } from '#app/components/card.tsx'
import { DataTable, Empty } from '#app/components/data-table.tsx'
import { Money } from '#app/components/money.tsx'
import { MonthPicker } from '#app/reports/period-picker.tsx'
import type { CentreIncome } from '#modules/bookkeeping/index.ts'
import { useLedgerText } from './ledger-text.ts'

/** What each part of the business earned in a month. */
export function CentreIncomeCard({
  income,
  month,
  thisMonth,
}: {
  income: CentreIncome[]
  month: string
  thisMonth: string
}) {
  const { t } = useLedgerText()
  return (
    <Card title={t('centres.income')}>
      <MonthPicker value={month} now={thisMonth} />
      <DataTable
        caption={t('centres.income')}
        rows={income}
        rowKey={(row) => row.costCentreId ?? 'none'}
        empty={<Empty>{t('centres.noIncome')}</Empty>}
        columns={[
          { key: 'name', head: t('centres.name'), cell: (row) => row.name ?? t('centres.rest') },
          {
            key: 'income',
            head: t('centres.in'),
            align: 'end',
            wide: true,
            cell: (row) => <Money amountMinor={row.incomeMinor} bare />,
          },
          {
            key: 'costs',
            head: t('centres.out'),
            align: 'end',
            wide: true,
            cell: (row) => <Money amountMinor={row.costsMinor} bare />,
          },
          {
            key: 'profit',
            head: t('centres.profit'),
            align: 'end',
            cell: (row) => <Money amountMinor={row.profitMinor} bare />,
          },
        ]}
      />
    </Card>
  )
}
