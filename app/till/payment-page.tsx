import { Check, ReceiptText, Volume2 } from 'lucide-react'
import { type PointerEvent, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#app/components/button.tsx'
import { likelyTenders } from '#app/components/figures.ts'
import { Keypad, typeKey } from '#app/components/keypad.tsx'
import { formatAmount, formatMoney, Total } from '#app/components/money.tsx'
import { Notice } from '#app/components/notice.tsx'
import { QuickCash } from '#app/components/quick-cash.tsx'
import { TENDERS } from '#modules/pos/shared.ts'
import { tellPaying } from './customer-link.ts'
import {
  type PaymentAction,
  paymentReducer,
  type Standing,
  standingOf,
  startPayment,
} from './payment.ts'
import { ExchangeOutcome, Outcome } from './payment-outcome.tsx'
import { type PartProps, PayBar } from './payment-ways.tsx'
import { useOwnPrinter } from './printing/own-printer.ts'
import { exchangeOf } from './refund.ts'
import { CustomerStanding } from './tab-standing.tsx'
import { unusualCash } from './unusual.ts'
import { useKeys } from './use-keys.ts'
import type { Selling } from './use-selling.ts'
import { tabPartOf, useTabLimit } from './use-tab-limit.ts'
import { useUnusual } from './use-unusual.tsx'
import { useVoice } from './voice.ts'

export interface PaymentPageProps {
  selling: Selling
  totalMinor: number
  onBack: () => void
}

/** Takes the money: how it is paid, what was given, what goes back. */
export function PaymentPage({ selling, totalMinor, onBack }: PaymentPageProps) {
  const { t } = useTranslation('till')
  const { isSaving, trouble, snapshot } = selling
  const offered = TENDERS.filter((tender) => snapshot.tenders.includes(tender))
  const [payment, act] = useReducer(paymentReducer, startPayment(offered[0] ?? 'cash'))
  const [wantsReceipt, setWantsReceipt] = useState(snapshot.rules.receiptPaper === 'always')
  const standing = useMemo(() => standingOf(payment, totalMinor), [payment, totalMinor])
  const page = useRef<HTMLElement>(null)
  useEffect(() => page.current?.focus(), [])
  const voice = useVoice(snapshot.person.locale)
  useEffect(() => voice.say({ kind: 'total', amountMinor: totalMinor }), [voice, totalMinor])
  useEffect(() => {
    const isCash = payment.tender === 'cash' && payment.typed !== ''
    const { receivedMinor, changeMinor } = standing
    tellPaying(isCash ? { receivedMinor, changeMinor } : undefined)
  }, [payment, standing])
  useEffect(() => () => tellPaying(undefined), [])
  const { ask, question } = useUnusual(selling.asksUnusual)

  const canTakePart =
    payment.isSplit && standing.receivedMinor < standing.restMinor && !standing.isTooMuch
  const askLimit = useTabLimit(selling)
  const needsCustomer = tabPartOf(standing.payments) > 0 && !selling.cart.customerId
  const pay = async () => {
    const approvals = await askLimit(standing.payments)
    if (approvals) await selling.finish(standing.payments, wantsReceipt, approvals)
  }
  const finish = () => {
    if (needsCustomer) selling.setOpened({ kind: 'customer' })
    else if (canTakePart && payment.typed !== '') act({ type: 'take_part', totalMinor })
    else if (standing.isEnough && !isSaving) {
      const isCash = payment.tender === 'cash'
      const unusual = isCash ? unusualCash(standing.restMinor, standing.receivedMinor) : undefined
      ask(unusual, formatMoney, () => void pay())
    }
  }
  const sayAgain = () => {
    const { changeMinor } = standing
    const hasChange = payment.tender === 'cash' && payment.typed !== '' && changeMinor > 0
    voice.say(
      { kind: 'total', amountMinor: totalMinor },
      ...(hasChange ? [{ kind: 'change' as const, amountMinor: changeMinor }] : []),
    )
  }
  usePaymentKeys({ payment, standing, act, finish, onBack })
  const { cart, priced } = selling
  const { backMinor } = exchangeOf(priced.totalMinor, cart.exchange?.totalMinor ?? 0)
  const showsPad = backMinor === 0 && (payment.tender === 'cash' || payment.isSplit)
  return (
    <main ref={page} tabIndex={-1} className="till-pay" onPointerDown={keepFocus}>
      <h1 className="visually-hidden">{t('cart.pay')}</h1>
      <PayBar {...{ selling, offered, payment, act, totalMinor, standing, onBack }} />
      <div className={showsPad ? 'till-pay-body' : 'till-pay-body is-plain'}>
        {showsPad && (
          <Pad {...{ payment, standing, act }} sayAgain={voice.isOn ? sayAgain : undefined} />
        )}
        <section className="till-pay-right">
          {trouble && <NotSavedNotice selling={selling} />}
          {payment.tender !== 'tab' && <CustomerStanding selling={selling} />}
          {cart.exchange && <ExchangeOutcome refund={cart.exchange} backMinor={backMinor} />}
          {backMinor === 0 && <Outcome {...{ selling, payment, standing, act }} />}
          <PayActions
            {...{ selling, standing, wantsReceipt, setWantsReceipt, finish, act, totalMinor }}
            canTakePart={canTakePart}
            needsCustomer={needsCustomer}
          />
        </section>
      </div>
      {question}
    </main>
  )
}

/**
 * A press with the finger leaves the focus where it is, so that Enter on the keyboard still finishes
 * and doesn't press the last key again. Fields take the focus as ever.
 */
function keepFocus(event: PointerEvent) {
  const { target } = event
  if (target instanceof Element && target.closest('button') && !target.closest('input')) {
    event.currentTarget.addEventListener('mousedown', (down) => down.preventDefault(), {
      once: true,
    })
  }
}

function usePaymentKeys(parts: PartProps & { finish: () => void; onBack: () => void }) {
  const { payment, standing, act, finish, onBack } = parts
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit))
  const type = (typed: string) => act({ type: 'type', typed })
  const quick = [standing.restMinor, ...likelyTenders(standing.restMinor)]
  useKeys({
    ...Object.fromEntries(
      digits.map((digit) => [
        digit,
        () => type(typeKey(payment.typed, isDigit(digit) ? digit : '0')),
      ]),
    ),
    ...Object.fromEntries(
      quick.map((amount, index) => [`Alt+${index + 1}`, () => type(String(amount))]),
    ),
    Backspace: () => type(payment.typed.slice(0, -1)),
    Delete: () => type(''),
    Enter: finish,
    F9: finish,
    Escape: onBack,
  })
}

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'
const isDigit = (text: string): text is Digit => /^\d$/.test(text)

