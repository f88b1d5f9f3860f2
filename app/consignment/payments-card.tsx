import { Form } from '@remix-run/react'
import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { Card } from '#app/components/card.tsx'
import { formatDay } from '#app/components/dates.ts'
import { Disclosure } from '#app/components/disclosure.tsx'
import { formatMoney } from '#app/components/money.tsx'
import { Tag } from '#app/components/tag.tsx'
import { useOffice } from '#app/reports/use-office.ts'
import { newId } from '#modules/kernel/shared.ts'
import { SlipButtons } from './open-card.tsx'

/** A payment as the page of its neighbour shows it. */
export interface ShownPaid {
  id: string
  number: number
  paidOn: string
  account: 'cash' | 'bank'
  amountMinor: number
  undoneOn: string | null
}

export interface PaymentsCardProps {
  consignorId: string
  payments: readonly ShownPaid[]
  mayPay: boolean
  hasPrinter: boolean
}

/** What was paid, each with its slip; the latest can be taken back. */
export function PaymentsCard({ consignorId, payments, mayPay, hasPrinter }: PaymentsCardProps) {
  const { words } = useOffice()
  const { t } = useTranslation('consignment')
  const latest = payments.find((each) => each.undoneOn === null)
  return (
    <Card title={t('paid.title')}>
      {payments.length === 0 && <p>{t('paid.none')}</p>}
      {payments.map((payment) => (
        <section key={payment.id} className="stack stack-tight">
          <p>
            <b>{formatMoney(payment.amountMinor)}</b> · {formatDay(payment.paidOn, words)} ·{' '}
            {t(`paid.account.${payment.account}`)} · {t('paid.number', { number: payment.number })}{' '}
            {payment.undoneOn !== null && <Tag tone="gold">{t('paid.undone')}</Tag>}
          </p>
          <SlipButtons
            consignorId={consignorId}
            paymentId={payment.id}
            hasPrinter={hasPrinter}
            printId={newId()}
          />
          {mayPay && payment === latest && (
            <Disclosure label={t('paid.undo')} icon={Undo2} kind="quiet">
              <Form method="post" className="stack">
                <input type="hidden" name="act" value="undo" />
                <input type="hidden" name="paymentId" value={payment.id} />
                <p>{t('paid.undoText')}</p>
                <Button type="submit" kind="danger" icon={Undo2}>
                  {t('paid.undoSure')}
                </Button>
              </Form>
            </Disclosure>
          )}
        </section>
      ))}
    </Card>
  )
}
