import { type DBSchema, openDB } from 'idb'
import { papersName } from './own-printer.ts'
import type { PaperJob } from './paper-job.ts'

/** Where papers wait. */
export interface PaperStore {
  /** False when this copy of this paper is kept already. */
  add(job: PaperJob): Promise<boolean>
  put(job: PaperJob): Promise<void>
  find(key: string): Promise<PaperJob | undefined>
  readAll(): Promise<PaperJob[]>
  remove(keys: readonly string[]): Promise<void>
  close(): void
}

interface Schema extends DBSchema {
  papers: { key: string; value: PaperJob }
}

/** That a paper was begun must be on the disk before it is. */
const STRICT = { durability: 'strict' } as const

/**
 * The papers of one till in this browser, in a database of their own: whatever happens to it, no
 * sale is touched. Upgrades only ever add.
 */
export async function openPaperStore(tillId: string): Promise<PaperStore> {
  const db = await openDB<Schema>(papersName(tillId), 1, {
    upgrade: (database) => {
      database.createObjectStore('papers', { keyPath: 'key' })
    },
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  })
  return {
    add: async (job) => {
      const tx = db.transaction('papers', 'readwrite', STRICT)
      const isNew = (await tx.store.getKey(job.key)) === undefined
      if (isNew) await tx.store.add(job)
      await tx.done
      return isNew
    },
    put: async (job) => {
      const tx = db.transaction('papers', 'readwrite', STRICT)
      await Promise.all([tx.store.put(job), tx.done])
    },
    find: (key) => db.get('papers', key),
    readAll: () => db.getAll('papers'),
    remove: async (keys) => {
      const tx = db.transaction('papers', 'readwrite')
      await Promise.all([...keys.map((key) => tx.store.delete(key)), tx.done])
    },
    close: () => db.close(),
  }
}

/** A store that is forgotten with the page. */
export function memoryPaperStore(): PaperStore {
  const papers = new Map<string, PaperJob>()
  return {
    add: async (job) => {
      if (papers.has(job.key)) return false
      papers.set(job.key, structuredClone(job))
      return true
    },
    put: async (job) => void papers.set(job.key, structuredClone(job)),
    find: async (key) => papers.get(key),
    readAll: async () => [...papers.values()],
    remove: async (keys) => {
      for (const key of keys) papers.delete(key)
    },
    close: () => undefined,
  }
}
