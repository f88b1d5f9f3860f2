import { expect, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant, trialBalance } from '#test/make.ts'
import { journalOf } from '#test/make-books.ts'
import { closeYear, getYear, reopenYear } from './close-year.ts'
import { enterJournal } from './enter-journal.ts'
import { getLocks, lockPeriod } from './locks.ts'
import { getIncomeSummary, getTrialBalance } from './queries.ts'
import { reverseEntry } from './reverse-entry.ts'

connectDatabase()

const soft = (through: string) => ({ kind: 'soft' as const, through, note: '' })
const hard = (through: string) => ({ kind: 'hard' as const, through, note: '' })

/** Sales of 900 and rent of 500 in 2025, rent of 500 in 2026. */
async function makeTwoYears() {
  const shop = await makeTenant()
  const sold = [
    { code: '1101', amountMinor: 900 },
    { code: '4101', amountMinor: -900 },
  ]
  for (const entry of [
    journalOf({ postedOn: '2025-06-01', postings: sold }),
    journalOf({ postedOn: '2025-07-01' }),
    journalOf({ postedOn: '2026-02-01' }),
  ])
    await shop.run((tx) => enterJournal(tx, entry))
  return shop
}
const balances = async (shop: MadeTenant, day: string) => {
  const { accounts } = await shop.read((tx) => getTrialBalance(tx, day))
  return Object.fromEntries(
    accounts
      .filter((each) => each.balanceMinor !== 0)
      .map((each) => [each.code, each.balanceMinor]),
  )
}

test('a closed year leaves its result on retained earnings, and statements of income as they were', async () => {
  const shop = await makeTwoYears()
  expect(await shop.read((tx) => getYear(tx, 2025))).toMatchObject({
    closing: null,
    resultMinor: 400,
  })
  const { entryId, profitMinor } = await shop.run((tx) => closeYear(tx, { year: 2025 }))
  expect(profitMinor).toBe(400)
  expect(await balances(shop, '2025-12-31')).toEqual({ 1101: 400, 3201: -400 })
  expect(await balances(shop, '2026-02-28')).toEqual({ 1101: -100, 3201: -400, 6101: 500 })
  const income = (from: string, to: string) =>
    shop.read(async (tx) => (await getIncomeSummary(tx, from, to)).profitMinor)
  expect(await income('2025-01-01', '2025-12-31')).toBe(400)
  expect(await income('2026-01-01', '2026-12-31')).toBe(-500)
  expect(await shop.read((tx) => getYear(tx, 2025))).toMatchObject({ closing: { id: entryId } })
  expect(await shop.read(getLocks)).toMatchObject({
    softThrough: '2025-12-31',
    yearThrough: '2025-12-31',
  })
  expect(await shop.read(trialBalance)).toBe(0)
})

test('two who close at once close once, and a year that is not over not at all', async () => {
  const shop = await makeTwoYears()
  const both = await Promise.allSettled(
    [1, 2].map(() => shop.run((tx) => closeYear(tx, { year: 2025 }))),
  )
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find((each) => each.status === 'rejected')).toMatchObject({
    reason: { code: 'bookkeeping.year_closed' },
  })
  await expect(shop.run((tx) => closeYear(tx, { year: 2198 }))).rejects.toMatchObject({
    code: 'bookkeeping.year_not_over',
  })
  await expect(
    (await makeTenant()).run((tx) => closeYear(tx, { year: 2025 })),
  ).rejects.toMatchObject({ code: 'bookkeeping.nothing_to_close' })
})

test('nothing goes into a closed year, not even on purpose, until its closing is taken back', async () => {
  const shop = await makeTwoYears()
  const { entryId } = await shop.run((tx) => closeYear(tx, { year: 2025 }))
  const late = journalOf({ postedOn: '2025-12-30' })
  const reason = { exceptionReason: '晚到的單據' }
  await expect(shop.run((tx) => enterJournal(tx, late, reason))).rejects.toMatchObject({
    code: 'bookkeeping.year_closed',
  })
  await expect(shop.run((tx) => lockPeriod(tx, soft('2025-11-30')))).rejects.toMatchObject({
    code: 'bookkeeping.year_closed',
  })
  // The closing is taken back where it was made, and not as an entry.
  await expect(
    shop.run((tx) => reverseEntry(tx, { entryId, reason: '不要了' })),
  ).rejects.toMatchObject({ code: 'bookkeeping.undone_at_year' })
  await shop.run((tx) => reopenYear(tx, { year: 2025, reason: '少記一筆' }))
  await expect(
    shop.run((tx) => reopenYear(tx, { year: 2025, reason: '少記一筆' })),
  ).rejects.toMatchObject({ code: 'bookkeeping.year_open' })
  expect(await balances(shop, '2025-12-31')).toEqual({ 1101: 400, 4101: -900, 6101: 500 })
  await shop.run((tx) => enterJournal(tx, late, reason))
  expect((await shop.run((tx) => closeYear(tx, { year: 2025 }))).profitMinor).toBe(-100)
  expect(await balances(shop, '2025-12-31')).toEqual({ 1101: -100, 3201: 100 })
  const year = await shop.read((tx) => getIncomeSummary(tx, '2025-01-01', '2025-12-31'))
  expect(year.profitMinor).toBe(-100)
})

test('a filed year can be closed, and once it is filed after its closing that stays', async () => {
  const shop = await makeTwoYears()
  await shop.run((tx) => lockPeriod(tx, hard('2025-12-31')))
  await shop.run((tx) => closeYear(tx, { year: 2025 }))
  await shop.run((tx) => reopenYear(tx, { year: 2025, reason: '再看一次' }))
  await shop.run((tx) => closeYear(tx, { year: 2025 }))
  expect(await balances(shop, '2025-12-31')).toEqual({ 1101: 400, 3201: -400 })
  await shop.run((tx) => lockPeriod(tx, hard('2026-01-31')))
  await expect(
    shop.run((tx) => reopenYear(tx, { year: 2025, reason: '再看一次' })),
  ).rejects.toMatchObject({ code: 'bookkeeping.day_filed' })
})
