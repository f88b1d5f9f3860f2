import { Check, ReceiptText, TriangleAlert, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#app/components/avatar.tsx'
import { Button } from '#app/components/button.tsx'
import { classes } from '#app/components/classes.ts'
import { formatMonthDay } from '#app/components/dates.ts'
import { formatAmount, formatMoney } from '#app/components/money.tsx'
import { Tag } from '#app/components/tag.tsx'
import { dayIn } from '#modules/kernel/shared.ts'
import { useOwesWords } from './tab-words.ts'
import type { TabCustomer } from './tabs.ts'
import type { Selling } from './use-selling.ts'
import type { PaidTab } from './use-tab-payments.ts'

export interface PersonTileProps {
  customer: TabCustomer
  /** What they have just paid, here. */
  paid: PaidTab | undefined
  selling: Selling
  /** What was pressed is being written down. */
  isBusy: boolean
  /** All of it in cash, at once. */
  onSettle: () => void
  /** A part of it, or another way to pay. */
  onPay: () => void
  onUndo: () => void
  /** The receipt of what they have just paid. */
  onSee: () => void
}

/** One person: who, since when, how much, and the keys that take their money or give it back. */
export function PersonTile(props: PersonTileProps) {
  const { customer, paid, selling, isBusy, onSettle, onPay, onUndo, onSee } = props
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
      <b className="person-tile-owes">
        {isClear ? owesWords(customer) : formatMoney(customer.owesMinor)}
      </b>
      <div className="person-tile-foot">
        {!isClear && (
          <>
            <Button kind="outline" size="key" busy={isBusy} onClick={onSettle}>
              {t('settle')}
              <span className="visually-hidden"> {name}</span>
            </Button>
            <Button size="key" onClick={onPay}>
              {t('other_ways')}
              <span className="visually-hidden"> {name}</span>
            </Button>
          </>
        )}
        {paid && (
          <>
            <Button size="key" icon={Undo2} busy={isBusy} onClick={onUndo}>
              {t('undo')}
              <span className="visually-hidden"> {name}</span>
            </Button>
            <Button size="key" icon={ReceiptText} onClick={onSee}>
              {t('see')}
              <span className="visually-hidden"> {name}</span>
            </Button>
          </>
        )}
      </div>
    </li>
  )
}
