import { Check, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#app/components/avatar.tsx'
import { Button } from '#app/components/button.tsx'
import { classes } from '#app/components/classes.ts'
import { formatMonthDay } from '#app/components/dates.ts'
import { formatAmount, formatMoney } from '#app/components/money.tsx'
import { Tag } from '#app/components/tag.tsx'
import { dayIn } from '#modules/kernel/shared.ts'
import type { PaidTab } from './tab-payment-dialog.tsx'
import { useOwesWords } from './tab-words.ts'
import type { TabCustomer } from './tabs.ts'
import type { Selling } from './use-selling.ts'

export interface PersonTileProps {
  customer: TabCustomer
  /** What they have just paid, here. */
  paid: PaidTab | undefined
  selling: Selling
  onPay: () => void
}

/** One person: who, since when, how much, and the key that takes their money. */
export function PersonTile({ customer, paid, selling, onPay }: PersonTileProps) {
  const { t } = useTranslation('tabs')
  const owesWords = useOwesWords()
  const { calendar, timeZone } = selling.snapshot.tenant
  const name = customer.name || t('unnamed')
  const isClear = customer.owesMinor <= 0
  const since =
    customer.owesSince &&
    formatMonthDay(dayIn(timeZone, new Date(customer.owesSince)), {
      calendar,
      language: selling.language,
    })
  const isOver = customer.owesMinor > customer.limitMinor
  return (
    <li className={classes('person-tile', paid && isClear && 'is-settled')}>
      <div className="person-tile-who">
        <Avatar name={name} size="medium" />
        <div className="person-tile-words">
          <b className="person-tile-name">{name}</b>
          {customer.phoneEnd && (
            <span className="muted">{t('phone_end', { end: customer.phoneEnd })}</span>
          )}
          {since && <span className="muted">{t('since', { day: since })}</span>}
          {isOver && (
            <Tag tone="gold" icon={TriangleAlert}>
              {t('over', { amount: formatAmount(customer.limitMinor) })}
            </Tag>
          )}
          {paid && (
            <span className="person-tile-done" role="status">
              <Check aria-hidden="true" />
              <b>{isClear ? t('settled') : t('paid_part')}</b>
            </span>
          )}
          {paid && <span>{t('took', { amount: formatMoney(paid.amountMinor) })}</span>}
        </div>
      </div>
      <div className="person-tile-foot">
        {!isClear && (
          <Button size="key" className="person-tile-pay" onClick={onPay}>
            <span>{t('settle')}</span>
            <span className="visually-hidden">{name}</span>
          </Button>
        )}
        <b className="person-tile-owes">
          {isClear ? owesWords(customer) : formatMoney(customer.owesMinor)}
        </b>
      </div>
    </li>
  )
}
