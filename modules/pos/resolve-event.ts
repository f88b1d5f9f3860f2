import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { bookRefund } from './book-refund.ts'
import { BOOKERS, type Booked, type BookingContext } from './bookers.ts'
import { cannotBeBooked, doesNotFit, unknownSubject } from './errors.ts'
import { planBooking } from './plan-booking.ts'
import { recordSales } from './record-sales.ts'
import {
  findResolution,
  findSubject,
  insertResolution,
  lockSubject,
  type Resolution,
  type Subject,
} from './repository-resolution.ts'
import { EVENT_SCHEMA_VERSION, type TillEvent } from './shared.ts'

export interface Decision {
  /** The event's id, or a fork's. */
  subjectId: string
  action: 'seen' | 'book' | 'set_aside'
  note?: string | undefined
  /** Products of the shop by ids of goods that it does not have. */
  replacements?: ReadonlyMap<string, string>
}

/**
 * What a person in charge does about something that a till sent: `seen` for what is booked with a
 * question; `book` or `set_aside` for what was kept and not booked. The event itself stays as it
 * came. Deciding twice answers what was decided first.
 *
 * @throws pos.unknown_subject, pos.does_not_fit (e.g. `seen` for what isn't booked),
 *   pos.cannot_be_booked with its reason; then nothing of it is written.
 */
export async function resolveEvent(tx: Tx, decision: Decision): Promise<Resolution['action']> {
  const { subjectId, action } = decision
  await lockSubject(tx, subjectId)
  const subject = await findSubject(tx, subjectId)
  if (!subject || subject.kind === 'posted') throw unknownSubject()
  const before = await findResolution(tx, subjectId)
  if (before) return before.action
  if ((action === 'seen') !== (subject.kind === 'posted_flagged')) throw doesNotFit()
  const flags = action === 'book' ? await book(tx, subject, decision) : []
  const done = action === 'book' ? 'booked' : action
  await insertResolution(tx, { subjectId, action: done, note: decision.note ?? null })
  await recordAudit(tx, {
    action: `pos.event_${done}`,
    targetType: 'till_event',
    targetId: subjectId,
    detail: { type: subject.type, reasons: subject.reasons, flags, note: decision.note },
  })
  return done
}

/** Books it now as it would be booked on arrival. @returns why a person should still look at it. */
async function book(tx: Tx, subject: Subject, decision: Decision): Promise<readonly string[]> {
  const booked = await bookPlanned(tx, subject, decision)
  if ('refusal' in booked) throw cannotBeBooked(booked.refusal)
  return booked.flags
}

async function bookPlanned(tx: Tx, subject: Subject, decision: Decision): Promise<Booked> {
  const plan = await planBooking(tx, subject, decision.replacements)
  const context: BookingContext = {
    tillId: subject.tillId,
    locationId: subject.locationId ?? undefined,
    costCentreId: subject.costCentreId,
    timeZone: subject.timeZone,
    now: new Date(),
    isRevoked: false,
    isCareful: false,
  }
  switch (plan.kind) {
    case 'impossible':
      return { refusal: plan.reason }
    case 'unknown_products':
      return { refusal: 'unknown_product' }
    case 'sale': {
      const { sale, checked } = plan
      const { tillId, timeZone, locationId, costCentreId } = context
      const till = { channel: 'till', tillId, shiftId: sale.shiftId } as const
      const place = { ...till, timeZone, locationId, costCentreId }
      const recorded = await recordSales(tx, [{ body: sale, priced: checked.priced, ...place }])
      return { flags: [...checked.flags, ...(recorded[0]?.flags ?? [])] }
    }
    case 'refund':
      return bookRefund(tx, plan.refund, context)
    case 'other':
      return BOOKERS[plan.type](tx, eventOf(subject), context)
  }
}

/** The event as it travelled, as far as a booker looks at it. */
const eventOf = (subject: Subject): TillEvent => ({
  eventId: subject.eventId,
  seq: subject.seq,
  type: subject.type,
  schemaVersion: EVENT_SCHEMA_VERSION,
  body: Object.fromEntries(Object.entries(subject.body ?? {})),
  hash: subject.bodyHash,
  prevHash: subject.bodyHash,
  wallAt: (subject.wallAt ?? subject.receivedAt).toISOString(),
})
