import { hashedText } from '#modules/pos/shared.ts'
import { type Found, type Head, journalsOf, mayPrune, type StoredEvent } from './disk.ts'
import { type Copy, later } from './mirror.ts'

/** What must be done so that the database holds everything that any copy has. */
export interface Reconciled {
  found: Found
  /** Rows of the database that are no longer what they say, and whose sound copy was found. */
  damaged: string[]
  /** The database lacked something: its journal may not go on as if nothing had happened. */
  hasLost: boolean
}

/**
 * Unites the database with other copies, by event id, and trusts only entries whose hash is right.
 * Returns nothing when no copy has a head: then this device remembers nothing at all.
 *
 * @param digest SHA-256 in lower-case hex.
 * @param before what the database may have pruned already is not missed; ISO 8601.
 */
export async function reconcile(
  database: Copy,
  copies: readonly Copy[],
  digest: (text: string) => Promise<string>,
  before: string,
): Promise<Reconciled | undefined> {
  const own = new Map(database.events.map((event) => [event.eventId, event]))
  const damaged: string[] = []
  const missing = new Map<string, StoredEvent>()
  const isSound = async (event: StoredEvent) => (await digest(hashedText(event))) === event.hash
  const bad = new Set<string>()
  for (const event of database.events) if (!(await isSound(event))) bad.add(event.eventId)
  for (const copy of copies) {
    for (const event of copy.events) {
      const stands = own.has(event.eventId) && !bad.has(event.eventId)
      if (stands || missing.has(event.eventId) || !(await isSound(event))) continue
      if (!own.has(event.eventId) && mayPrune(event, before)) continue
      if (bad.has(event.eventId)) damaged.push(event.eventId)
      missing.set(event.eventId, event)
    }
  }
  const heads = [database.head, ...copies.map((copy) => copy.head)].filter(
    (head) => head !== undefined,
  )
  const [first, ...others] = heads
  if (!first) return undefined
  const last = others.reduce(later, first)
  const everything = [...database.events, ...missing.values()]
  const head = completed(
    { ...last, writerEpoch: Math.max(...heads.map((each) => each.writerEpoch)) },
    everything,
    heads,
  )
  return {
    found: { head, events: [...missing.values()].sort(bySeq) },
    damaged,
    hasLost:
      missing.size > 0 ||
      database.head === undefined ||
      database.head.journalId !== head.journalId ||
      database.head.nextSeq !== head.nextSeq,
  }
}

const bySeq = (a: StoredEvent, b: StoredEvent): number =>
  a.journalId === b.journalId ? a.seq - b.seq : a.journalId < b.journalId ? -1 : 1

/** A head that knows of every journal of which there are entries, and where each ends. */
function completed(head: Head, events: readonly StoredEvent[], heads: readonly Head[]): Head {
  const ends = new Map<string, number>()
  const note = (journalId: string, seq: number) =>
    ends.set(journalId, Math.max(seq, ends.get(journalId) ?? 0))
  for (const { journalId, lastSeq } of heads.flatMap(journalsOf)) note(journalId, lastSeq)
  for (const { journalId, seq } of events) note(journalId, seq)
  const lastSeq = ends.get(head.journalId) ?? 0
  const last = events.find((each) => each.journalId === head.journalId && each.seq === lastSeq)
  const former = [...ends]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([journalId, end]) =>
      journalId === head.journalId || end === 0 ? [] : [{ journalId, lastSeq: end }],
    )
  return { ...head, nextSeq: lastSeq + 1, prevHash: last?.hash ?? head.prevHash, former }
}
