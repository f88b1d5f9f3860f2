import type { Tx } from '#modules/kernel/db.ts'
import { bookEvents, leaveUnread, type ReadEvent, readEvents } from './book-events.ts'
import type { BookingContext } from './bookers.ts'
import type { SaleReferences } from './check-sale.ts'
import { unknownTill } from './errors.ts'
import {
  advanceJournal,
  type EventRow,
  findForkHashes,
  findReferences,
  findStoredEvents,
  insertEvents,
  insertForks,
  insertJournal,
  lockJournal,
} from './repository.ts'
import { type TillEvent, type TillEventBatch, type TillEventReply, worthOf } from './shared.ts'
import { type Sorted, sortEvents } from './sort-events.ts'
import { findTaxRates } from './tax-rates.ts'

type Result = TillEventReply['results'][number]

/**
 * Takes a device's events into the books, in the order of its journal and each once.
 *
 * Nothing well-formed is refused: an event ends posted, posted_flagged, quarantined (kept whole,
 * booked not at all), duplicate (already here) or fork (its place is taken by another; booked where
 * that can be). Only a gap stops a batch, and then the device is told from where to send again. The caller commits before it
 * answers, so that an answer is a promise.
 *
 * @param options `isCareful` after a first attempt failed with an error for which `isAboutData` is
 *   true: then the one bad sale is set apart. It costs two statements a sale more. `isUnread` keeps
 *   what came without asking what it says.
 * @throws pos.unknown_till when the device was never registered here.
 * @see docs/decisions/005-ids-from-the-client.md
 */
export async function ingestEvents(
  tx: Tx,
  batch: TillEventBatch,
  options: { isCareful?: boolean; isUnread?: boolean; now?: Date } = {},
): Promise<TillEventReply> {
  const now = options.now ?? new Date()
  const read = options.isUnread ? batch.events.map(leaveUnread) : readEvents(batch.events)
  const sales = read.flatMap((event) => event.sale ?? [])
  // They travel together and run in this order: what is looked up is seen behind the lock.
  const lookUp = () =>
    Promise.all([
      lockJournal(tx, batch.tillId, batch.journalId),
      findStoredEvents(tx, batch.tillId, batch.journalId, batch.events),
      findReferences(tx, sales),
      findTaxRates(tx, now),
    ])
  let [journal, stored, references, taxRates] = await lookUp()
  if (!journal) {
    // A device begins a journal by itself when it lost something of the one before.
    await insertJournal(tx, batch.tillId, batch.journalId)
    ;[journal, stored, references, taxRates] = await lookUp()
  }
  if (!journal) throw unknownTill()
  const sorted = sortEvents(batch, read, stored, journal.ackedSeq)
  const known = { ...references, taxRates, now }
  const context = {
    tillId: batch.tillId,
    locationId: journal.locationId ?? undefined,
    costCentreId: journal.costCentreId,
    timeZone: journal.timeZone,
    now,
    isRevoked: journal.revokedAt !== null,
    isCareful: options.isCareful ?? false,
  }
  const booked = await bookEvents(tx, sorted.fresh, known, context)
  const forks = await bookForks(tx, sorted.forks, known, context)
  const last = booked.find(({ event }) => event.seq === sorted.ackedSeq)?.event
  const { ackedSeq } = sorted
  const headHash = last?.hash ?? journal.headHash
  await Promise.all([
    insertEvents(tx, batch.tillId, batch.journalId, booked),
    insertForks(tx, batch.tillId, batch.journalId, forks),
    advanceJournal(tx, batch.tillId, batch.journalId, {
      ackedSeq,
      headHash,
      shellVersion: batch.shellVersion,
      unsent: unsentAfter(batch, sorted),
      tabSeq: Math.max(0, ...booked.map(({ event }) => (changesTab(event) ? event.seq : 0))),
    }),
  ])
  const outcomes = new Map(forks.map((row) => [row.event.eventId, outcomeOf(row)]))
  const results: Result[] = [
    ...sorted.settled.map((each) => ({
      ...each,
      reasons: [...each.reasons, ...(outcomes.get(each.eventId) ?? [])],
    })),
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

/**
 * Books entries whose place another one has, each once: a device that was put back to an earlier state
 * sold on under numbers that it had used. Other words under an id that is here are kept, and no more.
 *
 * @returns those that were not here before.
 */
async function bookForks(
  tx: Tx,
  forks: Sorted<ReadEvent>['forks'],
  known: SaleReferences,
  context: BookingContext,
): Promise<EventRow[]> {
  if (forks.length === 0) return []
  const stored = await findForkHashes(
    tx,
    forks.map(({ read }) => read.row.event.eventId),
  )
  const strange = forks.filter(({ read: { row } }) => !stored.has(row.event.hash))
  const others = strange.filter((each) => !each.isChanged).map(({ read }) => read)
  return [
    ...(await bookEvents(tx, others, known, context)),
    ...strange
      .filter((each) => each.isChanged)
      .map(
        ({ read }): EventRow => ({
          event: read.row.event,
          disposition: 'quarantined',
          reasons: [],
        }),
      ),
  ]
}

/** What a device is told about a fork beside that it is one. */
const outcomeOf = ({ disposition, reasons }: EventRow): string[] =>
  disposition === 'quarantined' ? reasons : ['booked', ...reasons]

/** Whether an event changes what a customer owes. Answers for events that were not checked, too. */
function changesTab({ type, body }: TillEvent): boolean {
  if (type === 'tab.paid' || type === 'tab.payment_undone') return true
  const payments = Array.isArray(body.payments) ? body.payments : []
  return payments.some((payment) => payment?.tender === 'tab')
}

/** What still waits on the device, when everything it sent has its answer. */
function unsentAfter({ unsent, events }: TillEventBatch, { hasGap }: Sorted<ReadEvent>) {
  if (!unsent || hasGap) return unsent
  const money = events.flatMap((event) => worthOf(event) ?? [])
  return {
    count: Math.max(0, unsent.count - money.length),
    amountMinor: Math.max(0, unsent.amountMinor - money.reduce((sum, each) => sum + each, 0)),
  }
}
