import type { Disk, StoredEvent } from '#app/offline/disk.ts'
import type { Entry } from '#app/offline/journal.ts'
import {
  type CashCount,
  type CashMovedBody,
  type DrawerReason,
  EVENT_SCHEMA_VERSION,
  summariseShift,
  type TillSnapshot,
} from '#modules/pos/shared.ts'
import { beginShift, openShift, type ShiftToOpen } from './open-shift.ts'
import type { TillFacts } from './till-facts.ts'

/** Who does something at the till, and when. */
interface Doing {
  snapshot: TillSnapshot
  at: Date
}

/** Opens a shift with its float. One that is open stays: two at a time there are never. */
export function recordOpening(facts: TillFacts, opening: ShiftToOpen): Entry<TillFacts> {
  if (facts.shift) return { events: [], facts }
  const { shift, opened } = beginShift(opening)
  return { events: [opened], facts: { ...facts, shift } }
}

export interface ClosingToRecord extends Doing {
  /** Names the closing: pressed twice, it is one. */
  closingId: string
  shiftId: string
  counts: CashCount[]
  countedMinor: number
  expectedMinor: number
  saleCount: number
  note: string
  /** The shop's printer is to print the report. */
  wantsPaper?: boolean
}

/** Closes the shift that is open. What is sold afterwards opens the next one. */
export function recordClosing(facts: TillFacts, closing: ClosingToRecord): Entry<TillFacts> {
  const { snapshot, at, closingId, note, wantsPaper, ...counted } = closing
  const body = {
    ...counted,
    closedAt: at.toISOString(),
    cashierId: snapshot.person.id,
    ...(note.trim() && { note: note.trim() }),
    ...(wantsPaper && { wantsPaper }),
  }
  const isOpen = facts.shift?.shiftId === closing.shiftId
  return {
    events: isOpen
      ? [
          {
            eventId: closingId,
            type: 'shift.closed',
            schemaVersion: EVENT_SCHEMA_VERSION,
            body,
          },
        ]
      : [],
    facts: isOpen ? { ...facts, shift: null } : facts,
  }
}

export interface CashMoveToRecord
  extends Doing,
    Pick<CashMovedBody, 'moveId' | 'direction' | 'reason' | 'amountMinor'> {
  newShiftId: string
  note: string
  approvedById?: string | undefined
}

/** Money into the drawer or out of it, beside sales. */
export function recordCashMove(facts: TillFacts, move: CashMoveToRecord): Entry<TillFacts> {
  const { shiftId, shift, opened } = openShift(facts, move)
  const { moveId, direction, reason, amountMinor, approvedById } = move
  const note = move.note.trim()
  const body = {
    moveId,
    shiftId,
    direction,
    reason,
    amountMinor,
    ...(note && { note }),
    movedAt: move.at.toISOString(),
    cashierId: move.snapshot.person.id,
    ...(approvedById && { approvedById }),
  }
  const moved = { eventId: moveId, type: 'cash.moved', schemaVersion: EVENT_SCHEMA_VERSION, body }
  return { events: [...opened, moved], facts: { ...facts, shift } }
}

export interface DrawerToRecord extends Doing {
  openId: string
  reason: DrawerReason
  approvedById?: string | undefined
  /** The till's own printer opens it. */
  isOpenedHere?: boolean
}

/** The drawer opened without a sale. It opens no shift: nothing in it moved. */
export function recordDrawer(facts: TillFacts, opening: DrawerToRecord): Entry<TillFacts> {
  const { openId, reason, approvedById } = opening
  const body = {
    openId,
    ...(facts.shift && { shiftId: facts.shift.shiftId }),
    reason,
    openedAt: opening.at.toISOString(),
    cashierId: opening.snapshot.person.id,
    ...(approvedById && { approvedById }),
    ...(opening.isOpenedHere && { isOpenedHere: true }),
  }
  const event = {
    eventId: openId,
    type: 'drawer.opened',
    schemaVersion: EVENT_SCHEMA_VERSION,
    body,
  }
  return { events: [event], facts }
}

const FIRST_LOOK = 500
const MOST = 50_000

/**
 * What this device wrote of a shift, oldest first: looked for further back until its opening comes.
 * Without a network, and from nothing else.
 */
export async function readShiftEvents(disk: Disk, shiftId: string): Promise<StoredEvent[]> {
  for (let limit = FIRST_LOOK; ; limit *= 10) {
    const latest = await disk.readLatest(limit)
    const own = latest.filter((event) => event.body.shiftId === shiftId)
    const isAll = own.some((event) => event.type === 'shift.opened') || latest.length < limit
    if (isAll || limit >= MOST) return own.reverse()
  }
}

export const reportOf = async (disk: Disk, shiftId: string) =>
  summariseShift(shiftId, await readShiftEvents(disk, shiftId))
