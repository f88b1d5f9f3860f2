import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Card } from '#app/components/card.tsx'
import {
  type Column,
  DataTable,
  Empty,
  RowTitle,
  rowLinkClass,
} from '#app/components/data-table.tsx'
import { formatDay } from '#app/components/dates.ts'
import { formatMoney, Money } from '#app/components/money.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { BillState, type ShownBill } from './bill-card.tsx'

interface ShownPayment {
  id: string
  paidOn: string
  account: 'cash' | 'bank' | 'till'
  amountMinor: number
  unusedMinor: number
  undoneOn: string | null
}

export interface AccountCardProps {
  account: { bills: readonly ShownBill[]; payments: readonly ShownPayment[] }
}

type Row =
  | { kind: 'bill'; day: string; bill: ShownBill }
  | { kind: 'payment'; day: string; payment: ShownPayment }

/** What a supplier asked for and what they were paid, in one list, the latest first. */
export function AccountCard({ account }: AccountCardProps) {
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  const here = `/${slug}/stock/buying`
  const rows: Row[] = [
    ...account.bills.map((bill) => ({ kind: 'bill' as const, day: bill.billedOn, bill })),
    ...account.payments.map((payment) => ({
      kind: 'payment' as const,
      day: payment.paidOn,
      payment,
    })),
  ].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
  const columns: Column<Row>[] = [
    {
      key: 'what',
      head: t('account.what'),
      cell: (row) => (
        <RowTitle
          title={
            row.kind === 'bill' ? (
              <Link to={`${here}/bills/${row.bill.id}`} className={rowLinkClass}>
                {t(`bill.kind.${row.bill.kind}`)} {row.bill.invoiceNo}
              </Link>
            ) : (
              <Link to={`${here}/payments/${row.payment.id}`} className={rowLinkClass}>
                {t(row.payment.amountMinor < 0 ? 'account.back' : 'account.payment')}
              </Link>
            )
          }
          under={
            <>
              {formatDay(row.day, words)}{' '}
              {row.kind === 'bill' ? (
                <BillState bill={row.bill} />
              ) : (
                <PaymentState payment={row.payment} />
              )}
            </>
          }
        />
      ),
    },
    {
      key: 'amount',
      head: t('orders.amount'),
      align: 'end',
      cell: (row) => (
        <Money
          amountMinor={
            row.kind === 'bill' ? row.bill.netMinor + row.bill.taxMinor : -row.payment.amountMinor
          }
          bare
        />
      ),
    },
  ]
  return (
    <Card title={t('account.title')}>
      <DataTable
        caption={t('account.title')}
        columns={columns}
        rows={rows}
        rowKey={(row) => (row.kind === 'bill' ? row.bill.id : row.payment.id)}
        empty={<Empty>{t('account.none')}</Empty>}
      />
    </Card>
  )
}

function PaymentState({ payment }: { payment: ShownPayment }) {
  const { t } = useTranslation('buying')
  if (payment.undoneOn !== null) return <Tag tone="gold">{t('bill.undone')}</Tag>
  if (payment.unusedMinor > 0) {
    return (
      <Tag tone="gold">{t('account.advance', { amount: formatMoney(payment.unusedMinor) })}</Tag>
    )
  }
  return <>· {t(`pay.accountWord.${payment.account}`)}</>
}
