import { getTrialBalance, locks, money, seals } from '#modules/bookkeeping/index.ts'
import { countNegativeStock } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { booksOfTills } from '#modules/pos/index.ts'

/** Something to look at before a year is closed. */
export interface YearCheck {
  name: 'shifts' | 'unbooked' | 'due' | 'stock' | 'trial' | 'locked' | 'seals'
  isFine: boolean
  /** How many there are of what is not fine. */
  count: number
  /** Where it is put right, below the shop's own address. */
  to: string
}

/** The checklist of a year's end, worked out from the books as they stand. */
export async function readYearChecks(tx: Tx, year: number, timeZone: string): Promise<YearCheck[]> {
  const end = `${year}-12-31`
  const midnight = new Date(Date.parse(`${year + 1}-01-01T00:00:00Z`) - offsetMs(year, timeZone))
  const openShifts = await booksOfTills.countOpenShifts(tx, midnight)
  const unbooked = await booksOfTills.countUnbooked(tx)
  const due = (await money.listDue(tx)).filter((each) => each.dueOn <= end).length
  const negative = await countNegativeStock(tx)
  const trial = await getTrialBalance(tx, end)
  const { softThrough, hardThrough } = await locks.readLocks(tx)
  const isLocked = [softThrough, hardThrough].some((through) => through !== null && through >= end)
  const { check, waitingCount } = await seals.getSealState(tx)
  const isSealed = check !== undefined && check.problem === null && waitingCount === 0
  const none = (name: YearCheck['name'], count: number, to: string): YearCheck => ({
    name,
    isFine: count === 0,
    count,
    to,
  })
  return [
    none('shifts', openShifts, 'shifts'),
    none('unbooked', unbooked, 'needs-help'),
    none('due', due, 'books/money'),
    none('stock', negative, 'stock'),
    none('trial', Math.abs(trial.debitMinor - trial.creditMinor), 'books'),
    { name: 'seals', isFine: isSealed, count: waitingCount, to: 'books/settings' },
    { name: 'locked', isFine: isLocked, count: 0, to: 'books/settings/locks' },
  ]
}

/** How far a shop's clock is ahead of UTC when a year turns. */
function offsetMs(year: number, timeZone: string): number {
  const at = new Date(`${year + 1}-01-01T00:00:00Z`)
  const name = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '')
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}
