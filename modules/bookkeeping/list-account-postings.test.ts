import { expect, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { journalOf } from '#test/make-books.ts'
import { enterJournal } from './enter-journal.ts'
import { getAccountStatement, listAccountPostings } from './index.ts'

connectDatabase()

test('an account between two days has each line with what stood there after it', async () => {
  const shop = await makeTenant()
  for (const [postedOn, amountMinor] of [
    ['2026-01-05', 300],
    ['2026-02-05', 200],
    ['2026-02-20', -50],
    ['2026-03-01', 70],
  ] as const) {
    const postings = [
      { code: '1101', amountMinor },
      { code: '3101', amountMinor: -amountMinor },
    ]
    await shop.run((tx) => enterJournal(tx, journalOf({ postedOn, postings })))
  }
  const february = { from: '2026-02-01', to: '2026-02-28' }
  const cash = await shop.read((tx) => listAccountPostings(tx, '1101', february))
  expect(cash).toMatchObject({ openingMinor: 300, closingMinor: 450 })
  expect(cash.rows).toMatchObject([
    { postedOn: '2026-02-05', amountMinor: 200, balanceMinor: 500, sourceType: 'manual' },
    { postedOn: '2026-02-20', amountMinor: -50, balanceMinor: 450, documentOn: null },
  ])
  // The page says the same.
  const page = await shop.read((tx) => getAccountStatement(tx, '1101', february))
  expect(page.postings.map((each) => each.balanceMinor)).toEqual(
    cash.rows.map((each) => each.balanceMinor),
  )
  const quiet = { from: '2026-04-01', to: '2026-04-30' }
  expect(await shop.read((tx) => listAccountPostings(tx, '1101', quiet))).toMatchObject({
    openingMinor: 520,
    closingMinor: 520,
    rows: [],
  })
  await expect(shop.read((tx) => listAccountPostings(tx, '9999', february))).rejects.toMatchObject({
    code: 'bookkeeping.unknown_account',
    status: 404,
  })
  const other = await makeTenant()
  expect((await other.read((tx) => listAccountPostings(tx, '1101', february))).rows).toEqual([])
})
