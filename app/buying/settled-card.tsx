import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { formatMoney } from '#app/components/money.tsx'
import { useOffice } from '#app/reports/use-office.ts'

export interface Settled {
  billId: string
  paymentId: string | null
  creditId: string | null
  amountMinor: number
  settledOn: string
}

/** What settled a bill: money, advances and credits, each leading to its own paper. */
export function SettledCard({ settled, ownId }: { settled: readonly Settled[]; ownId: string }) {
  const { slug, words } = useOffice()
  const { t } = useTranslation('buying')
  if (settled.length === 0) return null
  const here = `/${slug}/stock/buying`
  return (
    <Card title={t('settled.title')}>
      <dl className="day-pairs">
        {settled.map((each) => {
          const isCredit = each.creditId !== null && each.creditId !== ownId
          const to = isCredit
            ? `${here}/bills/${each.creditId}`
            : `${here}/payments/${each.paymentId ?? ''}`
          return (
            <div key={`${each.paymentId} ${each.creditId}`} className="day-pair">
              <dt>
                <Link to={to}>
                  {t(isCredit ? 'settled.credit' : 'settled.payment', {
                    day: formatDay(each.settledOn, words),
                  })}
                </Link>
              </dt>
              <dd>{formatMoney(Math.abs(each.amountMinor))}</dd>
            </div>
          )
        })}
      </dl>
    </Card>
  )
}
