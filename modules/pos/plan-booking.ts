import type { Tx } from '#modules/kernel/db.ts'
import { checkRefund, type LineToReturn } from './check-refund.ts'
import { type CheckedSale, checkSale } from './check-sale.ts'
import { findReferences } from './repository.ts'
import { findReturnable } from './repository-refund.ts'
import type { Subject } from './repository-resolution.ts'
import {
  addParts,
  EVENT_BODIES,
  EVENT_TYPES,
  leftOf,
  SaleCompletedBody,
  SaleRefundedBody,
  type TillEventType,
  worthOfReturn,
} from './shared.ts'
import { findTaxRates } from './tax-rates.ts'

/** What booking something would do now, or why it can't be done. Money in whole NT$. */
export type BookingPlan =
  | { kind: 'sale'; sale: SaleCompletedBody; checked: CheckedSale }
  /** Goods that this shop does not have: a person says which of the shop's they are. */
  | { kind: 'unknown_products'; products: { productId: string; name: string }[] }
  /** `lostMinor` was handed out and can't be booked, because the sale has no more to give back. */
  | { kind: 'refund'; refund: SaleRefundedBody; lostMinor: number }
  | { kind: 'other'; type: Exclude<TillEventType, 'sale.completed' | 'sale.refunded'> }
  | { kind: 'impossible'; reason: string }

/**
 * What would happen if something that was kept aside were booked now. Reads only; what was wrong may
 * have been mended since, and the numbers are checked as if it had just arrived.
 *
 * @param replacements products of the shop by the ids that the device said.
 */
export async function planBooking(
  tx: Tx,
  subject: Subject,
  replacements: ReadonlyMap<string, string> = new Map(),
): Promise<BookingPlan> {
  const type = EVENT_TYPES.find((each) => each === subject.type)
  if (!type) return { kind: 'impossible', reason: 'unknown_type' }
  if (type === 'sale.completed') return planSale(tx, subject, replacements)
  if (type === 'sale.refunded') return planRefund(tx, subject)
  const isReadable = EVENT_BODIES[type].safeParse(subject.body).success
  return isReadable ? { kind: 'other', type } : { kind: 'impossible', reason: 'schema_error' }
}

async function planSale(
  tx: Tx,
  subject: Subject,
  replacements: ReadonlyMap<string, string>,
): Promise<BookingPlan> {
  const parsed = SaleCompletedBody.safeParse(subject.body)
  if (!parsed.success) return { kind: 'impossible', reason: 'schema_error' }
  const lines = parsed.data.lines.map((line) => ({
    ...line,
    productId: replacements.get(line.productId) ?? line.productId,
  }))
  const sale = { ...parsed.data, lines }
  const now = new Date()
  const known = await findReferences(tx, [sale])
  const strange = new Map(
    lines
      .filter((line) => !known.products.has(line.productId))
      .map((line) => [line.productId, { productId: line.productId, name: line.name }]),
  )
  if (strange.size > 0) return { kind: 'unknown_products', products: [...strange.values()] }
  const checked = checkSale(sale, { ...known, taxRates: await findTaxRates(tx, now), now })
  return checked.refusal === undefined
    ? { kind: 'sale', sale, checked }
    : { kind: 'impossible', reason: checked.refusal }
}

async function planRefund(tx: Tx, subject: Subject): Promise<BookingPlan> {
  const parsed = SaleRefundedBody.safeParse(subject.body)
  if (!parsed.success) return { kind: 'impossible', reason: 'schema_error' }
  const refund = parsed.data
  const sale = await findReturnable(tx, refund.saleId)
  if (!sale) return { kind: 'impossible', reason: 'unknown_sale' }
  const checked = checkRefund(refund, sale)
  if (!('refusal' in checked)) return { kind: 'refund', refund, lostMinor: 0 }
  if (checked.refusal !== 'over_refund') return { kind: 'impossible', reason: checked.refusal }
  const cut = cutRefund(refund, sale)
  if (cut.lines.length === 0) return { kind: 'impossible', reason: 'over_refund' }
  return { kind: 'refund', refund: cut, lostMinor: refund.totalMinor - cut.totalMinor }
}

/** As much of a refund as its sale can still give back; the rest of the money stays unbooked. */
function cutRefund(
  refund: SaleRefundedBody,
  sale: ReadonlyMap<number, LineToReturn>,
): SaleRefundedBody {
  const lines = refund.lines.flatMap((line) => {
    const own = sale.get(line.position)
    const quantityMilli = own ? Math.min(line.quantityMilli, leftOf(own).quantityMilli) : 0
    if (!own || quantityMilli === 0) return []
    const worth = worthOfReturn(own, quantityMilli)
    return [{ ...line, ...worth, totalMinor: Math.min(worth.totalMinor, line.totalMinor) }]
  })
  const { totalMinor, taxMinor } = addParts(lines)
  let restMinor = totalMinor
  const payments = refund.payments.map((part) => {
    const amountMinor = Math.min(part.amountMinor, restMinor)
    restMinor -= amountMinor
    return { ...part, amountMinor }
  })
  return { ...refund, kind: 'refund', lines, payments, totalMinor, taxMinor }
}
