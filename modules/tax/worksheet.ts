import { addDay, getTrialBalance } from '#modules/bookkeeping/index.ts'
import { ACCOUNTS } from '#modules/bookkeeping/shared.ts'
import { findTaxProfile } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownPeriod } from './errors.ts'
import { type FiledReturn, readDays, selectReturns } from './repository.ts'
import {
  type BoxRows,
  dueOn,
  isTaxPeriod,
  periodOf,
  spanOfPeriod,
  stepPeriod,
  type TaxPeriod,
  type Worksheet,
  worksheetOf,
} from './shared.ts'
import { countRows, readTaxRows, sumRows, type TaxRows } from './sums.ts'

/** A period's worksheet as it stands now, and what was filed for it. */
export interface PeriodWorksheet extends Worksheet {
  period: TaxPeriod
  from: string
  to: string
  dueOn: string
  /** Its last day has passed. */
  isOver: boolean
  counts: Record<BoxRows, number>
  filed: FiledReturn | undefined
  /** Tax on the accounts that none of the rows explains: entries by hand. */
  unexplained: { outputMinor: number; inputMinor: number }
}

/**
 * What a two-month return would say. A worksheet, not a filing.
 *
 * @throws tax.unknown_period
 */
export async function getWorksheet(tx: Tx, period: TaxPeriod): Promise<PeriodWorksheet> {
  const { today, firstDay } = await readDays(tx)
  if (!isTaxPeriod(period) || period > periodOf(today) || period < periodOf(firstDay))
    throw unknownPeriod()
  const { from, to } = spanOfPeriod(period)
  const rows = await readTaxRows(tx, period)
  const returns = await selectReturns(tx)
  const carriedIn = await carriedInto(tx, period, returns)
  const filed = returns.find((each) => each.period === period)
  return {
    ...worksheetOf(sumRows(rows, carriedIn)),
    period,
    from,
    to,
    dueOn: dueOn(period),
    isOver: to < today,
    counts: countRows(rows),
    filed,
    // The entry of a return clears the accounts on the last day: nothing is left to be explained.
    unexplained: filed ? NOTHING : await findUnexplained(tx, { from, to }, rows),
  }
}

/** What the return before left to be taken off; before the first one, what the books opened with. */
async function carriedInto(
  tx: Tx,
  period: TaxPeriod,
  returns: readonly FiledReturn[],
): Promise<number> {
  const before = returns.find((each) => each.period === stepPeriod(period, -1))
  if (before) return before.creditMinor
  if (returns.some((each) => each.period < period)) return 0
  const balances = await readBalances(tx, spanOfPeriod(period).to)
  return Math.max(0, balances('taxCredit'))
}

type TaxAccount = 'taxCredit' | 'outputTax' | 'inputTax'

/** What stands on the accounts of tax at the end of a day. */
async function readBalances(tx: Tx, day: string): Promise<(account: TaxAccount) => number> {
  const { accounts } = await getTrialBalance(tx, day)
  return (account) =>
    accounts.find(({ code }) => code === ACCOUNTS[account].code)?.balanceMinor ?? 0
}

const NOTHING = { outputMinor: 0, inputMinor: 0 }

async function findUnexplained(tx: Tx, span: { from: string; to: string }, rows: TaxRows) {
  const after = await readBalances(tx, span.to)
  const before = await readBalances(tx, addDay(span.from, -1))
  const sums = sumRows(rows, 0)
  return {
    outputMinor: before('outputTax') - after('outputTax') - sums.receiptTaxMinor,
    inputMinor: after('inputTax') - before('inputTax') - sums.inputTaxMinor - sums.assetTaxMinor,
  }
}

/** The rows that a box is the sum of, the earliest first. @throws tax.unknown_period */
export async function listTaxRows(tx: Tx, period: TaxPeriod): Promise<TaxRows> {
  if (!isTaxPeriod(period)) throw unknownPeriod()
  return readTaxRows(tx, period)
}

/** How the shop stands now, and its last periods, the newest first. */
export async function getTaxStanding(tx: Tx) {
  const { today, firstDay } = await readDays(tx)
  const profile = await findTaxProfile(tx, new Date())
  const returns = await selectReturns(tx)
  const periods: { period: TaxPeriod; dueOn: string; isOver: boolean; filed?: FiledReturn }[] = []
  for (let period = periodOf(today), n = 0; n < LISTED; period = stepPeriod(period, -1), n += 1) {
    if (period < periodOf(firstDay)) break
    const filed = returns.find((each) => each.period === period)
    const isOver = spanOfPeriod(period).to < today
    periods.push({ period, dueOn: dueOn(period), isOver, ...(filed && { filed }) })
  }
  return { today, profile, periods }
}

/** Two years of returns. */
const LISTED = 12
