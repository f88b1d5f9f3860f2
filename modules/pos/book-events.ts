import { createHash } from 'node:crypto'
import { isDomainError } from '#modules/kernel/errors.ts'
import { type Tx, withSavepoint } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { type CheckedSale, checkSale } from './check-sale.ts'
import { recordReprint } from './record-reprint.ts'
import { recordSales, type SaleToRecord } from './record-sales.ts'
import { type EventRow, findReferences, insertShift } from './repository.ts'
import {
  EVENT_BODIES,
  hashedText,
  ReceiptReprintedBody,
  SaleCompletedBody,
  ShiftOpenedBody,
  type TillEvent,
} from './shared.ts'
import { findTaxRates } from './tax-rates.ts'

export interface BookingContext {
  tillId: string
  timeZone: string
  now: Date
  /** Events of a revoked device are kept, and booked only when a person says so. */
  isRevoked: boolean
}

/** An event on its way into the books. */
interface Pending {
  row: EventRow
  sale?: { body: SaleCompletedBody; checked: CheckedSale }
}

/**
 * Books events that are new. What is wrong with one never touches another: all sales go in one
 * batch, and only when that fails each goes alone.
 */
export async function bookEvents(
  tx: Tx,
  events: readonly TillEvent[],
  context: BookingContext,
): Promise<EventRow[]> {
  if (events.length === 0) return []
  const pending = events.map((event) => readEvent(event, context))
  await checkSales(tx, pending, context)
  await bookSales(tx, pending, context)
  for (const { row } of pending) await bookOther(tx, row, context)
  return pending.map(({ row }) => row)
}

function readEvent(event: TillEvent, context: BookingContext): Pending {
  const row: EventRow = { event, disposition: 'posted', reasons: [] }
  if (context.isRevoked) return quarantine({ row }, 'till_revoked')
  if (!isIntact(event)) return quarantine({ row }, 'hash_mismatch')
  const shape = EVENT_BODIES[event.type as keyof typeof EVENT_BODIES]
  if (!shape) return quarantine({ row }, 'unknown_type')
  if (!shape.safeParse(event.body).success) return quarantine({ row }, 'schema_error')
  return { row }
}

/** Whether an event says of itself what it is: the hash over its own words. */
const isIntact = (event: TillEvent): boolean =>
  createHash('sha256').update(hashedText(event)).digest('hex') === event.hash

function quarantine(pending: Pending, reason: string): Pending {
  pending.row.disposition = 'quarantined'
  pending.row.reasons = [reason]
  return pending
}

async function checkSales(tx: Tx, pending: Pending[], context: BookingContext): Promise<void> {
  const open = pending.flatMap((each) =>
    each.row.disposition === 'posted' && each.row.event.type === 'sale.completed'
      ? [{ each, body: SaleCompletedBody.parse(each.row.event.body) }]
      : [],
  )
  if (open.length === 0) return
  const references = await findReferences(
    tx,
    open.flatMap(({ body }) => body.lines.map((line) => line.productId)),
    open.map(({ body }) => body.cashierId),
    open.map(({ body }) => body.saleId),
  )
  const taxRates = await findTaxRates(tx, dayIn(context.timeZone, context.now))
  const seen = new Set(references.sales)
  for (const { each, body } of open) {
    const checked = checkSale(body, { ...references, sales: seen, taxRates, now: context.now })
    if (checked.refusal) quarantine(each, checked.refusal)
    else {
      each.sale = { body, checked }
      seen.add(body.saleId)
    }
  }
}

async function bookSales(tx: Tx, pending: Pending[], context: BookingContext): Promise<void> {
  const sales = pending.flatMap((each) => (each.sale ? [{ each, ...each.sale }] : []))
  if (sales.length === 0) return
  const together = await withSavepoint(tx, () =>
    recordSales(tx, sales.map((sale) => toRecord(sale, context))),
  )
  if (together.ok) {
    for (const [index, sale] of sales.entries()) {
      flag(sale.each, sale.checked.flags, together.value[index]?.isStockNegative === true)
    }
    return
  }
  if (!isAboutData(together.error)) throw together.error
  for (const sale of sales) {
    const alone = await withSavepoint(tx, () => recordSales(tx, [toRecord(sale, context)]))
    if (alone.ok) flag(sale.each, sale.checked.flags, alone.value[0]?.isStockNegative === true)
    else if (isAboutData(alone.error)) quarantine(sale.each, 'cannot_book')
    else throw alone.error
  }
}

function toRecord(
  sale: { each: Pending; body: SaleCompletedBody; checked: CheckedSale },
  context: BookingContext,
): SaleToRecord {
  return {
    body: sale.body,
    channel: 'till',
    tillId: context.tillId,
    shiftId: sale.body.shiftId,
    priced: sale.checked.priced,
    customerName: sale.each.row.event.personal?.customerName,
    timeZone: context.timeZone,
  }
}

function flag(pending: Pending, flags: string[], isStockNegative: boolean): void {
  const reasons = [...flags, ...(isStockNegative ? ['stock_negative'] : [])]
  if (reasons.length === 0) return
  pending.row.disposition = 'posted_flagged'
  pending.row.reasons = reasons
}

async function bookOther(tx: Tx, row: EventRow, context: BookingContext): Promise<void> {
  if (row.disposition !== 'posted') return
  if (row.event.type === 'shift.opened') {
    await insertShift(tx, context.tillId, ShiftOpenedBody.parse(row.event.body))
  }
  if (row.event.type === 'receipt.reprinted') {
    const isKnown = await recordReprint(tx, ReceiptReprintedBody.parse(row.event.body))
    if (!isKnown) quarantine({ row }, 'unknown_sale')
  }
}

/**
 * Whether an error lies in the data (SQLSTATE 22, 23, P0001, or a refusal of ours) and not in the
 * server, which a retry would mend.
 */
function isAboutData(error: unknown): boolean {
  if (isDomainError(error)) return true
  const code = error && typeof error === 'object' && 'code' in error ? String(error.code) : ''
  return code.startsWith('22') || code.startsWith('23') || code === 'P0001'
}
