import { type DBSchema, openDB } from 'idb'
import { isFields, isText } from '#app/offline/answers.ts'
import { newId } from '#modules/kernel/shared.ts'
import type { PhoneToBe } from '#modules/learning/shared.ts'

/** Which of a centre's devices this browser is. */
export interface OwnDevice {
  deviceId: string
  token: string
  /** Made before anything was written; the journal's own head is what counts later. */
  journalId: string
}

/** A course that lies on this device, as the text that its hash is of. */
export interface KeptPack {
  /** `<course>.<language>` */
  key: string
  hash: string
  text: string
}

interface Schema extends DBSchema {
  devices: { key: string; value: OwnDevice }
  last: { key: string; value: string }
  packs: { key: string; value: KeptPack }
}

/** What a browser keeps beside the journal: which device it is, and its courses. */
export interface LearnStore {
  own(): Promise<OwnDevice | undefined>
  /** Devices that this browser was before: what they wrote may still have to be sent. */
  former(): Promise<OwnDevice[]>
  become(token: string): Promise<OwnDevice>
  /**
   * Who this phone says it is when it brings an invitation: the same each time, so that a lost answer
   * is asked for again and a link that is opened twice opens the same.
   */
  claim(invitationId: string): Promise<PhoneToBe>
  packs: PackStore
}

export interface PackStore {
  /** Hashes by key. */
  list(): Promise<Map<string, string>>
  read(key: string): Promise<string | undefined>
  write(pack: KeptPack): Promise<void>
}

const TOKEN = /^[0-9a-f-]{36}\.([0-9a-f-]{36})\.[\w-]{43}$/

/** The device or invitation that a token speaks for; undefined when it is no token. */
export const idOfToken = (token: string): string | undefined => TOKEN.exec(token)?.[1]

/** A phone that is nobody's yet names itself and makes its own secret of 256 bits. */
export function newPhone(): PhoneToBe {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const base64 = btoa(String.fromCharCode(...bytes))
  const secret = base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return { deviceId: newId(), secret }
}

function readPhone(kept: string | undefined): PhoneToBe | undefined {
  const value: unknown = kept === undefined ? undefined : JSON.parse(kept)
  if (!isFields(value) || !isText(value.deviceId) || !isText(value.secret)) return undefined
  return { deviceId: value.deviceId, secret: value.secret }
}

export async function openLearnStore(): Promise<LearnStore> {
  const db = await openDB<Schema>('tillage-learn', 1, {
    upgrade(database) {
      database.createObjectStore('devices', { keyPath: 'deviceId' })
      database.createObjectStore('last')
      database.createObjectStore('packs', { keyPath: 'key' })
    },
    // A tab with a newer version of the app is not held up by this one.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  })
  const lastId = () => db.get('last', 'deviceId')
  return {
    async own() {
      const deviceId = await lastId()
      return deviceId === undefined ? undefined : db.get('devices', deviceId)
    },
    async former() {
      const deviceId = await lastId()
      return (await db.getAll('devices')).filter((each) => each.deviceId !== deviceId)
    },
    async become(token) {
      const deviceId = idOfToken(token)
      if (deviceId === undefined) throw new Error('That is no token of a device')
      const known = await db.get('devices', deviceId)
      const own = { deviceId, token, journalId: known?.journalId ?? newId() }
      const tx = db.transaction(['devices', 'last'], 'readwrite', { durability: 'strict' })
      await Promise.all([
        tx.objectStore('devices').put(own),
        tx.objectStore('last').put(deviceId, 'deviceId'),
        tx.done,
      ])
      return own
    },
    async claim(invitationId) {
      const key = `claim:${invitationId}`
      const tx = db.transaction('last', 'readwrite', { durability: 'strict' })
      const phone = readPhone(await tx.store.get(key)) ?? newPhone()
      await Promise.all([tx.store.put(JSON.stringify(phone), key), tx.done])
      return phone
    },
    packs: {
      list: async () =>
        new Map((await db.getAll('packs')).map(({ key, hash }) => [key, hash] as const)),
      read: async (key) => (await db.get('packs', key))?.text,
      write: async (pack) => {
        await db.put('packs', pack)
      },
    },
  }
}
