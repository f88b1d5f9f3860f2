import { getEntry, locks, reverseEntry } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'

/**
 * Undoes the entry that was made for a line: on its own day while that is open, else today. One that
 * somebody undid in the books before stays undone.
 *
 * @throws what `reverseEntry` throws
 */
export async function takeBackEntry(tx: Tx, entryId: string, reason: string): Promise<void> {
  const entry = await getEntry(tx, entryId)
  if (entry.reversedById !== null) return
  const isOpen = await locks.isOpenDay(tx, entry.postedOn)
  await reverseEntry(tx, { entryId, reason, postedOn: isOpen ? entry.postedOn : undefined })
}
