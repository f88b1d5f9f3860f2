import type { StoredEvent } from '#app/offline/disk.ts'
import type { Entry, EventDraft } from '#app/offline/journal.ts'
import {
  addParts,
  EVENT_SCHEMA_VERSION,
  type LinePart,
  leftOf,
  NOTHING_RETURNED,
  type RefundReason,
  type SaleCompletedBody,
  type SaleRefundedBody,
  type Tender,
  type TillSale,
  type TillSnapshot,
  worthOfReturn,
} from '#modules/pos/shared.ts'
import { openShift } from './open-shift.ts'
import { nextReceipt, type TillFacts } from './till-facts.ts'

/** A line of a sale with what came back of it, as this till knows it. */
export interface ReturnableItem {
  position: number
  productId: string
  name: string
  unit: string
  /** Taken one by one, or by any part. */
  isCounted: boolean
  sold: LinePart
  returned: LinePart
}

/** A sale that goods may come back from: of this device's journal, or looked up at the server. */
export interface ReturnableSale {
  saleId: string
  receiptNo: string
  soldAt: string
  shiftId: string | null
  customerId?: string | undefined
  payments: readonly { tender: Tender; amountMinor: number }[]
  items: ReturnableItem[]
}

/** How many of a line come back (in thousandths), and whether they can be sold again. */
export interface ReturnChoice {
  quantityMilli: number
  isRestocked: boolean
}

/** A refund that is agreed on; only how the money goes back is missing. It may wait in a cart. */
export interface PreparedRefund {
  refundId: string
  kind: 'refund' | 'void'
  saleId: string
  saleReceiptNo: string
  reason: RefundReason
  approvedById?: string | undefined
  customerId?: string | undefined
  lines: SaleRefundedBody['lines']
  totalMinor: number
  taxMinor: number
}

/** The refund in an entry of the journal; undefined for any other entry. */
export function readRefund({
  type,
  body,
}: Pick<StoredEvent, 'type' | 'body'>): SaleRefundedBody | undefined {
  return type === 'sale.refunded' && isRefundBody(body) ? body : undefined
}

const isRefundBody = (
  body: Record<string, unknown>,
): body is SaleRefundedBody & Record<string, unknown> =>
  typeof body.refundId === 'string' &&
  typeof body.saleId === 'string' &&
  typeof body.totalMinor === 'number' &&
  Array.isArray(body.lines) &&
  Array.isArray(body.payments)

/** A sale of the journal with everything that this device gave back of it. */
export function returnableOf(
  sale: SaleCompletedBody,
  refunds: readonly SaleRefundedBody[],
): ReturnableSale {
  const { saleId, receiptNo, soldAt, shiftId, customerId, payments } = sale
  return {
    saleId,
    receiptNo,
    soldAt,
    shiftId,
    customerId,
    payments,
    items: sale.lines.map((line, position) => ({
      position,
      productId: line.productId,
      name: line.name,
      unit: line.unit,
      isCounted: line.soldBy === 'piece',
      sold: line,
      returned: returnedOf(saleId, position, refunds),
    })),
  }
}

/** A sale as the server tells it, with what this device has given back and not sent yet. */
export function returnableFrom(
  sale: TillSale,
  unsent: readonly SaleRefundedBody[],
): ReturnableSale {
  const { lines, customerId, ...rest } = sale
  return {
    ...rest,
    customerId: customerId ?? undefined,
    items: lines.map(({ returned, quantityMilli, totalMinor, taxMinor, ...line }) => ({
      ...line,
      sold: { quantityMilli, totalMinor, taxMinor },
      returned: addParts([returned, returnedOf(sale.saleId, line.position, unsent)]),
    })),
  }
}

const returnedOf = (saleId: string, position: number, refunds: readonly SaleRefundedBody[]) =>
  addParts(
    refunds
      .filter((refund) => refund.saleId === saleId)
      .flatMap((refund) => refund.lines.filter((line) => line.position === position)),
  )

export const leftOfItem = (item: ReturnableItem): LinePart => leftOf(item)

/** Whether anything of a sale can still come back. */
export const hasLeft = (sale: ReturnableSale): boolean =>
  sale.items.some((item) => leftOf(item).quantityMilli > 0)

/** Whether nothing of a sale has come back yet. */
export const isUntouched = (sale: ReturnableSale): boolean =>
  sale.items.every((item) => item.returned.quantityMilli === 0)

/** What comes back, with its money; lines of which nothing comes back are left out. */
export function chosenLines(
  sale: ReturnableSale,
  choices: ReadonlyMap<number, ReturnChoice>,
): SaleRefundedBody['lines'] {
  return sale.items.flatMap((item) => {
    const choice = choices.get(item.position)
    if (!choice || choice.quantityMilli <= 0) return []
    const { position, productId, name, unit } = item
    const worth = worthOfReturn(item, choice.quantityMilli)
    if (worth.quantityMilli <= 0) return []
    return [{ position, productId, name, unit, ...worth, isRestocked: choice.isRestocked }]
  })
}

