import { type DBSchema, openDB } from 'idb'
import { newId } from '#modules/kernel/shared.ts'
import type { RegisteredTill } from '#modules/pos/shared.ts'
import { findTillFile } from './till-file.ts'

/** A till of this browser: one a shop. Its ids exist before the server hears of them. */
export interface OwnTill {
  slug: string
  tillId: string
  journalId: string
  /** What the server made of it; unset until it answered. */
  registered?: RegisteredTill
  /** It has written: from then on, a device that remembers nothing has lost something. */
  hasStarted?: boolean
}

interface Schema extends DBSchema {
  tills: { key: string; value: OwnTill }
  last: { key: string; value: string }
}

/** Which shops this browser is a till of. */
export interface TillDirectory {
  /** The shop that was open last; an installed till starts without an address. */
  lastSlug(): Promise<string | undefined>
  /** The till of a shop; a new one when there is none, so that a lost answer can be asked for again. */
  open(slug: string): Promise<OwnTill>
  save(till: OwnTill): Promise<void>
}

export async function openDirectory(): Promise<TillDirectory> {
  const db = await openDB<Schema>('tillage-tills', 1, {
    upgrade(database) {
      database.createObjectStore('tills', { keyPath: 'slug' })
      database.createObjectStore('last')
    },
  })
  const save = async (till: OwnTill) => {
    const tx = db.transaction(['tills', 'last'], 'readwrite', { durability: 'strict' })
    await Promise.all([
      tx.objectStore('tills').put(till),
      tx.objectStore('last').put(till.slug, 'slug'),
      tx.done,
    ])
  }
  return {
    lastSlug: async () => (await db.get('last', 'slug')) ?? (await findTillFile(undefined))?.slug,
    async open(slug) {
      const known = await db.get('tills', slug)
      // A device whose database is gone may still have the files that say which till it was.
      const found = known ?? (await findTillFile(slug))
      const till = found ?? { slug, tillId: newId(), journalId: newId() }
      await save(till)
      return till
    },
    save,
  }
}
