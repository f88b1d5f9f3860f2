import { createHash } from 'node:crypto'
import { type Tx, withSavepoint } from '#modules/kernel/db.ts'
import { isDomainError } from '#modules/kernel/errors.ts'
import { BOOKERS, type Booked, type BookingContext } from './bookers.ts'
import { type CheckedSale, checkSale, type SaleReferences } from './check-sale.ts'
import { recordSales } from './record-sales.ts'
import type { EventRow, SaleToRecord } from './repository.ts'
import {
  EVENT_BODIES,
  EVENT_TYPES,
  hashedText,
  SaleCompletedBody,
  type TillEvent,
  type TillEventType,
} from './shared.ts'

/** An event that was read: what it says, or why it can't be booked. */
export interface ReadEvent {
  row: EventRow
  sale?: SaleCompletedBody
}

type CheckedEvent = ReadEvent & { checked?: CheckedSale }

/** Reads events without asking the database: intact, of a known kind, well-formed? */
export const readEvents = (events: readonly TillEvent[]): ReadEvent[] => events.map(readEvent)

/** An event that nobody tries to understand: it is kept, and a person looks at it. */
export const leaveUnread = (event: TillEvent): ReadEvent =>
  quarantine({ row: { event, disposition: 'posted', reasons: [] } }, 'unreadable')

function readEvent(event: TillEvent): ReadEvent {
  const row: EventRow = { event, disposition: 'posted', reasons: [] }
  if (!isIntact(event)) return quarantine({ row }, 'hash_mismatch')
  const type = typeOf(event)
  if (!type) return quarantine({ row }, 'unknown_type')
  if (type === 'sale.completed') {
    const sale = SaleCompletedBody.safeParse(event.body)
    return sale.success ? { row, sale: sale.data } : quarantine({ row }, 'schema_error')
  }
  return EVENT_BODIES[type].safeParse(event.body).success
    ? { row }
    : quarantine({ row }, 'schema_error')
}

const typeOf = (event: TillEvent): TillEventType | undefined =>
  EVENT_TYPES.find((type) => type === event.type)

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
 * Books events that are new, in their order. Sales that follow each other go together, in a few
 * statements; when the data of one event breaks that, the caller rolls back and asks again with
 * `isCareful`, and each goes alone.
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
  let sales: CheckedEvent[] = []
  const bookWaiting = async () => {
    if (context.isCareful) await bookEachSale(tx, sales, context)
    else await bookAllSales(tx, sales, context)
    sales = []
  }
  for (const event of checked) {
    if (event.sale && event.checked) sales.push(event)
    else if (event.row.disposition === 'posted') {
      await bookWaiting()
      await bookOther(tx, event, context)
    }
  }
  await bookWaiting()
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
  sales: readonly CheckedEvent[],
  context: BookingContext,
): Promise<void> {
  const booked = await recordSales(
    tx,
    sales.flatMap((event) => toRecord(event, context)),
  )
  for (const [index, event] of sales.entries()) {
    flag(event.row, [...(event.checked?.flags ?? []), ...(booked[index]?.flags ?? [])])
  }
}

async function bookEachSale(
  tx: Tx,
  sales: readonly CheckedEvent[],
  context: BookingContext,
): Promise<void> {
  for (const event of sales) {
    const attempt = await withSavepoint(tx, () => recordSales(tx, toRecord(event, context)))
    if (attempt.ok) {
      flag(event.row, [...(event.checked?.flags ?? []), ...(attempt.value[0]?.flags ?? [])])
    } else if (isAboutData(attempt.error)) quarantine(event, 'cannot_book')
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
      locationId: context.locationId,
      costCentreId: context.costCentreId,
    },
  ]
}

function flag(row: EventRow, reasons: readonly string[]): void {
  if (reasons.length === 0) return
  row.disposition = 'posted_flagged'
  row.reasons = [...reasons]
}

/** Everything but a sale goes alone: each kind has its booker. */
async function bookOther(tx: Tx, event: ReadEvent, context: BookingContext): Promise<void> {
  const type = typeOf(event.row.event)
  if (!type || type === 'sale.completed') return
  const book = () => BOOKERS[type](tx, event.row.event, context)
  const attempt = context.isCareful
    ? await withSavepoint(tx, book)
    : { ok: true as const, value: await book() }
  if (!attempt.ok) {
    if (!isAboutData(attempt.error)) throw attempt.error
    quarantine(event, 'cannot_book')
    return
  }
  settle(event, attempt.value)
}

function settle(event: ReadEvent, booked: Booked): void {
  if ('refusal' in booked) quarantine(event, booked.refusal)
  else flag(event.row, booked.flags)
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
