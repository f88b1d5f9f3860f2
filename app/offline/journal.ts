import { FIRST_HASH, hashedText, type PersonalData } from '#modules/pos/shared.ts'
import type { Disk, FormerJournal, Head, StoredEvent } from './disk.ts'

/** An event before it has a place in the journal. */
export interface EventDraft {
  /** Made by whoever starts the action: writing the same id twice is refused as already there. */
  eventId: string
  type: string
  schemaVersion: number
  body: Record<string, unknown>
  personal?: PersonalData
}

/** What one commit writes, made from the facts that stand at that moment. */
export interface Entry<Facts> {
  events: EventDraft[]
  facts: Facts
  closesCarts?: string[]
}

/** Time, as the app sees it; a simulator brings its own. */
export interface Clock {
  /** Wall time. It may be wrong and may jump. */
  now(): Date
  /** Milliseconds since this start. It never goes back. */
  monotonicMs(): number
}

export interface JournalParts<Facts> {
  disk: Disk
  clock: Clock
  /** Names this start of the app. */
  bootId: string
  /** SHA-256 in lower-case hex. */
  digest(text: string): Promise<string>
  /** Reads facts as a former version of the app may have written them. */
  readFacts(stored: unknown): Facts
  /** Names a new journal. */
  newId(): string
}

export interface Journal<Facts> {
  /** The journal that is written now; another one after `renew`. */
  journalId(): string
  readonly disk: Disk
  /** What stood after the last commit of this tab. */
  facts(): Facts
  /**
   * Writes events at the end of the journal: when this returns, they are on the disk.
   * `make` may be called again when the head has moved in between, so it must be pure.
   *
   * @returns the events as they were written; `undefined` when one of them was there before.
   * @throws NotSaved when the device could not keep it, `Fenced` when another tab writes now.
   */
  commit(make: (facts: Facts) => Entry<Facts>): Promise<StoredEvent[] | undefined>
  /**
   * Begins a new journal, whose first entries `make` says. What the old one holds stays and is sent
   * under its own name. Does nothing when `endedId` isn't the journal that is written now.
   *
   * @throws NotSaved, Fenced
   */
  renew(
    endedId: string,
    make: (facts: Facts, ended: FormerJournal) => Entry<Facts>,
  ): Promise<StoredEvent[] | undefined>
}

/** Another tab has become the writer of this device; this one may not write any more. */
export class Fenced extends Error {
  constructor() {
    super('Another tab writes this journal now')
  }
}

const MAX_TRIES = 5

/** Becomes the writer of the journal on this disk. Whoever was it before is fenced out. */
export async function openJournal<Facts>(
  parts: JournalParts<Facts>,
  first: { journalId: string; facts: Facts },
): Promise<Journal<Facts>> {
  let head = await parts.disk.claim({ ...first, prevHash: FIRST_HASH })
  let last: Promise<unknown> = Promise.resolve()

  const append = async (write: (from: Head) => { from: Head; entry: Entry<Facts> }) => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const { from, entry } = write(head)
      const events = await chain(parts, from, entry.events)
      const next: Head = {
        ...from,
        nextSeq: from.nextSeq + events.length,
        prevHash: events.at(-1)?.hash ?? from.prevHash,
        facts: entry.facts,
      }
      const closesCarts = entry.closesCarts ?? []
      const result = await parts.disk.append({ expected: head, next, events, closesCarts })
      if (result === 'fenced') throw new Fenced()
      if (result === 'exists') return undefined
      if (result === 'written') {
        head = next
        return events
      }
      const moved = await parts.disk.readHead()
      if (!moved || moved.writerEpoch !== head.writerEpoch) throw new Fenced()
      head = moved
    }
    throw new Error('The head of the journal never held still')
  }
  // One at a time: two writes of one tab would only make each other's head move.
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    journalId: () => head.journalId,
    disk: parts.disk,
    facts: () => parts.readFacts(head.facts),
    commit: (make) =>
      inTurn(() => append((from) => ({ from, entry: make(parts.readFacts(from.facts)) }))),
    renew: (endedId, make) =>
      inTurn(async () => {
        if (head.journalId !== endedId) return undefined
        const journalId = parts.newId()
        return append((before) => ({
          from: endJournal(before, journalId),
          entry: make(parts.readFacts(before.facts), {
            journalId: before.journalId,
            lastSeq: before.nextSeq - 1,
          }),
        }))
      }),
  }
}

/** The head of a device that turns to a new journal; the old one is remembered if it has entries. */
function endJournal(head: Head, journalId: string): Head {
  const ended = { journalId: head.journalId, lastSeq: head.nextSeq - 1 }
  const former = [...(head.former ?? []), ...(ended.lastSeq > 0 ? [ended] : [])]
  return { ...head, journalId, nextSeq: 1, prevHash: FIRST_HASH, former }
}

/** Gives drafts their places: number, time, and the hash over everything before them. */
async function chain<Facts>(
  { clock, bootId, digest }: JournalParts<Facts>,
  head: Head,
  drafts: readonly EventDraft[],
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = []
  let { prevHash } = head
  for (const [index, draft] of drafts.entries()) {
    // What is undefined does not travel, so it may not be hashed or stored either.
    const body = withoutUndefined(draft.body)
    const { eventId, type, schemaVersion, personal } = draft
    const hash = await digest(hashedText({ type, schemaVersion, body, prevHash }))
    events.push({
      eventId,
      journalId: head.journalId,
      seq: head.nextSeq + index,
      type,
      schemaVersion,
      body,
      ...(personal && { personal }),
      wallAt: clock.now().toISOString(),
      monoMs: Math.round(clock.monotonicMs()),
      bootId,
      prevHash,
      hash,
      ack: null,
    })
    prevHash = hash
  }
  return events
}

function withoutUndefined(body: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(body))
}
