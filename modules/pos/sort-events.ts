import type { TillEvent, TillEventBatch, TillEventReply } from './shared.ts'

type Result = TillEventReply['results'][number]

/** What becomes of the events of a batch, before anything is booked. */
export interface Sorted<Read> {
  /** To be booked, each the successor of the one before. */
  fresh: Read[]
  /** Their place is taken, by another entry or by other words under the same id (`isChanged`). */
  forks: { read: Read; isChanged: boolean }[]
  /** Answers that are known without booking anything. */
  settled: Result[]
  hasGap: boolean
  /** Where the journal stands when all of `fresh` is stored. */
  ackedSeq: number
}

/** An event that the server has already. */
export interface StoredPlace {
  eventId: string
  journalId: string
  seq: number
  bodyHash: string
}

/**
 * Tells new events from those that are here, those whose place is taken, and those that come too
 * early. Pure: the simulator of `test/faults` runs the same rules.
 *
 * @param stored events that stand under one of these ids, or at one of these places.
 * @param ackedSeq the last number of this journal that is stored.
 */
export function sortEvents<Read extends { row: { event: TillEvent } }>(
  batch: Pick<TillEventBatch, 'journalId' | 'hole'>,
  read: readonly Read[],
  stored: readonly StoredPlace[],
  ackedSeq: number,
): Sorted<Read> {
  const sorted: Sorted<Read> = { fresh: [], forks: [], settled: [], hasGap: false, ackedSeq }
  const byId = new Map(stored.map((row) => [row.eventId, row.bodyHash]))
  const taken = new Set(
    stored.filter((row) => row.journalId === batch.journalId).map((row) => row.seq),
  )
  let last = behindHole(ackedSeq, batch.hole)
  for (const each of [...read].sort((a, b) => a.row.event.seq - b.row.event.seq)) {
    const { event } = each.row
    const settle = (disposition: Result['disposition'], ...reasons: string[]) =>
      sorted.settled.push({ eventId: event.eventId, disposition, reasons })
    const storedHash = byId.get(event.eventId)
    if (storedHash === event.hash) settle('duplicate')
    else if (storedHash !== undefined || taken.has(event.seq)) {
      sorted.forks.push({ read: each, isChanged: storedHash !== undefined })
      settle('fork', storedHash === undefined ? 'place_taken' : 'changed')
    } else if (event.seq <= last + 1) {
      // The next one; or one from a hole, that turned up after all.
      sorted.fresh.push(each)
      byId.set(event.eventId, event.hash)
      taken.add(event.seq)
      last = Math.max(last, event.seq)
    } else {
      sorted.hasGap = true
      settle('gap')
      break
    }
  }
  sorted.ackedSeq = last
  return sorted
}

/** Entries that the device itself no longer has are not waited for. */
const behindHole = (ackedSeq: number, hole: TillEventBatch['hole']): number =>
  hole && hole.fromSeq <= ackedSeq + 1 ? Math.max(ackedSeq, hole.toSeq) : ackedSeq
