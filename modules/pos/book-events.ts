import { createHash } from 'node:crypto'
import { type Tx, withSavepoint } from '#modules/kernel/db.ts'
import { isDomainError } from '#modules/kernel/errors.ts'
import { type CheckedSale, checkSale, type SaleReferences } from './check-sale.ts'
import { recordReprint } from './record-reprint.ts'
import { recordSales } from './record-sales.ts'
import { type EventRow, insertShift, type SaleToRecord } from './repository.ts'
import {
  EVENT_BODIES,
  hashedText,
  ReceiptReprintedBody,
  SaleCompletedBody,
  ShiftOpenedBody,
  type TillEvent,
} from './shared.ts'

export interface BookingContext {
  tillId: string
  timeZone: string
  now: Date
  /** Events of a revoked device are kept, and booked only when a person says so. */
  isRevoked: boolean
  /** Book each sale behind a savepoint of its own, after all of them together have failed. */
  isCareful: boolean
}

/** An event that was read: what it says, or why it can't be booked. */
export interface ReadEvent {
  row: EventRow
  sale?: SaleCompletedBody
}

type CheckedEvent = ReadEvent & { checked?: CheckedSale }

/** Reads events without asking the database: intact, of a known kind, well-formed? */
export const readEvents = (events: readonly TillEvent[]): ReadEvent[] => events.map(readEvent)

function readEvent(event: TillEvent): ReadEvent {
  const row: EventRow = { event, disposition: 'posted', reasons: [] }
  if (!isIntact(event)) return quarantine({ row }, 'hash_mismatch')
  if (event.type === 'sale.completed') {
    const sale = SaleCompletedBody.safeParse(event.body)
    return sale.success ? { row, sale: sale.data } : quarantine({ row }, 'schema_error')
  }
  const shape = EVENT_BODIES[event.type as keyof typeof EVENT_BODIES]
  if (!shape) return quarantine({ row }, 'unknown_type')
  return shape.safeParse(event.body).success ? { row } : quarantine({ row }, 'schema_error')
}

/** Whether an event says of itself what it is: the hash over its own words. */
const isIntact = (event: TillEvent): boolean =>
  createHash('sha256').update(hashedText(event)).digest('hex') === event.hash

function quarantine<Event extends ReadEvent>(event: Event, reason: string): Event {
  event.row.disposition = 'quarantined'
  event.row.reasons = [reason]
  delete event.sale
  return event
}

/**
 * Books events that are new. Sales go together, in a few statements; when the data of one of them
 * breaks that, the caller rolls back and asks again with `isCareful`, and each goes alone.
 */
export async function bookEvents(
  tx: Tx,
  events: readonly ReadEvent[],
  known: SaleReferences,
  context: BookingContext,
): Promise<EventRow[]> {
  if (context.isRevoked) {
    for (const event of events) quarantine(event, 'till_revoked')
  }
  const checked = checkSales(events, known)
  if (context.isCareful) await bookEachSale(tx, checked, context)
  else await bookAllSales(tx, checked, context)
  for (const { row } of checked) await bookOther(tx, row, context)
  return checked.map(({ row }) => row)
}

function checkSales(events: readonly ReadEvent[], known: SaleReferences): CheckedEvent[] {
  const sales = new Set(known.sales)
  return events.map((event) => {
    if (!event.sale) return event
    const checked = checkSale(event.sale, { ...known, sales })
    if (checked.refusal) return quarantine(event, checked.refusal)
    sales.add(event.sale.saleId)
    return { ...event, checked }
  })
}

async function bookAllSales(
  tx: Tx,
  events: CheckedEvent[],
  context: BookingContext,
): Promise<void> {
  const sales = events.filter((event) => event.sale && event.checked)
  const booked = await recordSales(
    tx,
    sales.flatMap((event) => toRecord(event, context)),
  )
  for (const [index, event] of sales.entries()) flag(event, booked[index]?.isStockNegative === true)
}

async function bookEachSale(
  tx: Tx,
  events: CheckedEvent[],
  context: BookingContext,
): Promise<void> {
  for (const event of events) {
    const record = toRecord(event, context)
    if (record.length === 0) continue
    const attempt = await withSavepoint(tx, () => recordSales(tx, record))
    if (attempt.ok) flag(event, attempt.value[0]?.isStockNegative === true)
    else if (isAboutData(attempt.error)) quarantine(event, 'cannot_book')
    else throw attempt.error
  }
}

function toRecord({ row, sale, checked }: CheckedEvent, context: BookingContext): SaleToRecord[] {
  if (!sale || !checked) return []
  return [
    {
      body: sale,
      channel: 'till',
      tillId: context.tillId,
      shiftId: sale.shiftId,
      priced: checked.priced,
      customerName: row.event.personal?.customerName,
      timeZone: context.timeZone,
    },
  ]
}

function flag({ row, checked }: CheckedEvent, isStockNegative: boolean): void {
  const reasons = [...(checked?.flags ?? []), ...(isStockNegative ? ['stock_negative'] : [])]
  if (reasons.length === 0) return
  row.disposition = 'posted_flagged'
  row.reasons = reasons
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
export function isAboutData(error: unknown): boolean {
  if (isDomainError(error)) return error.kind !== 'missing'
  const code = error && typeof error === 'object' && 'code' in error ? String(error.code) : ''
  return code.startsWith('22') || code.startsWith('23') || code === 'P0001'
}
