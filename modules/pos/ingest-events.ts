import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { bookEvents } from './book-events.ts'
import { unknownTill } from './errors.ts'
import {
  advanceJournal,
  findStoredEvents,
  insertEvents,
  insertForks,
  lockJournal,
} from './repository.ts'
import type { TillEvent, TillEventBatch, TillEventReply } from './shared.ts'

type Result = TillEventReply['results'][number]

/**
 * Takes a device's events into the books, in the order of its journal and each once.
 *
 * Nothing well-formed is refused: an event ends posted, posted_flagged, quarantined (kept whole,
 * booked not at all), duplicate (already here) or fork (its place is taken by another). Only a gap
 * stops a batch, and then the device is told from where to send again. The caller commits before it
 * answers, so that an answer is a promise.
 *
 * @throws pos.unknown_till when the device was never registered here.
 * @see docs/decisions/005-ids-from-the-client.md
 */
export async function ingestEvents(
  tx: Tx,
  batch: TillEventBatch,
  now = new Date(),
): Promise<TillEventReply> {
  const journal = await lockJournal(tx, batch.tillId, batch.journalId)
  if (!journal) throw unknownTill()
  const sorted = await sortEvents(tx, batch, journal)
  const booked = await bookEvents(tx, sorted.fresh, {
    tillId: batch.tillId,
    timeZone: journal.timeZone,
    now,
    isRevoked: journal.revokedAt !== null,
  })
  if (booked.length > 0) await insertEvents(tx, batch.tillId, batch.journalId, booked)
  if (sorted.forks.length > 0) {
    const forks = sorted.forks.map((event) => ({ id: newId(), event }))
    await insertForks(tx, batch.tillId, batch.journalId, forks)
  }
  const last = sorted.fresh.at(-1)
  const ackedSeq = last?.seq ?? journal.ackedSeq
  await advanceJournal(tx, batch.tillId, batch.journalId, {
    ackedSeq,
    headHash: last?.hash ?? journal.headHash,
    shellVersion: batch.shellVersion,
  })
  const results: Result[] = [
    ...sorted.settled,
    ...booked.map(({ event, disposition, reasons }) => ({
      eventId: event.eventId,
      disposition,
      reasons,
    })),
  ]
  const seqs = new Map(batch.events.map((event) => [event.eventId, event.seq]))
  const seqOf = (result: Result) => seqs.get(result.eventId) ?? 0
  return {
    serverTime: now.toISOString(),
    ackedSeq,
    ...(sorted.hasGap ? { resendFrom: ackedSeq + 1 } : {}),
    results: results.sort((a, b) => seqOf(a) - seqOf(b)),
  }
}

interface Sorted {
  /** To be booked, each the successor of the one before. */
  fresh: TillEvent[]
  forks: TillEvent[]
  /** Answers that are known without booking anything. */
  settled: Result[]
  hasGap: boolean
}

async function sortEvents(
  tx: Tx,
  batch: TillEventBatch,
  journal: { ackedSeq: number },
): Promise<Sorted> {
  const sorted: Sorted = { fresh: [], forks: [], settled: [], hasGap: false }
  if (batch.events.length === 0) return sorted
  const stored = await findStoredEvents(tx, batch.tillId, batch.journalId, batch.events)
  const byId = new Map(stored.map((row) => [row.eventId, row.bodyHash]))
  const taken = new Set(stored.filter((row) => row.journalId === batch.journalId).map((row) => row.seq))
  let last = journal.ackedSeq
  for (const event of [...batch.events].sort((a, b) => a.seq - b.seq)) {
    const settle = (disposition: Result['disposition'], ...reasons: string[]) =>
      sorted.settled.push({ eventId: event.eventId, disposition, reasons })
    const storedHash = byId.get(event.eventId)
    if (storedHash === event.hash) settle('duplicate')
    else if (storedHash !== undefined || taken.has(event.seq)) {
      sorted.forks.push(event)
      settle('fork', storedHash === undefined ? 'place_taken' : 'changed')
    } else if (event.seq === last + 1) {
      sorted.fresh.push(event)
      byId.set(event.eventId, event.hash)
      taken.add(event.seq)
      last = event.seq
    } else {
      sorted.hasGap = true
      settle('gap')
      break
    }
  }
  return sorted
}
