import type { DeviceReportKind } from '#modules/pos/shared.ts'
import type { FormerJournal, StoredEvent } from './disk.ts'
import type { Clock, EventDraft, Journal } from './journal.ts'
import type { Finding } from './sync.ts'

/** Counters that any till keeps, whatever else its facts hold. */
export interface DeviceFacts {
  /** The last receipt number that was used. */
  receiptCount: number
  /** Receipt numbers up to this one may be used: it was on the disk before any of them. */
  reservedTo: number
  /** The app ended in good order: nothing that it wrote can be missing. */
  isClosedCleanly: boolean
  /** The latest time this device has seen, in milliseconds since 1970. */
  latestMs: number
}

export const FIRST_DEVICE_FACTS: DeviceFacts = {
  receiptCount: 0,
  reservedTo: 0,
  isClosedCleanly: true,
  latestMs: 0,
}

/** Receipt numbers are set aside so many at a time. */
export const RESERVE = 10
/** More are set aside at a quiet moment when fewer than this are left. */
const LOW = 10
/** A disk that says "written" too early may forget what is younger than this. */
const SETTLES_MS = 3_000
/** No single write uses more: an exchange has two receipts. */
const MOST_AT_ONCE = 2
const BACKWARD_MS = 2 * 60_000
const FORWARD_MS = 24 * 3_600_000
/** A clock this near to the server's is right, however long the device was off. */
const RIGHT_MS = 10 * 60_000

export interface DeviceParts<Facts> {
  journal: Journal<Facts>
  clock: Clock
  newId(): string
  /** How far the server's clock is ahead of this one, once the server has said. */
  clockOffsetMs(): number | undefined
  /** Lets some time pass. */
  rest(ms: number): Promise<void>
}

/** The journal of a till: as the plain one, and careful with numbers, clocks and endings. */
export interface DeviceJournal<Facts> extends Journal<Facts> {
  /** After the app has started: numbers that an abrupt end may have used are left out for good. */
  start(): Promise<void>
  /** Sets receipt numbers aside, at a quiet moment. */
  reserve(): Promise<void>
  /** Notes that the app ends in good order; the next write takes that back. */
  close(): Promise<void>
  /** Notes something of the device in its journal. */
  report(kind: DeviceReportKind, detail: Record<string, string | number>): Promise<void>
  /**
   * Begins a new journal because something of `endedId` is lost or taken.
   *
   * @param unplaced entries whose place in their own journal another one has: they are written anew.
   */
  recover(endedId: string, why: string, unplaced?: readonly StoredEvent[]): Promise<void>
}

/**
 * Printed receipt numbers never repeat, not even on a disk that lost what was written last: a number
 * is used only when it lies in a range that an earlier write set aside, and after an abrupt end the
 * count goes on behind that range (hi/lo).
 */
