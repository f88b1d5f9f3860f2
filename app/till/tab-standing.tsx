import { UserPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { formatMoney, SumRow } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { useOwesWords } from './tab-words.ts'
import { roomOnTab, type TabCustomer } from './tabs.ts'
import type { Selling } from './use-selling.ts'

/** Who pays, what they owe and may owe, for whoever is looking at the total. */
export function CustomerStanding({ selling }: { selling: Selling }) {
  const { t } = useTranslation('tabs')
  const owesWords = useOwesWords()
  const customer = selling.tabs.find(selling.cart.customerId)
  if (!customer) return null
  return (
    <p className="tab-standing">
      <b>{selling.cart.customerName}</b>
      <span>{owesWords(customer)}</span>
      <span className="muted">{t('limit', { amount: formatMoney(customer.limitMinor) })}</span>
    </p>
  )
}

/** What a payment on the tab means: owed now, owed then, and whether somebody in charge is asked. */
export function TabOutcome({ selling, tabMinor }: { selling: Selling; tabMinor: number }) {
  const { t } = useTranslation('tabs')
  const { cart, tabs, state, setOpened } = selling
  const customer = tabs.find(cart.customerId)
  if (!customer) {
    return (
      <div className="stack">
        <p className="till-confirm">{t('pay.who')}</p>
        <Button size="pay" wide icon={UserPlus} onClick={() => setOpened({ kind: 'customer' })}>
          {t('pay.choose')}
        </Button>
      </div>
    )
  }
  const isOnline = state.connection === 'online'
  return (
    <div className="stack">
      <p className="till-confirm">{t('pay.confirm', { name: cart.customerName })}</p>
      <div className="tab-sums">
        <SumRow label={t('pay.owes_now')} amountMinor={customer.owesMinor} />
        <SumRow label={t('pay.this_sale')} amountMinor={tabMinor} />
        <SumRow label={t('pay.will_owe')} amountMinor={customer.owesMinor + tabMinor} final />
      </div>
      <p className="muted">{t('limit', { amount: formatMoney(customer.limitMinor) })}</p>
      <OverLimit {...{ customer, tabMinor, isOnline }} />
    </div>
  )
}

function OverLimit(props: { customer: TabCustomer; tabMinor: number; isOnline: boolean }) {
  const { t } = useTranslation('tabs')
  const { customer, tabMinor, isOnline } = props
  const room = roomOnTab(customer, isOnline)
  if (tabMinor <= room) return null
  const isOver = customer.owesMinor + tabMinor > customer.limitMinor
  return (
    <Notice kind="waiting" title={isOver ? t('pay.over') : t('pay.over_offline')} announce>
      {isOver
        ? t('pay.over_text')
        : t('pay.over_offline_text', { amount: formatMoney(Math.max(0, room)) })}
    </Notice>
  )
}
