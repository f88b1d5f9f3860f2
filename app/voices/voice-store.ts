import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/** How somebody agreed that their recording is played. */
export interface Consent {
  how: 'spoken' | 'ticked'
  at: string
  /** The sentence that was shown. */
  licence: string
  /** Empty for somebody who would rather not be named. */
  speaker: string
  /** What was said to agree. */
  sound: ArrayBuffer | null
}

/** A recording on this device, from the first second until the server has it. */
export interface Draft {
  id: string
  /** The first parts of the page's address: whose it is, and which course. */
  slug: string
  courseId: string
  blockId: string
  language: string
  mime: string
  durationMs: number
  /** When a piece was last written: one that stands still was cut off. */
  touchedAt: number
  state: 'recording' | 'stopped' | 'waiting' | 'refused'
  consent?: Consent
  /** Why the server did not take it: a key of `errors.json`. */
  refusal?: { code: string; data: Record<string, string | number> }
}

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft }
  pieces: { key: [string, number]; value: ArrayBuffer }
}

const STRICT = { durability: 'strict' } as const
/** A piece is written each second; after so long without one, nobody records any more. */
const CUT_OFF_MS = 5_000

let opened: Promise<IDBPDatabase<Schema>> | undefined
const database = (): Promise<IDBPDatabase<Schema>> => {
  opened ??= openDB<Schema>('tillage-voices', 1, {
    upgrade(db) {
      db.createObjectStore('drafts', { keyPath: 'id' })
      db.createObjectStore('pieces')
    },
  })
  return opened
}

const piecesOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Infinity])

export async function writeDraft(draft: Draft): Promise<void> {
  const tx = (await database()).transaction('drafts', 'readwrite', STRICT)
  await Promise.all([tx.store.put(draft), tx.done])
}

/** Adds a second of sound. What is written stays when the page goes away. */
export async function writePiece(draft: Draft, at: number, piece: ArrayBuffer): Promise<void> {
  const tx = (await database()).transaction(['drafts', 'pieces'], 'readwrite')
  await Promise.all([
    tx.objectStore('drafts').put(draft),
    tx.objectStore('pieces').put(piece, [draft.id, at]),
    tx.done,
  ])
}

export async function removeDraft(id: string): Promise<void> {
  const tx = (await database()).transaction(['drafts', 'pieces'], 'readwrite', STRICT)
  await Promise.all([
    tx.objectStore('drafts').delete(id),
    tx.objectStore('pieces').delete(piecesOf(id)),
    tx.done,
  ])
}

/** What was recorded, in one piece. */
export async function readSound(id: string, mime: string): Promise<Blob> {
  return new Blob(await (await database()).getAll('pieces', piecesOf(id)), { type: mime })
}

/**
 * Recordings of a course that are on this device. One that was cut off by a reload counts as stopped,
 * as far as it came; one without a second of sound is nothing.
 */
export async function readDrafts(slug: string, courseId: string): Promise<Draft[]> {
  const db = await database()
  const own = (await db.getAll('drafts')).filter(
    (draft) => draft.slug === slug && draft.courseId === courseId,
  )
  const found: Draft[] = []
  for (const draft of own) {
    if (draft.state !== 'recording') found.push(draft)
    else if (Date.now() - draft.touchedAt > CUT_OFF_MS) {
      if (draft.durationMs > 0) found.push({ ...draft, state: 'stopped' })
      else await removeDraft(draft.id)
    }
  }
  return found
}

/** Every recording that waits for the network, of any course. */
export const readWaiting = async (): Promise<Draft[]> =>
  (await (await database()).getAll('drafts')).filter(({ state }) => state === 'waiting')
