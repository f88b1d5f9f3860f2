import { type DBSchema, openDB } from 'idb'
import { newId } from '#modules/kernel/shared.ts'

/** A stocktake that this phone was let in to. */
export interface OwnCount {
  stocktakeId: string
  token: string
  deviceId: string
  /** Made before anything was written; the journal's own head is what counts later. */
  journalId: string
  who: string
  shelf: string
}

interface Schema extends DBSchema {
  counts: { key: string; value: OwnCount }
  last: { key: string; value: string }
}

/** What a browser keeps beside its journals: which stocktakes it was let in to. */
export interface CountStore {
  last(): Promise<OwnCount | undefined>
  /** All of them: what was counted in former ones may still have to be sent. */
  all(): Promise<OwnCount[]>
  /** The phone joins, or comes back by another code: it stays the phone that it was. */
  join(stocktakeId: string, token: string): Promise<OwnCount>
  write(own: OwnCount): Promise<void>
}

export async function openCountStore(): Promise<CountStore> {
  const db = await openDB<Schema>('tillage-count', 1, {
    upgrade(database) {
      database.createObjectStore('counts', { keyPath: 'stocktakeId' })
      database.createObjectStore('last')
    },
    // A tab with a newer version of the app is not held up by this one.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  })
  const last = async () => {
    const id = await db.get('last', 'stocktakeId')
    return id === undefined ? undefined : db.get('counts', id)
  }
  return {
    last,
    all: () => db.getAll('counts'),
    async join(stocktakeId, token) {
      const known = await db.get('counts', stocktakeId)
      // Whoever counted before is most likely the same; they can say otherwise.
      const before = known ?? (await last())
      const own: OwnCount = {
        stocktakeId,
        token,
        deviceId: known?.deviceId ?? newId(),
        journalId: known?.journalId ?? newId(),
        who: before?.who ?? '',
        shelf: known?.shelf ?? '',
      }
      const tx = db.transaction(['counts', 'last'], 'readwrite', { durability: 'strict' })
      await Promise.all([
        tx.objectStore('counts').put(own),
        tx.objectStore('last').put(stocktakeId, 'stocktakeId'),
        tx.done,
      ])
      return own
    },
    async write(own) {
      await db.put('counts', own)
    },
  }
}
