import type { Entry, EventDraft } from '#app/offline/journal.ts'
import { MAX_AMOUNT_MINOR } from '#modules/inventory/shared.ts'
import {
  type Approval,
  EVENT_SCHEMA_VERSION,
  type SaleCompletedBody,
  type SaleRefundedBody,
  type SoldPayment,
  type TillSnapshot,
} from '#modules/pos/shared.ts'
import { type Cart, MAX_LINES, priceItems, voidedLines } from './cart.ts'
import { openShift } from './open-shift.ts'
import { exchangeOf, refundDraft } from './refund.ts'
import { nextReceipt, type TillFacts } from './till-facts.ts'

/** More than one event can carry: it has to become two sales. */
export class SaleTooLarge extends Error {
  constructor() {
    super('The sale is too large for one event')
  }
}

/** Everything a paid cart needs to become events. `payments` are beside what an exchange covers. */
export interface SaleToRecord {
  cart: Cart
  payments: SoldPayment[]
  /** Who agreed to what the shop's rules ask somebody in charge for. */
  approvals?: readonly Approval[]
  wantsReceipt: boolean
  /** There is no receipt to open the drawer at the shop's printer. */
  opensDrawer?: boolean
  at: Date
  snapshot: TillSnapshot
  tillNumber: number
  /** Used only when this is the first sale of a business day. */
  newShiftId: string
}

/**
 * A sale as the journal keeps it, with the counters that move in the same write. The first sale of a
 * shop's day opens its shift before itself. Pure, so that a moved head can ask for it again.
 */
export function recordSale(facts: TillFacts, sale: SaleToRecord): Entry<TillFacts> {
  const { cart } = sale
  const { shiftId, opened, shift } = openShift(facts, sale)
  const back = refundOf(facts, sale, shiftId)
  const { receiptNo, receiptCount } = nextReceipt(back.facts, sale.tillNumber)
  const completed: EventDraft = {
    // The sale's own id, so that the disk itself refuses to write one cart twice.
    eventId: cart.saleId,
    type: 'sale.completed',
    schemaVersion: EVENT_SCHEMA_VERSION,
    body: saleBody({ ...sale, payments: [...back.payments, ...sale.payments] }, shiftId, receiptNo),
    ...(cart.customerName && { personal: { customerName: cart.customerName } }),
  }
  return {
    events: [...opened, ...back.events, completed],
    facts: { ...facts, receiptCount, shift },
    closesCarts: [cart.saleId],
  }
}

/** The half of an exchange that came back: written before the sale that it pays for. */
function refundOf(facts: TillFacts, sale: SaleToRecord, shiftId: string) {
  const { exchange } = sale.cart
  if (!exchange) return { events: [], payments: [], facts }
  const { totalMinor } = priceItems(sale.cart, sale.snapshot)
  const { coveredMinor, backMinor } = exchangeOf(totalMinor, exchange.totalMinor)
  const { receiptNo, receiptCount } = nextReceipt(facts, sale.tillNumber)
  const payments: SaleRefundedBody['payments'] = [
    ...(coveredMinor > 0 ? [{ tender: 'exchange' as const, amountMinor: coveredMinor }] : []),
    ...(backMinor > 0 || coveredMinor === 0
      ? [{ tender: 'cash' as const, amountMinor: backMinor }]
      : []),
  ]
  const paid: SoldPayment = {
    tender: 'exchange',
    amountMinor: coveredMinor,
    tenderedMinor: coveredMinor,
  }
  return {
    events: [refundDraft({ ...sale, refund: exchange, payments }, shiftId, receiptNo)],
    payments: coveredMinor > 0 ? [paid] : [],
    facts: { ...facts, receiptCount },
  }
}

function saleBody(sale: SaleToRecord, shiftId: string, receiptNo: string): SaleCompletedBody {
  const { cart, snapshot } = sale
  const priced = priceItems(cart, snapshot)
  const isTooLarge =
    priced.totalMinor > MAX_AMOUNT_MINOR ||
    priced.lines.some((line) => line.grossMinor > MAX_AMOUNT_MINOR) ||
    cart.items.length > MAX_LINES ||
    cart.takenOut.length > MAX_LINES
  // Checked before it is written: what can't be sent may not be sold.
  if (isTooLarge) throw new SaleTooLarge()
  return {
    saleId: cart.saleId,
    shiftId,
    receiptNo,
    soldAt: sale.at.toISOString(),
    cashierId: snapshot.person.id,
    lines: cart.items.map((item, index) => ({
      productId: item.productId,
      name: item.name,
      unit: item.unit,
      soldBy: item.soldBy,
      taxClass: item.taxClass,
      quantityMilli: item.quantityMilli,
      unitPriceMinor: item.unitPriceMinor,
      ...(item.listPriceMinor !== undefined &&
        item.listPriceMinor !== item.unitPriceMinor && { listPriceMinor: item.listPriceMinor }),
      discount: item.discount,
      fixedAmountMinor: item.fixedAmountMinor,
      totalMinor: priced.lines[index]?.totalMinor ?? 0,
      taxMinor: priced.lines[index]?.taxMinor ?? 0,
    })),
    voidedLines: voidedLines(cart),
    discount: cart.discount,
    // A part of nothing says nothing, unless the whole sale is worth nothing.
    payments: withoutNothing(sale.payments),
    totalMinor: priced.totalMinor,
    taxMinor: priced.taxMinor,
    taxMethod: snapshot.taxMethod,
    taxRates: snapshot.taxRates,
    wantsReceipt: sale.wantsReceipt,
    ...(sale.opensDrawer && { opensDrawer: true }),
    hasCustomer: cart.customerName !== undefined,
    customerId: cart.customerId,
    approvals: [...(sale.approvals ?? []), ...(cart.approvals ?? [])],
    ...(sale.payments.some((part) => part.tender === 'exchange') && {
      exchangeRefundId: cart.exchange?.refundId,
    }),
  }
}

function withoutNothing(payments: SoldPayment[]): SoldPayment[] {
  const parts = payments.filter((part) => part.amountMinor > 0)
  return parts.length > 0 ? parts : payments.slice(0, 1)
}
