import { FIRST_HASH, hashedText } from '#modules/pos/shared.ts'
import type { Disk, Head, StoredEvent } from './disk.ts'

/** An event before it has a place in the journal. */
export interface EventDraft {
  /** Made by whoever starts the action: writing the same id twice is refused as already there. */
  eventId: string
  type: string
  schemaVersion: number
  body: Record<string, unknown>
  personal?: { customerName: string }
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
}

export interface Journal<Facts> {
  readonly journalId: string
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
}

/** Another tab has become the writer of this till; this one may not write any more. */
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

  const commit: Journal<Facts>['commit'] = async (make) => {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const entry = make(parts.readFacts(head.facts))
      const events = await chain(parts, head, entry.events)
      const next: Head = {
        ...head,
        nextSeq: head.nextSeq + events.length,
        prevHash: events.at(-1)?.hash ?? head.prevHash,
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

  return {
    journalId: head.journalId,
    disk: parts.disk,
    facts: () => parts.readFacts(head.facts),
    // One at a time: two commits of one tab would only make each other's head move.
    commit(make) {
      const turn = last.then(() => commit(make))
      last = turn.catch(() => undefined)
      return turn
    },
  }
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
