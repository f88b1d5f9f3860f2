import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { ask } from '#app/offline/answers.ts'
import { sha256OfBytes } from '#app/offline/sha256.ts'
import { signed } from './learn-api.ts'

/** Something that the server names by the hash of what is in it. */
export interface HashedFile {
  id: string
  /** SHA-256, hex. */
  hash: string
}

/** As it lies on this device. */
export type Kept<File extends HashedFile> = File & { content: ArrayBuffer }

interface Schema<File extends HashedFile> extends DBSchema {
  files: { key: string; value: Kept<File> }
}

/** Small files of people, kept on this device for when there is no network. */
export interface KeptFiles<File extends HashedFile> {
  /**
   * What the centre shows now: what is new is fetched, one after the other, and what was taken off is
   * gone from here at once.
   *
   * @param isWanted what is not is left where it is.
   */
  want(files: readonly File[], isWanted?: (file: File) => boolean): Promise<void>
  all(): Promise<Kept<File>[]>
}

export interface KeptFilesParts {
  /** They have a database of their own on this device. */
  name: 'voices' | 'photos'
  /** Where they are fetched: `<path>/<id>.<hash>`. */
  path: string
  token: string
  /** Whether this network may be used for it. */
  mayFetch(): boolean
  /** One came or went. */
  onChange?: () => void
}

/** Keeps files on this device; each is kept when it is whole and what its hash says. */
export async function openKeptFiles<File extends HashedFile>(
  parts: KeptFilesParts,
): Promise<KeptFiles<File>> {
  const db = await openDB<Schema<File>>(`tillage-learn-files-${parts.name}`, 1, {
    upgrade(database) {
      database.createObjectStore('files', { keyPath: 'id' })
    },
  })
  // A second list while the first is fetched waits for it: nothing is fetched twice.
  let turn: Promise<unknown> = Promise.resolve()
  return {
    want(files, isWanted = () => true) {
      const mine = turn.then(async () => {
        await forgetOthers(db, parts, files)
        await bringMissing(db, parts, files.filter(isWanted))
      })
      turn = mine.catch(() => undefined)
      return mine
    },
    all: () => db.getAll('files'),
  }
}

type Base<File extends HashedFile> = IDBPDatabase<Schema<File>>

/** Whoever asked that something of theirs be taken off is neither heard nor seen any more. */
async function forgetOthers<File extends HashedFile>(
  db: Base<File>,
  { onChange }: KeptFilesParts,
  files: readonly File[],
): Promise<void> {
  const shown = new Set(files.map(({ id }) => id))
  for (const id of await db.getAllKeys('files')) {
    if (shown.has(id)) continue
    await db.delete('files', id)
    onChange?.()
  }
}

async function bringMissing<File extends HashedFile>(
  db: Base<File>,
  parts: KeptFilesParts,
  files: readonly File[],
): Promise<void> {
  const kept = new Set(await db.getAllKeys('files'))
  for (const file of files) {
    if (kept.has(file.id)) continue
    if (!parts.mayFetch()) return
    const content = await bring(parts, file)
    if (content === 'unreachable') return
    if (content === 'wrong') continue
    await db.put('files', { ...file, content })
    parts.onChange?.()
  }
}

/** A file whose bytes have the hash that was promised. */
async function bring(
  { path, token }: KeptFilesParts,
  { id, hash }: HashedFile,
): Promise<ArrayBuffer | 'unreachable' | 'wrong'> {
  const answer = await ask(`${path}/${id}.${hash}`, { headers: signed(token) })
  if (answer === 'unreachable') return answer
  // Taken off since the list was made: the next list says so.
  if (answer.status === 404) return 'wrong'
  if (!answer.ok) return 'unreachable'
  const content = await answer.arrayBuffer().catch(() => undefined)
  if (!content) return 'unreachable'
  return (await sha256OfBytes(new Uint8Array(content))) === hash ? content : 'wrong'
}
