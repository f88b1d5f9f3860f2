import { databaseName, type IndexedDisk, openIndexedDisk } from '#app/offline/indexed-disk.ts'
import { type Copy, forgetJournals, isLarge, mirroredDisk } from '#app/offline/mirror.ts'
import { openOpfsMirror } from '#app/offline/opfs-mirror.ts'
import { copyAnew, type Restored, restoreDisk } from '#app/offline/restore.ts'
import { sha256 } from '#app/offline/sha256.ts'

/** Answered entries stay this long, so that a server that was restored can be told again. */
const KEPT_MS = 35 * 86_400_000
const PRUNED_AT_ONCE = 500
/** How often another database is tried when one can't be opened. */
const MOST_DATABASES = 3

/** Entries older than this may go when the server has them. */
export const prunedBefore = (nowMs: number): string => new Date(nowMs - KEPT_MS).toISOString()

const diskName = (tillId: string): string => `till-${tillId}`

export interface OpenedDisk {
  disk: IndexedDisk
  attempt: number
}

/** Opens the till's database; when the browser has broken it, another one that is filled from the copy. */
export async function openDisk(tillId: string): Promise<OpenedDisk> {
  let failure: unknown
  for (let attempt = 0; attempt < MOST_DATABASES; attempt += 1) {
    try {
      const disk = await openIndexedDisk(diskName(tillId), attempt)
      // A database that opens may still not be readable.
      await disk.readHead()
      await disk.countUnsent()
      return { disk, attempt }
    } catch (cause) {
      failure = cause
    }
  }
  throw failure
}

/** What a till keeps, in both copies, while this tab is the writer. */
export interface TillStorage {
  disk: IndexedDisk
  restored: Restored
  /** Whether the second copy is missing or can't be written. */
  isCopyFailing(): boolean
  /** Lets entries go that the server has had for long enough. */
  prune(serverNowMs: number): Promise<void>
  /** Lets go of the files, so that another tab may write. */
  close(): Promise<void>
}

/** Compares both copies, mends what one has lost, and from then on writes to both. */
export async function openStorage(
  tillId: string,
  opened: OpenedDisk,
  onChange: () => void,
): Promise<TillStorage> {
  const { disk: plain, attempt } = opened
  const mirror = openOpfsMirror(tillId)
  let isFailing = mirror === undefined
  const onTrouble = (next: boolean) => {
    if (next === isFailing) return
    isFailing = next
    onChange()
  }
  const others = await readOthers(tillId, attempt)
  const restored = await restoreDisk({
    disk: plain,
    mirror,
    others: others.map((other) => other.copy),
    digest: sha256,
    before: prunedBefore(Date.now()),
    onTrouble,
  })
  // Everything of them stands in the first one now.
  for (const { name } of others) indexedDB.deleteDatabase(name)
  const mirrored = mirror ? mirroredDisk(plain, mirror, onTrouble) : plain
  return {
    disk: { ...plain, ...mirrored },
    restored,
    isCopyFailing: () => isFailing,
    async prune(serverNowMs) {
      await plain.prune(prunedBefore(serverNowMs), PRUNED_AT_ONCE)
      const head = await plain.readHead()
      if (!mirror || !head) return
      await forgetJournals(mirror, head)
      if (await isLarge(mirror, head.journalId)) await copyAnew(mirror, plain, onTrouble)
    },
    close: async () => mirror?.close(),
  }
}

/** Databases that were begun while the first one could not be opened. */
async function readOthers(tillId: string, from: number): Promise<{ name: string; copy: Copy }[]> {
  if (!indexedDB.databases) return []
  const names = new Set((await indexedDB.databases()).map(({ name }) => name))
  const others: { name: string; copy: Copy }[] = []
  for (let attempt = from + 1; attempt < MOST_DATABASES; attempt += 1) {
    const name = databaseName(diskName(tillId), attempt)
    if (!names.has(name)) continue
    const other = await openIndexedDisk(diskName(tillId), attempt)
    const copy = { head: await other.readHead(), events: await other.readAll() }
    other.close()
    others.push({ name, copy })
  }
  return others
}
