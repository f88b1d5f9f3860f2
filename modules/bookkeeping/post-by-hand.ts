import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayAhead, dayLocked } from './errors.ts'
import { refuseClosedForEver } from './locks.ts'
import { type EntryInput, postEntries } from './post-entries.ts'
import { todayOf } from './repository.ts'
import { findLocks, insertLockException } from './repository-locks.ts'

/** What a person adds to an entry that they want on a day behind a soft lock. */
export interface ByHand {
  /** Why it goes behind the lock; undefined refuses such a day. */
  exceptionReason?: string | undefined
}

/**
 * Posts what a person enters, on its day or not at all. Behind a soft lock it goes only with a
 * reason, which stays in a list with who and when.
 *
 * @throws bookkeeping.day_ahead, bookkeeping.day_locked, bookkeeping.day_filed, bookkeeping.year_closed
 */
export async function postByHand(
  tx: Tx,
  entry: EntryInput & { id: string },
  { exceptionReason }: ByHand = {},
): Promise<void> {
  const day = entry.postedOn
  if (day > (await todayOf(tx))) throw dayAhead(day)
  const locks = await findLocks(tx)
  refuseClosedForEver(locks, day)
  const through = locks.softThrough
  const isBehind = through !== null && day <= through
  if (isBehind && exceptionReason === undefined) throw dayLocked(day, through)
  await postEntries(tx, [entry], isBehind ? { behind: 'soft' } : {})
  if (!isBehind || exceptionReason === undefined) return
  await insertLockException(tx, { entryId: entry.id, through, reason: exceptionReason })
  await recordAudit(tx, {
    action: 'bookkeeping.lock_passed',
    targetType: 'journal_entry',
    targetId: entry.id,
    detail: { day, through, reason: exceptionReason },
  })
}
