/** Why a device is not a safe place for sales that are only on it. */
export const STORAGE_REASONS = [
  'insecure',
  'no_locks',
  'no_worker',
  'not_persisted',
  'private',
  'little_room',
  'forgets',
  'no_copy',
] as const
export type StorageReason = (typeof STORAGE_REASONS)[number]

/** Whether this device may be trusted with sales while there is no network, and what speaks against it. */
export interface StorageState {
  isTrusted: boolean
  reasons: StorageReason[]
}

/** Until it has been looked at, nothing is said. */
export const UNCHECKED: StorageState = { isTrusted: true, reasons: [] }

const LEAST_ROOM_BYTES = 300 * 1024 * 1024
const CANARY = 'tillage-canary'

/**
 * Looks at everything that offline sales rest on. Asks the browser to keep what is stored; never
 * throws.
 *
 * @param isCopyFailing the second copy can't be written: told, though one copy is enough to sell.
 */
export async function checkStorage(isCopyFailing: boolean): Promise<StorageState> {
  const reasons: StorageReason[] = []
  if (!window.isSecureContext) reasons.push('insecure')
  if (!navigator.locks) reasons.push('no_locks')
  if (!navigator.serviceWorker?.controller) reasons.push('no_worker')
  const room = await roomOf()
  if (await isPrivate(room?.quotaBytes)) reasons.push('private')
  else if (!(await isPersisted())) reasons.push('not_persisted')
  if (room && room.freeBytes < LEAST_ROOM_BYTES) reasons.push('little_room')
  if (!(await keepsWhatItTakes())) reasons.push('forgets')
  const isTrusted = reasons.length === 0
  return { isTrusted, reasons: isCopyFailing ? [...reasons, 'no_copy'] : reasons }
}

async function isPersisted(): Promise<boolean> {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist())
  } catch {
    return false
  }
}

async function roomOf(): Promise<{ freeBytes: number; quotaBytes: number } | undefined> {
  try {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate()
    return { freeBytes: quota - usage, quotaBytes: quota }
  } catch {
    return undefined
  }
}

/**
 * A private window keeps nothing after it is closed. Browsers hide that, and give themselves away: in
 * Firefox and Safari private files can't be opened, and Chromium's private windows keep in memory, so
 * that their quota is bound to it.
 */
async function isPrivate(quotaBytes: number | undefined): Promise<boolean> {
  try {
    await navigator.storage.getDirectory()
  } catch {
    return window.isSecureContext
  }
  const memory: unknown = Reflect.get(performance, 'memory')
  if (typeof memory !== 'object' || memory === null || quotaBytes === undefined) return false
  const limit: unknown = Reflect.get(memory, 'jsHeapSizeLimit')
  return typeof limit === 'number' && quotaBytes < 2 * limit
}

/** Writes something strictly, closes the database, opens it again, and reads it. */
async function keepsWhatItTakes(): Promise<boolean> {
  try {
    const mark = String(Math.random())
    const first = await openCanary()
    await new Promise<void>((resolve, reject) => {
      const tx = first.transaction('canary', 'readwrite', { durability: 'strict' })
      tx.objectStore('canary').put(mark, 'mark')
      tx.oncomplete = () => resolve()
      tx.onabort = () => reject(tx.error)
    })
    first.close()
    const second = await openCanary()
    const found = await new Promise((resolve, reject) => {
      const read = second.transaction('canary').objectStore('canary').get('mark')
      read.onsuccess = () => resolve(read.result)
      read.onerror = () => reject(read.error)
    })
    second.close()
    return found === mark
  } catch {
    return false
  }
}

function openCanary(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(CANARY, 1)
    request.onupgradeneeded = () => request.result.createObjectStore('canary')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
