import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { formatMoney } from '#app/components/money.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import type { Voucher } from '#modules/buying/shared.ts'

/** A bill as the papers around it show it. A credit's amounts are below zero. */
export interface ShownBill {
  id: string
  kind: 'bill' | 'credit'
  billedOn: string
  dueOn: string
  voucher: Voucher
  invoiceNo: string | null
  netMinor: number
  taxMinor: number
  deductsTax: boolean
  openMinor: number
  isUndone: boolean
}

/** What a bill asks for and what of it is still open. */
export function BillCard({ bill, isLinked }: { bill: ShownBill; isLinked?: boolean }) {
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  const rows = [
    { label: t('bill.day'), value: formatDay(bill.billedOn, words) },
    {
      label: t('bill.voucher'),
      value: [t(`supplier.voucherWord.${bill.voucher}`), bill.invoiceNo].filter(Boolean).join(' '),
    },
    ...(bill.taxMinor === 0
      ? []
      : [
          { label: t('bill.net'), value: formatMoney(bill.netMinor) },
          {
            label: t(bill.deductsTax ? 'bill.taxDeducted' : 'bill.taxInCost'),
            value: formatMoney(bill.taxMinor),
          },
        ]),
    { label: t('bill.total'), value: formatMoney(bill.netMinor + bill.taxMinor) },
  ]
  return (
    <Card title={t(`bill.kind.${bill.kind}`)} aside={<BillState bill={bill} />}>
      <dl className="day-pairs">
        {rows.map(({ label, value }) => (
          <div key={label} className="day-pair">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isLinked && (
        <Link
          to={`/${slug}/stock/buying/bills/${bill.id}`}
          className={buttonClass({ kind: 'quiet' })}
        >
          {t('bill.see')}
        </Link>
      )}
    </Card>
  )
}

/** Paid, or how much of it by when; in a word and not by colour alone. */
export function BillState({ bill }: { bill: ShownBill }) {
  const { words } = useOffice()
  const { t } = useTranslation('buying')
  if (bill.isUndone) return <Tag tone="gold">{t('bill.undone')}</Tag>
  if (bill.openMinor === 0) return <Tag tone="tea">{t(`bill.settled.${bill.kind}`)}</Tag>
  if (bill.kind === 'credit') {
    return <Tag tone="gold">{t('bill.creditOpen', { amount: formatMoney(-bill.openMinor) })}</Tag>
  }
  const values = { amount: formatMoney(bill.openMinor), day: formatDay(bill.dueOn, words) }
  return <Tag tone="gold">{t('bill.open', values)}</Tag>
}
