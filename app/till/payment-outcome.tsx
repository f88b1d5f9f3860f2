import { Trash2 } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { ChangeDrawn } from '#app/components/change-drawn.tsx'
import { Field } from '#app/components/field.tsx'
import { formatAmount, formatMoney, SumRow, Total } from '#app/components/money.tsx'
import { type PartProps, wayOf } from './payment-ways.tsx'
import type { PreparedRefund } from './refund.ts'
import { TabOutcome } from './tab-standing.tsx'
import type { Selling } from './use-selling.ts'
import { tabPartOf } from './use-tab-limit.ts'

/** What happens with this money: the change, or what to look at before finishing. */
export function Outcome(props: PartProps & { selling: Selling }) {
  const { selling, payment, standing, act } = props
  const { t } = useTranslation('till')
  return (
    <div className="till-outcome">
      {payment.isSplit && <Parts {...{ payment, standing, act }} />}
      {payment.tender === 'cash' ? (
        <ChangeDrawn
          changeMinor={standing.changeMinor}
          label={t('pay.change')}
          exactLabel={t('pay.no_change')}
          shortLabel={(missing) => t('pay.short', { amount: formatMoney(missing) })}
          countLabel={(value, n) => t('pay.count', { value: formatAmount(value), n })}
        />
      ) : payment.tender === 'tab' ? (
        <TabOutcome selling={selling} tabMinor={tabPartOf(standing.payments)} />
      ) : (
        <Confirm {...{ payment, standing, act }} />
      )}
    </div>
  )
}

function Confirm({ payment, standing, act }: PartProps) {
  const { t } = useTranslation('till')
  const way = wayOf(payment.tender)
  const stop = (event: KeyboardEvent) => {
    if (event.key === 'Escape') event.stopPropagation()
  }
  return (
    <div className="stack">
      <Total
        label={t('pay.collect')}
        amountMinor={standing.receivedMinor}
        size="day"
        final={false}
      />
      {way !== 'cash' && way !== 'tab' && <p className="till-confirm">{t(`pay.confirm_${way}`)}</p>}
      {standing.isTooMuch && (
        <p className="change-short" role="alert">
          {t('pay.too_much', { amount: formatMoney(standing.restMinor) })}
        </p>
      )}
      <Field
        label={t('pay.reference')}
        optional={t('pay.optional')}
        value={payment.reference}
        autoComplete="off"
        maxLength={80}
        onKeyDown={stop}
        onChange={(event) => act({ type: 'refer', reference: event.currentTarget.value })}
      />
    </div>
  )
}

/** What has been taken so far when one pays in several ways. */
function Parts({ payment, act }: PartProps) {
  const { t } = useTranslation('till')
  const common = useTranslation('common')
  if (payment.parts.length === 0) return <p className="muted">{t('pay.split_hint')}</p>
  return (
    <section className="till-parts" aria-label={t('pay.parts')}>
      <h2>{t('pay.parts')}</h2>
      <ul className="till-rows">
        {payment.parts.map((part, index) => {
          const tender = common.t(`tender.${part.tender}`)
          const amount = formatMoney(part.amountMinor)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two equal parts have no other name than their place.
            <li key={index} className="till-row">
              <b>{tender}</b>
              <span className="till-row-amount">{amount}</span>
              <Button icon={Trash2} onClick={() => act({ type: 'drop_part', index })}>
                {t('pay.drop_part', { tender, amount })}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What goods that came back pay for, and what of it goes back to the customer in cash. */
export function ExchangeOutcome(props: { refund: PreparedRefund; backMinor: number }) {
  const { t } = useTranslation('refund')
  const { refund, backMinor } = props
  return (
    <>
      <SumRow
        label={t('exchange.row', { number: refund.saleReceiptNo })}
        amountMinor={-refund.totalMinor}
      />
      {backMinor > 0 && (
        <div className="till-outcome">
          <ChangeDrawn
            changeMinor={backMinor}
            label={t('exchange.give_back')}
            exactLabel={t('done.nothing')}
            shortLabel={() => ''}
            countLabel={(value, n) => t('done.count', { value: formatAmount(value), n })}
          />
        </div>
      )}
    </>
  )
}
