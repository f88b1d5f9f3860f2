import { type DBSchema, openDB } from 'idb'
import { newId } from '#modules/kernel/shared.ts'
import type { PairedTill } from '#modules/pos/shared.ts'
import { type DeviceKeys, makeKeys, sealPinKey } from './device-keys.ts'
import { findTillFile } from './till-file.ts'

/** A till that this browser could become: its ids and its key exist before the server hears of them. */
export interface NewTill {
  tillId: string
  journalId: string
  keys: DeviceKeys
  /** It has written: from then on, a device that remembers nothing has lost something. */
  hasStarted?: boolean
}

/** A till that this browser is: one a shop. */
export interface OwnTill extends NewTill {
  slug: string
  /** Checks PINs of this shop's people; sealed. */
  pinKey: CryptoKey
  registered: Registered
}

/** What a till knows of itself. */
export type Registered = Omit<PairedTill, 'pinKey'>

/** Tills of a browser from before they had keys: their journals go on once they are paired. */
type StoredTill = OwnTill | TillName

/** Which till a device is: what is left of it when its database is gone. */
export interface TillName {
  slug: string
  tillId: string
  journalId: string
  hasStarted?: boolean
}

interface Schema extends DBSchema {
  tills: { key: string; value: StoredTill }
  last: { key: string; value: string }
  /** What asks to be paired, so that a lost answer can be asked for again. */
  asking: { key: string; value: NewTill }
}

/** Which shops this browser is a till of. */
export interface TillDirectory {
  /** The shop that was open last; an installed till starts without an address. */
  lastSlug(): Promise<string | undefined>
  find(slug: string): Promise<OwnTill | undefined>
  /** What may be paired, for a shop or for whichever gives a code: the same until it was. */
  prepare(slug: string | undefined): Promise<NewTill>
  /** It is paired now. Throws nothing away: the journal lies elsewhere, under the till's id. */
  keep(device: NewTill, paired: PairedTill): Promise<OwnTill>
  /** Another till than the one that was prepared: that one may not be used any more. */
  renew(): Promise<NewTill>
  touch(slug: string): Promise<void>
  markStarted(slug: string): Promise<void>
  /** This browser is no till of the shop any more. */
  forget(slug: string): Promise<void>
}

const NEXT = 'next'

const newIds = (): Omit<NewTill, 'keys'> => ({ tillId: newId(), journalId: newId() })

export async function openDirectory(): Promise<TillDirectory> {
  const db = await openDB<Schema>('tillage-tills', 2, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) {
        database.createObjectStore('tills', { keyPath: 'slug' })
        database.createObjectStore('last')
      }
      if (oldVersion < 2) database.createObjectStore('asking')
    },
    // A tab with a newer version of the app is not held up by this one.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  })
  const touch = async (slug: string) => {
    await db.put('last', slug, 'slug')
  }
  /** A till without its key: from before there were keys, or whose database is gone. */
  const formerTill = async (slug: string) => (await db.get('tills', slug)) ?? findTillFile(slug)
  return {
    lastSlug: async () => (await db.get('last', 'slug')) ?? (await findTillFile(undefined))?.slug,
    async find(slug) {
      const stored = await db.get('tills', slug)
      return stored && 'keys' in stored ? stored : undefined
    },
    async prepare(slug) {
      const known = await db.get('asking', NEXT)
      const former = slug === undefined ? undefined : await formerTill(slug)
      if (known && (!former || former.tillId === known.tillId)) return known
      const { tillId, journalId, hasStarted } = former ?? newIds()
      const device = {
        tillId,
        journalId,
        keys: await makeKeys(),
        ...(hasStarted && { hasStarted }),
      }
      await db.put('asking', device, NEXT)
      return device
    },
    async renew() {
      const device = { ...newIds(), keys: await makeKeys() }
      await db.put('asking', device, NEXT)
      return device
    },
    async keep(device, { pinKey, ...registered }) {
      const own: OwnTill = {
        ...device,
        slug: registered.slug,
        pinKey: await sealPinKey(pinKey),
        registered,
      }
      const tx = db.transaction(['tills', 'last', 'asking'], 'readwrite', { durability: 'strict' })
      await Promise.all([
        tx.objectStore('tills').put(own),
        tx.objectStore('last').put(own.slug, 'slug'),
        tx.objectStore('asking').delete(NEXT),
        tx.done,
      ])
      return own
    },
    touch,
    async markStarted(slug) {
      const stored = await db.get('tills', slug)
      if (stored && !stored.hasStarted) await db.put('tills', { ...stored, hasStarted: true })
    },
    async forget(slug) {
      const tx = db.transaction(['tills', 'last'], 'readwrite', { durability: 'strict' })
      await Promise.all([
        tx.objectStore('tills').delete(slug),
        tx.objectStore('last').delete('slug'),
        tx.done,
      ])
    },
  }
}
