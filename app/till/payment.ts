import { MAX_AMOUNT_MINOR } from '#modules/inventory/shared.ts'
import type { SoldPayment, Tender } from '#modules/pos/shared.ts'

/** What the cashier has entered on the payment screen. Amounts in whole NT$. */
export interface Payment {
  tender: Tender
  /** Digits typed for this tender; empty means: the rest, exactly. */
  typed: string
  /** E.g. the last four digits of a card; helps to find it again, proves nothing. */
  reference: string
  /** Parts already taken, when the customer pays in several ways. */
  parts: SoldPayment[]
  isSplit: boolean
}

export const startPayment = (tender: Tender): Payment => ({
  tender,
  typed: '',
  reference: '',
  parts: [],
  isSplit: false,
})

/** Where a payment stands against its total. */
export interface Standing {
  /** What is not covered by parts yet. */
  restMinor: number
  /** What the current tender was given: the typed amount, or the rest. */
  receivedMinor: number
  /** Positive: due back. Negative: still short. Only cash gives back. */
  changeMinor: number
  /** The parts that would be recorded now. */
  payments: SoldPayment[]
  /** They cover the total exactly. */
  isEnough: boolean
  /** More than the rest on a tender that gives nothing back. */
  isTooMuch: boolean
}

/** Computes where the money stands. Pure. */
export function standingOf(payment: Payment, totalMinor: number): Standing {
  const taken = payment.parts.reduce((sum, part) => sum + part.amountMinor, 0)
  const restMinor = totalMinor - taken
  const receivedMinor = payment.typed === '' ? restMinor : Number(payment.typed)
  const isTooMuch = payment.tender !== 'cash' && receivedMinor > restMinor
  const amountMinor = Math.min(receivedMinor, restMinor)
  const current: SoldPayment = {
    tender: payment.tender,
    amountMinor,
    tenderedMinor: payment.tender === 'cash' ? receivedMinor : amountMinor,
    ...(payment.reference.trim() !== '' && { reference: payment.reference.trim() }),
  }
  // A sale of nothing (everything given away) is still paid with one payment of nothing.
  const needsCurrent = restMinor > 0 || payment.parts.length === 0
  return {
    restMinor,
    receivedMinor,
    changeMinor: needsCurrent ? receivedMinor - restMinor : 0,
    payments: needsCurrent ? [...payment.parts, current] : payment.parts,
    isEnough: !needsCurrent || (receivedMinor >= restMinor && !isTooMuch),
    isTooMuch,
  }
}

export type PaymentAction =
  | { type: 'choose'; tender: Tender }
  | { type: 'type'; typed: string }
  | { type: 'refer'; reference: string }
  | { type: 'split' }
  | { type: 'take_part'; totalMinor: number }
  | { type: 'drop_part'; index: number }

/** At most this many parts travel in one sale. */
const MAX_PARTS = 10

/** The next state of the payment screen. Pure. */
export function paymentReducer(payment: Payment, action: PaymentAction): Payment {
  switch (action.type) {
    case 'choose':
      return { ...payment, tender: action.tender, typed: '', reference: '' }
    case 'type':
      return Number(action.typed) > MAX_AMOUNT_MINOR ? payment : { ...payment, typed: action.typed }
    case 'refer':
      return { ...payment, reference: action.reference.slice(0, 80) }
    case 'split':
      return payment.isSplit
        ? startPayment(payment.tender)
        : { ...payment, isSplit: true, typed: '' }
    case 'take_part':
      return takePart(payment, action.totalMinor)
    case 'drop_part':
      return { ...payment, parts: payment.parts.filter((_, index) => index !== action.index) }
  }
}

function takePart(payment: Payment, totalMinor: number): Payment {
  const { restMinor, receivedMinor, isTooMuch, payments } = standingOf(payment, totalMinor)
  const part = payments.at(-1)
  const isPart = receivedMinor > 0 && receivedMinor <= restMinor && !isTooMuch
  if (!part || !isPart || payment.parts.length >= MAX_PARTS - 1) return payment
  return { ...payment, parts: payments, typed: '', reference: '' }
}

/** What was given back in all, from what was recorded. */
export const changeOf = (payments: readonly SoldPayment[]): number =>
  payments.reduce((sum, part) => sum + part.tenderedMinor - part.amountMinor, 0)
