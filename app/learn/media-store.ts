import { type DBSchema, openDB } from 'idb'

/** A sound, a film or captions as they lie on this device, whole and checked. */
export interface KeptMedia {
  /** SHA-256 of what is in it, hex. */
  hash: string
  mime: string
  bytes: ArrayBuffer
}

/** A stretch of a file that is on its way. */
interface Part {
  hash: string
  /** Where in the file it begins. */
  from: number
  bytes: ArrayBuffer
}

interface Schema extends DBSchema {
  files: { key: string; value: KeptMedia }
  parts: { key: [string, number]; value: Part }
}

/** What lessons play, on the disk of this device: files that are whole, and stretches of the rest. */
export interface MediaStore {
  /** Hashes of what lies here whole. */
  kept(): Promise<Set<string>>
  read(hash: string): Promise<KeptMedia | undefined>
  /** Writes a file and lets go of its stretches, both or neither. */
  keep(media: KeptMedia): Promise<void>
  /** What came of a file before it broke off, in order and without a hole. */
  begun(hash: string): Promise<ArrayBuffer[]>
  addPart(hash: string, from: number, bytes: ArrayBuffer): Promise<void>
  dropParts(hash: string): Promise<void>
  /** Lets go of everything else. */
  keepOnly(hashes: ReadonlySet<string>): Promise<void>
}

const partsOf = (hash: string) => IDBKeyRange.bound([hash, 0], [hash, Number.MAX_SAFE_INTEGER])

export async function openMediaStore(): Promise<MediaStore> {
  const db = await openDB<Schema>('tillage-learn-media', 1, {
    upgrade(database) {
      database.createObjectStore('files', { keyPath: 'hash' })
      database.createObjectStore('parts', { keyPath: ['hash', 'from'] })
    },
    // A tab with a newer version of the app is not held up by this one.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  })
  return {
    kept: async () => new Set(await db.getAllKeys('files')),
    read: (hash) => db.get('files', hash),
    async keep(media) {
      const tx = db.transaction(['files', 'parts'], 'readwrite')
      await Promise.all([
        tx.objectStore('files').put(media),
        tx.objectStore('parts').delete(partsOf(media.hash)),
        tx.done,
      ])
    },
    async begun(hash) {
      const parts = await db.getAll('parts', partsOf(hash))
      const whole: ArrayBuffer[] = []
      let at = 0
      for (const { from, bytes } of parts) {
        if (from !== at) break
        whole.push(bytes)
        at += bytes.byteLength
      }
      return whole
    },
    addPart: async (hash, from, bytes) => {
      await db.put('parts', { hash, from, bytes })
    },
    dropParts: (hash) => db.delete('parts', partsOf(hash)),
    async keepOnly(hashes) {
      for (const hash of await db.getAllKeys('files')) {
        if (!hashes.has(hash)) await db.delete('files', hash)
      }
      for (const key of await db.getAllKeys('parts')) {
        if (!hashes.has(key[0])) await db.delete('parts', key)
      }
    },
  }
}