/** Left out while nobody wants to hear it. */
type SayAgain = { sayAgain: (() => void) | undefined }

function Pad({ payment, standing, act, sayAgain }: PartProps & SayAgain) {
  const { t } = useTranslation('till')
  const common = useTranslation('common')
  const { tender, typed } = payment
  const isCash = tender === 'cash'
  const type = (next: string) => act({ type: 'type', typed: next })
  return (
    <section className="till-pay-left">
      <p className="received">
        <span className="received-label">
          {isCash
            ? t('pay.cash_received')
            : t('pay.received', { tender: common.t(`tender.${tender}`) })}
        </span>
        <output className="received-figure">{formatAmount(standing.receivedMinor)}</output>
      </p>
      {isCash && <ChangeNow changeMinor={standing.changeMinor} />}
      {isCash && (
        <QuickCash
          label={t('pay.quick')}
          totalMinor={standing.restMinor}
          receivedMinor={standing.receivedMinor}
          exactLabel={t('pay.exact')}
          roundLabel={t('pay.round')}
          onChoose={(amountMinor) => type(String(amountMinor))}
        />
      )}
      <Keypad
        label={t('pay.keypad')}
        backLabel={t('pay.backspace')}
        onKey={(key) => type(typeKey(typed, key))}
      />
      {sayAgain && (
        <Button icon={Volume2} className="till-say-again" onClick={sayAgain}>
          {t('voice.again')}
        </Button>
      )}
    </section>
  )
}

/** On a phone the change stands above the keys: below them, the thumb would be on it. */
function ChangeNow({ changeMinor }: { changeMinor: number }) {
  const { t } = useTranslation('till')
  return (
    <div className="till-change-now">
      {changeMinor < 0 && (
        <p className="change-short">{t('pay.short', { amount: formatMoney(-changeMinor) })}</p>
      )}
      {changeMinor === 0 && <p className="till-change-none">{t('pay.no_change')}</p>}
      {changeMinor > 0 && (
        <Total label={t('pay.change')} amountMinor={changeMinor} size="change" final={false} live />
      )}
    </div>
  )
}

interface PayActionsProps {
  selling: Selling
  standing: Standing
  wantsReceipt: boolean
  setWantsReceipt: (wants: boolean) => void
  canTakePart: boolean
  /** The tab of nobody can't be paid by. */
  needsCustomer: boolean
  finish: () => void
  act: (action: PaymentAction) => void
  totalMinor: number
}

function PayActions(props: PayActionsProps) {
  const { t } = useTranslation('till')
  const { selling, standing, wantsReceipt, setWantsReceipt, canTakePart, finish, act, totalMinor } =
    props
  const tabs = useTranslation('tabs')
  const { needsCustomer } = props
  const takesCash = standing.payments.some((part) => part.tender === 'cash')
  const own = useOwnPrinter(selling.tillId)
  const opensDrawer = takesCash && (own ? own.hasDrawer : selling.snapshot.hasPrinter)
  const short = standing.changeMinor < 0 ? formatMoney(-standing.changeMinor) : undefined
  return (
    <div className="till-pay-actions">
      {selling.snapshot.rules.receiptPaper !== 'never' && (
        <button
          type="button"
          className="button button-plain button-stacked till-toggle"
          aria-pressed={wantsReceipt}
          onClick={() => setWantsReceipt(!wantsReceipt)}
        >
          <ReceiptText aria-hidden="true" />
          <span>{t('pay.receipt')}</span>
        </button>
      )}
      {canTakePart && !needsCustomer ? (
        <Button
          kind="primary"
          size="pay"
          wide
          onClick={() => act({ type: 'take_part', totalMinor })}
        >
          {t('pay.take_part')}
        </Button>
      ) : (
        <Button
          kind="primary"
          size="pay"
          wide
          icon={Check}
          shortcut="Enter"
          busy={selling.isSaving}
          busyLabel={t('pay.finishing')}
          disabledReason={
            needsCustomer
              ? tabs.t('pay.who')
              : standing.isEnough
                ? undefined
                : short && t('pay.short', { amount: short })
          }
          onClick={finish}
        >
          {opensDrawer ? t('pay.finish_drawer') : t('pay.finish')}
        </Button>
      )}
    </div>
  )
}

/** The device did not keep the sale: said in red, with the cart still there. */
function NotSavedNotice({ selling }: { selling: Selling }) {
  const { t } = useTranslation('till')
  const { trouble } = selling
  if (!trouble) return null
  return (
    <Notice kind="wrong" title={t('not_saved.title')} announce>
      {t(`not_saved.${trouble}`)}
    </Notice>
  )
}
