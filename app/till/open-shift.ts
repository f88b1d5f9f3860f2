import type { EventDraft } from '#app/offline/journal.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { type CashCount, EVENT_SCHEMA_VERSION, type TillSnapshot } from '#modules/pos/shared.ts'
import type { TillFacts } from './till-facts.ts'

/**
 * The shift that something belongs to: it lasts until it is closed, over midnight too. Where none is
 * open, the first doing opens one before itself, with a float that nobody counted: a sale never
 * waits. Pure, so that a moved head can ask for it again.
 */
export function openShift(
  facts: TillFacts,
  doing: { snapshot: TillSnapshot; at: Date; newShiftId: string },
): { shiftId: string; shift: NonNullable<TillFacts['shift']>; opened: EventDraft[] } {
  const { snapshot, at, newShiftId } = doing
  if (facts.shift) return { shiftId: facts.shift.shiftId, shift: facts.shift, opened: [] }
  const { shift, opened } = beginShift({
    shiftId: newShiftId,
    at,
    snapshot,
    floatMinor: 0,
    floatCounts: [],
  })
  return { shiftId: newShiftId, shift, opened: [opened] }
}

export interface ShiftToOpen {
  shiftId: string
  at: Date
  snapshot: TillSnapshot
  floatMinor: number
  floatCounts: CashCount[]
}

/** A shift with what lies in the drawer, as the journal and the counters keep it. */
export function beginShift({ shiftId, at, snapshot, floatMinor, floatCounts }: ShiftToOpen): {
  shift: NonNullable<TillFacts['shift']>
  opened: EventDraft
} {
  const day = dayIn(snapshot.tenant.timeZone, at)
  const cashierId = snapshot.person.id
  return {
    shift: { shiftId, day },
    opened: {
      eventId: shiftId,
      type: 'shift.opened',
      schemaVersion: EVENT_SCHEMA_VERSION,
      body: { shiftId, openedAt: at.toISOString(), cashierId, floatMinor, floatCounts },
    },
  }
}
