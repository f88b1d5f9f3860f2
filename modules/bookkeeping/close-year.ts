import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import {
  dayFiled,
  laterYearClosed,
  nothingToClose,
  yearClosed,
  yearNotOver,
  yearOpen,
} from './errors.ts'
import { postEntries } from './post-entries.ts'
import { lockBooks, sumByAccount, todayOf } from './repository.ts'
import { holdPeriodsAlone, insertLock, readLocks } from './repository-locks.ts'
import { findClosing, hasFiledSince } from './repository-year.ts'
import { postReversal } from './reverse-entry.ts'

const endOf = (year: number) => `${year}-12-31`

/** What a year earned by the books on its last day, and whether that was moved to retained earnings. */
export async function getYear(tx: Tx, year: number) {
  const closing = await findClosing(tx, endOf(year))
  return { closing: closing ?? null, resultMinor: -sum(await results(tx, year)) }
}

/**
 * Closes a year: what stands on income and costs moves to retained earnings on the 31st of December,
 * and its days are closed. The next year opens by itself, with nothing on income and costs.
 *
 * It moves a result that is there already, so a return that was filed is no reason against it.
 *
 * @throws bookkeeping.year_not_over, bookkeeping.year_closed, bookkeeping.nothing_to_close
 */
export async function closeYear(
  tx: Tx,
  { year }: { year: number },
): Promise<{ entryId: string; profitMinor: number }> {
  await lockBooks(tx)
  await holdPeriodsAlone(tx)
  const end = endOf(year)
  if ((await todayOf(tx)) <= end) throw yearNotOver(year)
  const locks = await readLocks(tx)
  if (locks.yearThrough !== null && locks.yearThrough >= end) throw yearClosed(year)
  const balances = await results(tx, year)
  if (balances.length === 0) throw nothingToClose(year)
  const entryId = newId()
  await postEntries(
    tx,
    [
      {
        id: entryId,
        kind: 'year_end_close',
        postedOn: end,
        memo: String(year),
        sourceType: 'year_end',
        sourceId: entryId,
        postings: [
          ...balances.map(({ code, balanceMinor }) => ({ code, amountMinor: -balanceMinor })),
          { account: 'earnings', amountMinor: sum(balances) },
        ],
      },
    ],
    { behind: 'hard' },
  )
  if (locks.softThrough === null || locks.softThrough < end)
    await insertLock(tx, { kind: 'soft', through: end, note: '' })
  const profitMinor = -sum(balances)
  await recordAudit(tx, {
    action: 'bookkeeping.year_closed',
    targetType: 'journal_entry',
    targetId: entryId,
    detail: { year, profitMinor },
  })
  return { entryId, profitMinor }
}

/**
 * Takes the closing of a year back, so that it can be corrected and closed again. Its days stay
 * locked until somebody opens them.
 *
 * @throws bookkeeping.year_open, bookkeeping.later_year_closed, and bookkeeping.day_filed once the
 *   year was filed after its closing
 */
export async function reopenYear(
  tx: Tx,
  { year, reason }: { year: number; reason: string },
): Promise<{ entryId: string }> {
  await lockBooks(tx)
  await holdPeriodsAlone(tx)
  const end = endOf(year)
  const closing = await findClosing(tx, end)
  if (!closing) throw yearOpen(year)
  const { yearThrough } = await readLocks(tx)
  if (yearThrough !== null && yearThrough > end)
    throw laterYearClosed(Number(yearThrough.slice(0, 4)))
  if (await hasFiledSince(tx, end, closing.id)) throw dayFiled(end, end)
  return postReversal(
    tx,
    { entryId: closing.id, postedOn: end, reason, kind: 'year_end_reopen' },
    { behind: 'hard' },
  )
}

/** What stands on income and costs on the last day of a year. */
async function results(tx: Tx, year: number) {
  const all = await sumByAccount(tx, endOf(year))
  return all.filter(
    ({ kind, balanceMinor }) => (kind === 'income' || kind === 'expense') && balanceMinor !== 0,
  )
}

const sum = (balances: readonly { balanceMinor: number }[]): number =>
  balances.reduce((total, each) => total + each.balanceMinor, 0)
