import type { EventDraft } from '#app/offline/journal.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { EVENT_SCHEMA_VERSION, type TillSnapshot } from '#modules/pos/shared.ts'
import type { TillFacts } from './till-facts.ts'

/**
 * The shift that something belongs to. The first doing of a shop's day opens one before itself.
 * Pure, so that a moved head can ask for it again.
 */
export function openShift(
  facts: TillFacts,
  doing: { snapshot: TillSnapshot; at: Date; newShiftId: string },
): { shiftId: string; shift: NonNullable<TillFacts['shift']>; opened: EventDraft[] } {
  const { snapshot, at, newShiftId } = doing
  const day = dayIn(snapshot.tenant.timeZone, at)
  if (facts.shift?.day === day) {
    return { shiftId: facts.shift.shiftId, shift: facts.shift, opened: [] }
  }
  const opened: EventDraft = {
    eventId: newShiftId,
    type: 'shift.opened',
    schemaVersion: EVENT_SCHEMA_VERSION,
    body: {
      shiftId: newShiftId,
      openedAt: at.toISOString(),
      cashierId: snapshot.person.id,
      floatMinor: 0,
    },
  }
  return { shiftId: newShiftId, shift: { shiftId: newShiftId, day }, opened: [opened] }
}
