import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { addDay } from './account-shapes.ts'
import { dayFiled, dayLocked, lockAhead, lockBackwards, yearClosed } from './errors.ts'
import { lockBooks, todayOf } from './repository.ts'
import {
  findLocks,
  holdPeriodsAlone,
  insertLock,
  type Locks,
  readLocks,
  selectLockExceptions,
  selectLocks,
} from './repository-locks.ts'
import type { LockInput } from './shared.ts'

/**
 * Refuses a day that is closed, for people's own entries. What happens by itself (a late sale, a
 * sync) is never refused: `postEntries` puts it on the first open day.
 *
 * @throws bookkeeping.day_locked, bookkeeping.day_filed, bookkeeping.year_closed
 */
export async function assertOpenDay(tx: Tx, day: string): Promise<void> {
  const locks = await findLocks(tx)
  refuseClosedForEver(locks, day)
  if (locks.softThrough !== null && day <= locks.softThrough)
    throw dayLocked(day, locks.softThrough)
}

/** Refuses a day that nobody may book on, on purpose or not: it was filed, or its year was closed. */
export function refuseClosedForEver(
  { hardThrough, yearThrough }: Pick<Locks, 'hardThrough' | 'yearThrough'>,
  day: string,
): void {
  if (hardThrough !== null && day <= hardThrough) throw dayFiled(day, hardThrough)
  if (yearThrough !== null && day <= yearThrough) throw yearClosed(Number(yearThrough.slice(0, 4)))
}

/**
 * Closes the days up to and including one. A soft lock is a month that somebody has finished: a newer
 * one takes its place, so an earlier day opens what lies behind it again. A hard lock is a return
 * that was filed, and only ever moves forward.
 *
 * @throws bookkeeping.lock_ahead for a day that is not over, bookkeeping.lock_backwards,
 *   bookkeeping.day_filed, bookkeeping.year_closed
 */
export async function lockPeriod(tx: Tx, input: LockInput): Promise<null> {
  await lockBooks(tx)
  await holdPeriodsAlone(tx)
  const { kind, through } = input
  if (through >= (await todayOf(tx))) throw lockAhead(through)
  const locks = await readLocks(tx)
  if (kind === 'hard') {
    if (locks.hardThrough !== null && through <= locks.hardThrough)
      throw lockBackwards(locks.hardThrough)
  } else {
    // Opening is no help where another lock still holds, and would hide that it does.
    refuseClosedForEver(locks, addDay(through, 1))
  }
  await insertLock(tx, input)
  await recordAudit(tx, {
    action: `bookkeeping.period_locked_${kind}`,
    targetType: 'period',
    targetId: through,
    detail: { before: kind === 'soft' ? locks.softThrough : locks.hardThrough, note: input.note },
  })
  return null
}

const LISTED = 50

/** What is closed, who closed and opened what, and what went behind a lock; for a page. */
export async function getLocks(tx: Tx) {
  return {
    ...(await readLocks(tx)),
    history: await selectLocks(tx, LISTED),
    exceptions: await selectLockExceptions(tx, LISTED),
  }
}

export type LockRow = Awaited<ReturnType<typeof selectLocks>>[number]
export type LockException = Awaited<ReturnType<typeof selectLockExceptions>>[number]

export { readLocks }

/** Whether anybody may enter something on a day without a reason; for a page that offers one. */
export async function isOpenDay(tx: Tx, day: string): Promise<boolean> {
  const { softThrough, hardThrough, yearThrough } = await readLocks(tx)
  return [softThrough, hardThrough, yearThrough].every((through) => !through || day > through)
}