export function deviceJournal<Facts extends DeviceFacts>(
  parts: DeviceParts<Facts>,
): DeviceJournal<Facts> {
  const { journal, clock, newId } = parts
  const reportOf = (
    kind: DeviceReportKind,
    detail: Record<string, string | number>,
    reportId = newId(),
  ): EventDraft => ({
    eventId: reportId,
    type: 'device.reported',
    schemaVersion: 1,
    body: { reportId, kind, reportedAt: clock.now().toISOString(), detail },
  })
  const left = () => leftOf(journal.facts())
  /** Ranges that this tab set aside: numbers above `above` since that time. */
  let fresh: { above: number; sinceMs: number }[] = []
  const noteReserved = (above: number) => {
    if (journal.facts().reservedTo > above) fresh.push({ above, sinceMs: clock.monotonicMs() })
  }
  const reserve = async () => {
    const before = journal.facts().reservedTo
    await journal.commit((facts) => ({ events: [], facts: topUp(facts) }))
    noteReserved(before)
  }
  /**
   * A range is used only when a disk can't forget it together with the sale that used it: else its
   * numbers would be given out again. Matters right after a start or a new journal, and then by seconds.
   */
  const settled = async () => {
    fresh = fresh.filter(({ sinceMs }) => clock.monotonicMs() - sinceMs < SETTLES_MS)
    const needed = fresh.findLast(
      ({ above }) => journal.facts().receiptCount + MOST_AT_ONCE > above,
    )
    if (needed) await parts.rest(SETTLES_MS - (clock.monotonicMs() - needed.sinceMs))
  }

  const commit: Journal<Facts>['commit'] = async (make) => {
    // In a write of its own, and before the one that needs it.
    while (left() < MOST_AT_ONCE) await reserve()
    await settled()
    const jumpId = newId()
    return journal.commit((before) => {
      const jump = clockJump(before, clock.now().getTime(), parts.clockOffsetMs())
      const entry = make(before)
      if (entry.facts.receiptCount > before.reservedTo) {
        throw new Error('A receipt number was used that nobody had set aside')
      }
      return {
        ...entry,
        events: jump ? [reportOf('clock_jump', jump, jumpId), ...entry.events] : entry.events,
        facts: {
          ...entry.facts,
          reservedTo: before.reservedTo,
          isClosedCleanly: false,
          latestMs: latest(before, clock, jump !== undefined),
        },
      }
    })
  }

  return {
    ...journal,
    commit,
    async start() {
      const reportId = newId()
      await journal.commit((facts) => {
        const burned = burn(facts)
        return {
          events: burned ? [reportOf('numbers_burned', burned, reportId)] : [],
          facts: { ...topUp(skip(facts, burned)), isClosedCleanly: false },
        }
      })
      // That the app runs must be sure to be there too, or an abrupt end would look like a good one.
      fresh.push({ above: journal.facts().receiptCount, sinceMs: clock.monotonicMs() })
    },
    async reserve() {
      if (left() < LOW) await reserve()
    },
    async close() {
      await journal.commit((facts) => ({ events: [], facts: { ...facts, isClosedCleanly: true } }))
    },
    async report(kind, detail) {
      const event = reportOf(kind, detail)
      await journal.commit((facts) => ({ events: [event], facts }))
    },
    async recover(endedId, why, unplaced = []) {
      const [recoveredId, burnedId] = [newId(), newId()]
      const before = journal.facts().reservedTo
      await journal.renew(endedId, (facts, ended) => {
        // What was lost may have been printed: its numbers are not used again.
        const burned = facts.reservedTo > facts.receiptCount ? rangeOf(facts) : undefined
        return {
          events: [
            reportOf('journal_recovered', recoveredOf(ended, why), recoveredId),
            ...(burned ? [reportOf('numbers_burned', burned, burnedId)] : []),
            ...unplaced.map(asDraft),
          ],
          facts: { ...topUp(skip(facts, burned)), isClosedCleanly: false },
        }
      })
      noteReserved(before)
    },
  }
}

/** What the sync found out, and the journal has to answer for. */
export async function actOn<Facts>(finding: Finding, journal: DeviceJournal<Facts>): Promise<void> {
  if (finding.kind !== 'hole') return journal.recover(finding.journalId, finding.kind)
  const { journalId, fromSeq, toSeq } = finding
  await journal.report('journal_hole', { formerJournalId: journalId, fromSeq, toSeq })
}

const leftOf = (facts: DeviceFacts): number => facts.reservedTo - facts.receiptCount

const topUp = <Facts extends DeviceFacts>(facts: Facts): Facts =>
  leftOf(facts) >= LOW
    ? facts
    : { ...facts, reservedTo: Math.max(facts.reservedTo, facts.receiptCount) + RESERVE }

const asDraft = ({ eventId, type, schemaVersion, body, personal }: StoredEvent): EventDraft => ({
  eventId,
  type,
  schemaVersion,
  body,
  ...(personal && { personal }),
})

const recoveredOf = (ended: FormerJournal, why: string) => ({
  formerJournalId: ended.journalId,
  lastSeq: ended.lastSeq,
  why,
})

/** The numbers that an abrupt end may have used although nothing says so. */
const burn = (facts: DeviceFacts) =>
  facts.isClosedCleanly || facts.reservedTo <= facts.receiptCount ? undefined : rangeOf(facts)

const rangeOf = (facts: DeviceFacts) => ({ from: facts.receiptCount + 1, to: facts.reservedTo })

const skip = <Facts extends DeviceFacts>(
  facts: Facts,
  burned: { to: number } | undefined,
): Facts => (burned ? { ...facts, receiptCount: burned.to } : facts)

/**
 * Whether the clock was moved since the last write. A device that was off over a holiday comes back
 * far ahead too: when the server says the same time, nothing was moved.
 */
export function clockJump(
  facts: DeviceFacts,
  nowMs: number,
  offsetMs: number | undefined,
): { fromMs: number; toMs: number } | undefined {
  if (facts.latestMs === 0) return undefined
  const movedMs = nowMs - facts.latestMs
  const isMoved = movedMs < -BACKWARD_MS || movedMs > FORWARD_MS
  const isRight = movedMs > 0 && offsetMs !== undefined && Math.abs(offsetMs) <= RIGHT_MS
  return isMoved && !isRight ? { fromMs: facts.latestMs, toMs: nowMs } : undefined
}

/** After a jump was noted, time is counted from there: one report for one jump. */
const latest = (facts: DeviceFacts, clock: Clock, hasJumped: boolean): number =>
  hasJumped ? clock.now().getTime() : Math.max(facts.latestMs, clock.now().getTime())
