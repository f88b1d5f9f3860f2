import { type Ack, type Disk, type Head, journalsOf, type StoredEvent } from './disk.ts'
import { decodeLines, encodeLine } from './mirror-lines.ts'

/** Files beside the database: one a journal, only ever written at the end. */
export interface Mirror {
  /** Journals that have a file. */
  list(): Promise<string[]>
  /** The end of a file, at most so many bytes; all of it when left out. Empty when there is none. */
  read(journalId: string, lastBytes?: number): Promise<string>
  /** Resolves when the text is on the disk. */
  append(journalId: string, text: string): Promise<void>
  /** Puts a text in the place of everything that stood there. */
  rewrite(journalId: string, text: string): Promise<void>
  size(journalId: string): Promise<number>
  remove(journalId: string): Promise<void>
}

/** Everything that one copy of a device's journals holds. */
export interface Copy {
  head: Head | undefined
  events: readonly StoredEvent[]
}

/** Enough for the last write of any till. */
const TAIL_BYTES = 512 * 1024
/** So many lines wait for a mirror that can't be written, before it is left to the next start. */
const MOST_WAITING = 2_000
/** A file of this size is written anew, without what the device no longer keeps. */
const LARGE_BYTES = 24 * 1024 * 1024

/**
 * A disk with a second copy beside it. Each write goes to the first disk, and once it is there to the
 * mirror: never before, and a mirror that fails never fails a sale.
 *
 * @param onTrouble is told whether the mirror could be written.
 */
export function mirroredDisk(
  disk: Disk,
  mirror: Mirror,
  onTrouble: (isFailing: boolean) => void,
): Disk {
  let journalId: string | undefined
  const writer = mirrorWriter(mirror, onTrouble)
  const copy = (text: string) => {
    if (journalId) writer(journalId, text)
  }
  return {
    ...disk,
    async append(write) {
      const result = await disk.append(write)
      if (result === 'written') {
        journalId = write.next.journalId
        copy(encodeLine({ kind: 'written', head: write.next, events: write.events }))
      }
      return result
    },
    async claim(first) {
      const head = await disk.claim(first)
      journalId = head.journalId
      copy(encodeLine({ kind: 'written', head, events: [] }))
      return head
    },
    async acknowledge(acks) {
      await disk.acknowledge(acks)
      copy(encodeLine({ kind: 'answered', acks }))
    },
  }
}

/**
 * Writes lines in their order, and never a later one without those before it: what could not be
 * written is tried again together with the next.
 */
function mirrorWriter(mirror: Mirror, onTrouble: (isFailing: boolean) => void) {
  let backlog: { journalId: string; text: string }[] = []
  let isBusy = false
  let isGivenUp = false
  const flush = async () => {
    if (isBusy) return
    isBusy = true
    try {
      for (let first = backlog[0]; first; first = backlog[0]) {
        await mirror.append(first.journalId, first.text)
        backlog = backlog.slice(1)
      }
      onTrouble(false)
    } catch {
      onTrouble(true)
    } finally {
      isBusy = false
    }
  }
  return (journalId: string, text: string) => {
    // The copy then ends before this line, and the next start goes on from there.
    if (isGivenUp) return
    isGivenUp = backlog.length >= MOST_WAITING
    if (isGivenUp) backlog = []
    else backlog = [...backlog, { journalId, text }]
    void flush()
  }
}

/** Reads the whole second copy. */
export async function readMirror(mirror: Mirror): Promise<Copy> {
  const events = new Map<string, StoredEvent>()
  const acks = new Map<string, Ack>()
  let head: Head | undefined
  // Ids of journals run with time, so that a later journal's head is read later.
  for (const journalId of (await mirror.list()).sort()) {
    for (const record of decodeLines(await mirror.read(journalId)).records) {
      if (record.kind === 'answered') {
        for (const { eventId, ack } of record.acks) acks.set(eventId, ack)
      } else {
        head = head ? later(head, record.head) : record.head
        for (const event of record.events) events.set(event.eventId, event)
      }
    }
  }
  return {
    head,
    events: [...events.values()].map((event) => ({
      ...event,
      ack: acks.get(event.eventId) ?? event.ack,
    })),
  }
}

/** The head that was written after the other. */
export function later(one: Head, other: Head): Head {
  if (one.writerEpoch !== other.writerEpoch) {
    return one.writerEpoch > other.writerEpoch ? one : other
  }
  if (one.journalId === other.journalId) return one.nextSeq > other.nextSeq ? one : other
  return one.former?.some(({ journalId }) => journalId === other.journalId) ? one : other
}

/**
 * How the second copy ends against the database. `behind`: it lacks what was written from `nextSeq`
 * on, and nothing else shows; `other`: both must be compared entry by entry.
 */
export type Standing = { kind: 'alike' | 'other' } | { kind: 'behind'; nextSeq: number }

/** Compares only the ends, so that it costs a start nothing. */
export async function standingOf(mirror: Mirror, disk: Disk, head: Head): Promise<Standing> {
  const known = new Set(journalsOf(head).map(({ journalId }) => journalId))
  const files = await mirror.list()
  if (files.some((journalId) => !known.has(journalId))) return { kind: 'other' }
  const { records, damaged } = decodeLines(await mirror.read(head.journalId, TAIL_BYTES))
  const heads = records.flatMap((record) => (record.kind === 'written' ? [record.head] : []))
  const last = heads.at(-1)
  if (damaged > 0 || last?.journalId !== head.journalId) return { kind: 'other' }
  if (last.nextSeq === head.nextSeq && last.prevHash === head.prevHash) return { kind: 'alike' }
  if (last.nextSeq >= head.nextSeq) return { kind: 'other' }
  const [event] = await disk.readFrom(head.journalId, Math.max(1, last.nextSeq - 1), 1)
  const isPrefix = last.nextSeq === 1 ? event?.seq === 1 : event?.hash === last.prevHash
  return isPrefix ? { kind: 'behind', nextSeq: last.nextSeq } : { kind: 'other' }
}

/** Adds to the second copy what it lacks at its end. */
export async function catchUp(
  mirror: Mirror,
  disk: Disk,
  head: Head,
  nextSeq: number,
): Promise<void> {
  const events = await disk.readFrom(head.journalId, nextSeq, head.nextSeq - nextSeq)
  await mirror.append(head.journalId, encodeLine({ kind: 'written', head, events }))
}

/** Makes the second copy what the database holds. */
export async function rewriteMirror(mirror: Mirror, copy: Copy): Promise<void> {
  const { head, events } = copy
  if (!head) return
  for (const { journalId } of journalsOf(head)) {
    const own = events.filter((event) => event.journalId === journalId)
    const lines = own.map((event) => encodeLine({ kind: 'written', head, events: [event] }))
    if (journalId === head.journalId) lines.push(encodeLine({ kind: 'written', head, events: [] }))
    await mirror.rewrite(journalId, lines.join(''))
  }
  await forgetJournals(mirror, head)
}

/** Removes the files of journals of which the device keeps nothing any more. */
export async function forgetJournals(mirror: Mirror, head: Head): Promise<void> {
  const known = new Set(journalsOf(head).map(({ journalId }) => journalId))
  for (const journalId of await mirror.list()) {
    if (!known.has(journalId)) await mirror.remove(journalId)
  }
}

export const isLarge = async (mirror: Mirror, journalId: string): Promise<boolean> =>
  (await mirror.size(journalId)) > LARGE_BYTES
