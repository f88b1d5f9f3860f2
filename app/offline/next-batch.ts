import { MAX_BATCH, type TillEvent } from '#modules/pos/shared.ts'
import { type Disk, journalsOf, type StoredEvent } from './disk.ts'

/** A request may carry this much; the server takes a little more. */
const MAX_BATCH_BYTES = 256 * 1024

/** A place in one of the device's journals. */
export interface Place {
  journalId: string
  seq: number
}

/** What of the sync's state says what is sent next. */
export interface BatchState {
  /** After a gap, or when the server lost rows: where to send from again. */
  resend: Place | undefined
  batchLimit: number
  /** Which journal a request without entries asks about next; the former ones get their turn too. */
  asking: number
  /** Up to where former journals were looked through for forks since the app has started. */
  forksSeen: Readonly<Record<string, number>>
}

/** What goes out in one request, still as it lies on the device. */
export interface Batch {
  journalId: string
  events: StoredEvent[]
  hole?: { fromSeq: number; toSeq: number }
  /** Nothing waits: the server is asked what it has, and is shown forks that it may have lost. */
  question?: { forksSeenTo: number }
}

/** What is sent next: after a gap from where the server's rows end; else what waits; else a question. */
export async function nextBatch(disk: Disk, state: BatchState): Promise<Batch | undefined> {
  const { resend } = state
  if (resend) {
    const events = await disk.readFrom(resend.journalId, resend.seq, state.batchLimit)
    const hole = await findHole(disk, resend, events)
    return { journalId: resend.journalId, events: fitting(events), ...(hole && { hole }) }
  }
  const [first, ...rest] = await disk.readUnsent(state.batchLimit)
  if (first) {
    const same = rest.filter((event) => event.journalId === first.journalId)
    return { journalId: first.journalId, events: fitting([first, ...same]) }
  }
  const head = await disk.readHead()
  if (!head) return undefined
  const journals = journalsOf(head)
  const asked = journals[state.asking % journals.length]
  if (!asked) return undefined
  const { journalId, lastSeq } = asked
  // A fork ends its journal, so the one that is written now has none.
  const isFormer = journalId !== head.journalId
  const from = isFormer ? (state.forksSeen[journalId] ?? 0) + 1 : lastSeq + 1
  const { forks, seenTo } = await findForks(
    disk,
    { journalId, seq: from },
    lastSeq,
    state.batchLimit,
  )
  const events = fitting(forks)
  const isCut = events.length < forks.length
  const forksSeenTo = isCut ? (events.at(-1)?.seq ?? seenTo) : seenTo
  return { journalId, events, question: { forksSeenTo } }
}

/**
 * Entries from a place on that were answered as forks, up to `limit`. A server that was put up again
 * from a backup may have lost them, and its last number says nothing about that.
 *
 * @returns also up to which number the journal was looked through.
 */
export async function findForks(
  disk: Disk,
  { journalId, seq }: Place,
  lastSeq: number,
  limit: number,
): Promise<{ forks: StoredEvent[]; seenTo: number }> {
  const forks: StoredEvent[] = []
  for (let from = seq; from <= lastSeq; ) {
    const events = await disk.readFrom(journalId, from, MAX_BATCH)
    for (const event of events) {
      if (event.ack?.disposition === 'fork') forks.push(event)
      if (forks.length === limit) return { forks, seenTo: event.seq }
    }
    from = (events.at(-1)?.seq ?? lastSeq) + 1
  }
  return { forks, seenTo: lastSeq }
}

/** What is missing from here to the next entry that the device still has. */
async function findHole(
  disk: Disk,
  { journalId, seq }: Place,
  events: readonly StoredEvent[],
): Promise<{ fromSeq: number; toSeq: number } | undefined> {
  const [first] = events
  if (first?.seq === seq) return undefined
  const head = await disk.readHead()
  const journal = head && journalsOf(head).find((each) => each.journalId === journalId)
  const toSeq = first ? first.seq - 1 : (journal?.lastSeq ?? 0)
  return toSeq < seq ? undefined : { fromSeq: seq, toSeq }
}

/** As many as one request may carry, without a hole between them. */
function fitting(events: readonly StoredEvent[]): StoredEvent[] {
  const batch: StoredEvent[] = []
  let bytes = 0
  for (const event of events) {
    bytes += new TextEncoder().encode(JSON.stringify(asTillEvent(event))).length + 1
    if (batch.length > 0 && bytes > MAX_BATCH_BYTES) break
    batch.push(event)
  }
  return batch
}

/** An event as it travels: without what only this device needs. */
export function asTillEvent(event: StoredEvent): TillEvent {
  const { eventId, seq, type, schemaVersion, body, hash, prevHash, wallAt, personal } = event
  return {
    eventId,
    seq,
    type,
    schemaVersion,
    body,
    hash,
    prevHash,
    wallAt,
    ...(personal && { personal }),
  }
}
