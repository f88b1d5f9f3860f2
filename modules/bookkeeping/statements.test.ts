import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { addDay } from './account-shapes.ts'
import { type EntryInput, postEntries } from './post-entries.ts'
import { getIncomeSummary, getTrialBalance } from './queries.ts'
import { ACCOUNTS, type AccountName } from './shared.ts'
import { getBalanceSheet, getCashFlow, getIncomeStatement } from './statements.ts'

connectDatabase()

const NAMES = Object.keys(ACCOUNTS) as AccountName[]

const entryOf = (postedOn: string, debit: AccountName, credit: AccountName, amountMinor: number) =>
  ({
    kind: 'test',
    postedOn,
    sourceType: 'test',
    sourceId: newId(),
    postings: [
      { account: debit, amountMinor },
      { account: credit, amountMinor: -amountMinor },
    ],
  }) satisfies EntryInput

const anEntry = fc
  .tuple(
    fc.integer({ min: 0, max: 420 }),
    fc.constantFrom(...NAMES),
    fc.constantFrom(...NAMES),
    fc.integer({ min: 1, max: 1_000_000 }),
  )
  .map(([day, debit, credit, amount]) => entryOf(addDay('2025-11-20', day), debit, credit, amount))

const COLUMNS = [
  { from: '2025-12-01', to: '2025-12-31' },
  { from: '2026-01-01', to: '2026-06-30' },
  { from: '2026-03-03', to: '2026-03-03' },
]

test('whatever was posted: both sides of the balance are one number, and money explains itself', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anEntry, { minLength: 1, maxLength: 60 }), async (entries) => {
      const { run } = await makeTenant()
      await run(async (tx) => {
        await postEntries(tx, entries)
        const days = COLUMNS.map(({ to }) => to)
        const sheet = await getBalanceSheet(tx, days)
        expect(sheet.assets.sums).toEqual(sheet.owedAndOwn)

        const income = await getIncomeStatement(tx, COLUMNS)
        const flow = await getCashFlow(tx, COLUMNS)
        expect(flow.profits).toEqual(income.profits)
        for (const [at, { from, to }] of COLUMNS.entries()) {
          const summary = await getIncomeSummary(tx, from, to)
          expect(income.profits[at]).toBe(summary.profitMinor)
          const moved = Object.values(flow.parts).reduce(
            (sum, each) => sum + (each.sums[at] ?? 0),
            0,
          )
          expect((flow.opening[at] ?? 0) + (flow.profits[at] ?? 0) + moved).toBe(flow.closing[at])
          const trial = await getTrialBalance(tx, to)
          const money = trial.accounts.filter(({ code }) => ['1101', '1102'].includes(code))
          expect(flow.closing[at]).toBe(money.reduce((sum, each) => sum + each.balanceMinor, 0))
        }
      })
    }),
    { numRuns: 25 },
  )
})

test('sales, cost, running costs and the rest stand where people look for them', async () => {
  const { run } = await makeTenant()
  const income = await run(async (tx) => {
    await postEntries(tx, [
      entryOf('2026-05-01', 'cash', 'sales', 1000),
      entryOf('2026-05-02', 'salesReturns', 'cash', 100),
      entryOf('2026-05-02', 'costOfSales', 'inventory', 600),
      entryOf('2026-05-03', 'rent', 'cash', 50),
      entryOf('2026-05-04', 'bank', 'interest', 7),
      entryOf('2026-05-05', 'cashDifference', 'cash', 3),
      entryOf('2026-06-01', 'cash', 'sales', 9999),
    ])
    return getIncomeStatement(tx, [{ from: '2026-05-01', to: '2026-05-31' }])
  })
  expect(income.sales.lines.map(({ code, amounts }) => [code, amounts[0]])).toEqual([
    ['4101', 1000],
    ['4102', -100],
  ])
  expect(income.grossProfits).toEqual([300])
  expect(income.runningCosts.sums).toEqual([50])
  expect(income.otherIncome.sums).toEqual([7])
  expect(income.otherCosts.sums).toEqual([3])
  expect(income.profits).toEqual([254])
})

test('a year that was closed still says what it earned, and the sheet still stands even', async () => {
  const { run } = await makeTenant()
  const year = { from: '2026-01-01', to: '2026-12-31' }
  const { income, sheet, flow } = await run(async (tx) => {
    await postEntries(tx, [
      entryOf('2026-05-01', 'cash', 'sales', 1000),
      {
        ...entryOf('2026-12-31', 'sales', 'earnings', 1000),
        kind: 'year_end_close',
        sourceType: 'fiscal_year',
      },
    ])
    return {
      income: await getIncomeStatement(tx, [year]),
      sheet: await getBalanceSheet(tx, ['2026-12-31']),
      flow: await getCashFlow(tx, [year]),
    }
  })
  expect(income.profits).toEqual([1000])
  expect(sheet.unclosedProfits).toEqual([0])
  expect(sheet.equity.sums).toEqual([1000])
  expect(sheet.assets.sums).toEqual(sheet.owedAndOwn)
  expect(flow.closing).toEqual([1000])
  expect(flow.parts.financing.sums).toEqual([0])
})