export const sumOf = (lines: readonly LinePart[]): LinePart =>
  lines.length === 0 ? NOTHING_RETURNED : addParts(lines)

/** How money can go back: as it came, in cash, or off what the customer owes. */
export type WayBack = 'original' | 'cash' | 'tab'

/** The ways that differ from one another for this sale. */
export function waysBack(
  sale: Pick<ReturnableSale, 'payments' | 'customerId'>,
  totalMinor: number,
): WayBack[] {
  const original = paymentsBack(sale, totalMinor, 'original')
  const isOnTab = original.every((part) => part.tender === 'tab')
  return [
    ...(original.some((part) => part.tender !== 'cash') ? (['original'] as const) : []),
    'cash',
    ...(sale.customerId && !isOnTab ? (['tab'] as const) : []),
  ]
}

/**
 * How money goes back: the way it came (other ways before cash), all in cash, or all off the tab.
 * What was paid with goods that had come back goes back in cash.
 */
export function paymentsBack(
  sale: Pick<ReturnableSale, 'payments'>,
  totalMinor: number,
  way: WayBack,
): SaleRefundedBody['payments'] {
  if (way === 'tab') return [{ tender: 'tab', amountMinor: totalMinor }]
  let restMinor = totalMinor
  const parts: SaleRefundedBody['payments'] = []
  if (way === 'original') {
    for (const { tender, amountMinor } of sale.payments) {
      if (tender === 'cash' || tender === 'exchange') continue
      const part = Math.min(amountMinor, restMinor)
      if (part > 0) parts.push({ tender, amountMinor: part })
      restMinor -= part
    }
  }
  if (restMinor > 0 || parts.length === 0) parts.push({ tender: 'cash', amountMinor: restMinor })
  return parts
}

/** Everything an agreed refund needs to become an entry of the journal. */
export interface RefundToRecord {
  refund: PreparedRefund
  payments: SaleRefundedBody['payments']
  wantsReceipt: boolean
  /** There is no slip to open the drawer at the shop's printer. */
  opensDrawer?: boolean
  at: Date
  snapshot: TillSnapshot
  tillNumber: number
  /** Used only when this is the first doing of a business day. */
  newShiftId: string
}

/** A refund as the journal keeps it, with the counters that move in the same write. Pure. */
export function recordRefund(facts: TillFacts, made: RefundToRecord): Entry<TillFacts> {
  const { shiftId, opened, shift } = openShift(facts, made)
  const { receiptNo, receiptCount } = nextReceipt(facts, made.tillNumber)
  return {
    events: [...opened, refundDraft(made, shiftId, receiptNo)],
    facts: { ...facts, receiptCount, shift },
  }
}

/** The refund alone, for whoever writes it together with something else. */
export function refundDraft(made: RefundToRecord, shiftId: string, receiptNo: string): EventDraft {
  const { saleReceiptNo: _, ...refund } = made.refund
  const body: SaleRefundedBody = {
    ...refund,
    shiftId,
    receiptNo,
    refundedAt: made.at.toISOString(),
    cashierId: made.snapshot.person.id,
    payments: made.payments,
    wantsReceipt: made.wantsReceipt,
    ...(made.opensDrawer && { opensDrawer: true }),
  }
  // The refund's own id, so that the disk itself refuses to write it twice.
  return {
    eventId: refund.refundId,
    type: 'sale.refunded',
    schemaVersion: EVENT_SCHEMA_VERSION,
    body: { ...body },
  }
}

/**
 * What a cart still takes, and what goes back, when goods that came back pay for it.
 * @param refundMinor nothing when the cart is no exchange.
 */
export function exchangeOf(totalMinor: number, refundMinor: number) {
  const coveredMinor = Math.min(totalMinor, refundMinor)
  return {
    coveredMinor,
    dueMinor: totalMinor - coveredMinor,
    backMinor: refundMinor - coveredMinor,
  }
}

/** A refund that waits in a stored cart; undefined for what can't be read any more. */
export function readPrepared(value: unknown): PreparedRefund | undefined {
  return isPrepared(value) ? value : undefined
}

function isPrepared(value: unknown): value is PreparedRefund {
  if (typeof value !== 'object' || value === null) return false
  const texts = ['refundId', 'saleId', 'saleReceiptNo', 'reason', 'kind']
  return (
    texts.every((key) => typeof Reflect.get(value, key) === 'string') &&
    typeof Reflect.get(value, 'totalMinor') === 'number' &&
    typeof Reflect.get(value, 'taxMinor') === 'number' &&
    Array.isArray(Reflect.get(value, 'lines'))
  )
}
