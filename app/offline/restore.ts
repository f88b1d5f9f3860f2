import { hashedText } from '#modules/pos/shared.ts'
import type { Disk, Head, StoredEvent } from './disk.ts'
import {
  type Copy,
  catchUp,
  isLarge,
  type Mirror,
  readMirror,
  rewriteMirror,
  standingOf,
} from './mirror.ts'
import { reconcile } from './reconcile.ts'

/**
 * How a device's memory was found. `whole`: as it was left. `recovered`: something was missing or
 * damaged and has been brought back; `unplaced` has no place in its journal any more. `empty`: there
 * is nothing, here or in a copy.
 */
export type Restored =
  | { kind: 'whole' }
  | { kind: 'recovered'; unplaced: StoredEvent[] }
  | { kind: 'empty' }

export interface RestoreParts {
  disk: Disk
  mirror: Mirror | undefined
  /** Databases that could not be opened at some time, and now can. */
  others: readonly Copy[]
  digest(text: string): Promise<string>
  /** What may have been pruned already is not missed; ISO 8601. */
  before: string
  onTrouble(isFailing: boolean): void
}

/** So many of the entries that wait are checked on every start; the rest when something is wrong. */
const MOST_CHECKED = 300

/** Compares the database with its second copy before anything is written, and mends what it can. */
export async function restoreDisk(parts: RestoreParts): Promise<Restored> {
  const { disk, others, onTrouble } = parts
  const head = await disk.readHead()
  let copy: Copy | undefined
  try {
    if (head && others.length === 0 && (await isAsLeft(parts, head))) return { kind: 'whole' }
    copy = parts.mirror && (await readMirror(parts.mirror))
  } catch {
    onTrouble(true)
  }
  const copies = [...(copy ? [copy] : []), ...others]
  const database = { head, events: await disk.readAll() }
  const plan = await reconcile(database, copies, parts.digest, parts.before)
  if (!plan) return { kind: 'empty' }
  const { found, damaged, hasLost } = plan
  const unplaced = hasLost || damaged.length > 0 ? await disk.absorb(found, damaged) : []
  if (parts.mirror) await copyAnew(parts.mirror, disk, onTrouble)
  return hasLost ? { kind: 'recovered', unplaced } : { kind: 'whole' }
}

/** Puts everything the database holds into the second copy; when it is at hand. */
export async function copyAnew(
  mirror: Mirror,
  disk: Disk,
  onTrouble: (isFailing: boolean) => void,
): Promise<void> {
  try {
    await rewriteMirror(mirror, { head: await disk.readHead(), events: await disk.readAll() })
    onTrouble(false)
  } catch {
    onTrouble(true)
  }
}

async function isAsLeft(parts: RestoreParts, head: Head): Promise<boolean> {
  const { disk, mirror } = parts
  const standing = mirror && (await standingOf(mirror, disk, head))
  if (mirror && standing) {
    if (standing.kind === 'other' || (await isLarge(mirror, head.journalId))) return false
  }
  const [last] =
    head.nextSeq > 1 ? await disk.readFrom(head.journalId, head.nextSeq - 1, 1) : [undefined]
  if (last && last.hash !== head.prevHash) return false
  for (const event of await disk.readUnsent(MOST_CHECKED)) {
    if ((await parts.digest(hashedText(event))) !== event.hash) return false
  }
  // An app that was closed right after a sale: the database had it, the copy had not yet.
  if (mirror && standing?.kind === 'behind') await catchUp(mirror, disk, head, standing.nextSeq)
  return true
}
