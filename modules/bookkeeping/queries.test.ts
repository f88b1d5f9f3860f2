import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeSale, makeStockedProduct } from '#test/make-sale.ts'
import { postEntries } from './post-entries.ts'
import { getAccountStatement, getIncomeSummary, getTrialBalance } from './queries.ts'
import { getEntry, listEntries, listEntriesOf } from './queries-journal.ts'

connectDatabase()

/** Opening stock on 1 January, sales of 210 (tax 10, cost 150) on 20 October and 23 November. */
async function makeShopWithBooks() {
  const shop = await makeTenant()
  const sales = await shop.run(async (tx) => {
    const product = await makeStockedProduct(tx, { priceMinor: 42, costMinor: 30 })
    const lines = [{ product, quantityMilli: 5000 }]
    return [
      await makeSale(tx, { soldAt: '2026-10-20T02:00:00Z', lines }),
      await makeSale(tx, { soldAt: '2026-11-23T02:00:00Z', lines }),
    ] as const
  })
  return { ...shop, sales }
}

test('the trial balance adds up to zero on any day, and counts what was posted by then', async () => {
  const { read } = await makeShopWithBooks()
  const balanceOf = async (asOf: string, code: string) => {
    const trial = await read((tx) => getTrialBalance(tx, asOf))
    expect(trial.debitMinor).toBe(trial.creditMinor)
    expect(trial.accounts.reduce((sum, each) => sum + each.balanceMinor, 0)).toBe(0)
    return trial.accounts.find((each) => each.code === code)?.balanceMinor
  }
  expect(await balanceOf('2025-12-31', '1101')).toBe(0)
  expect(await balanceOf('2026-10-19', '1101')).toBe(0)
  expect(await balanceOf('2026-10-20', '1101')).toBe(210)
  expect(await balanceOf('2026-11-23', '1101')).toBe(420)
  expect(await balanceOf('2026-11-23', '1201')).toBe(3000 - 300)
  expect(await balanceOf('2026-11-23', '4101')).toBe(-400)
})

test('a month’s income is what was sold less tax less cost in that month', async () => {
  const { read } = await makeShopWithBooks()
  const november = await read((tx) => getIncomeSummary(tx, '2026-11-01', '2026-11-30'))
  expect(november).toMatchObject({ incomeMinor: 200, costsMinor: 150, profitMinor: 50 })
  expect(november.income).toMatchObject([{ code: '4101', balanceMinor: 200 }])
  expect(november.costs).toMatchObject([{ code: '5101', balanceMinor: 150 }])
  const year = await read((tx) => getIncomeSummary(tx, '2026-01-01', '2026-12-31'))
  expect(year.profitMinor).toBe(100)
})

test('the statement of an account ends at its balance, with every posting in between', async () => {
  const { read } = await makeShopWithBooks()
  const cash = await read((tx) =>
    getAccountStatement(tx, '1101', { from: '2026-11-01', to: '2026-11-30' }),
  )
  expect(cash).toMatchObject({ openingMinor: 210, closingMinor: 420, postingCount: 1 })
  expect(cash.postings).toMatchObject([{ amountMinor: 210, balanceMinor: 420 }])
  await expect(
    read((tx) => getAccountStatement(tx, '9999', { from: '2026-11-01', to: '2026-11-30' })),
  ).rejects.toMatchObject({ code: 'bookkeeping.unknown_account', status: 404 })
})

test('pages of journal and account follow each other, and the running balance goes on', async () => {
  const { run, read } = await makeTenant()
  await run((tx) =>
    postEntries(
      tx,
      Array.from({ length: 120 }, (_, index) => ({
        kind: 'opening',
        postedOn: index < 70 ? '2026-11-22' : '2026-11-23',
        sourceType: 'opening',
        sourceId: newId(),
        postings: [
          { account: 'cash' as const, amountMinor: index + 1 },
          { account: 'capital' as const, amountMinor: -(index + 1) },
        ],
      })),
    ),
  )
  const entries: string[] = []
  let after: string | undefined
  do {
    const page = await read((tx) => listEntries(tx, { after }))
    entries.push(...page.entries.map((entry) => entry.id))
    after = page.nextAfter
  } while (after !== undefined)
  expect(new Set(entries).size).toBe(120)
  expect(entries).toHaveLength(120)

  const balances: number[] = []
  do {
    const page = await read((tx) =>
      getAccountStatement(tx, '1101', { from: '2026-11-01', to: '2026-11-30', after }),
    )
    balances.push(...page.postings.map((each) => each.balanceMinor))
    expect(page.closingMinor).toBe((120 * 121) / 2)
    after = page.nextAfter
  } while (after !== undefined)
  expect(balances).toHaveLength(120)
  expect(balances).toEqual([...balances].sort((a, b) => a - b))
  expect(balances.at(-1)).toBe((120 * 121) / 2)

  // The other way round it is the same book, read from its end.
  const backwards: number[] = []
  const period = { from: '2026-11-01', to: '2026-11-30', isLatestFirst: true }
  do {
    const page = await read((tx) => getAccountStatement(tx, '1101', { ...period, after }))
    backwards.push(...page.postings.map((each) => each.balanceMinor))
    after = page.nextAfter
  } while (after !== undefined)
  expect(backwards).toEqual([...balances].reverse())
})

test('a sale leads to its entry and back, and no other shop sees either', async () => {
  const { read, sales } = await makeShopWithBooks()
  const other = await makeTenant()
  const [link] = await read((tx) => listEntriesOf(tx, 'sale', sales[0].id))
  const id = link?.id ?? ''
  const entry = await read((tx) => getEntry(tx, id))
  expect(entry).toMatchObject({ sourceType: 'sale', sourceId: sales[0].id })
  expect(entry.postings.reduce((sum, each) => sum + each.amountMinor, 0)).toBe(0)
  expect(entry.postings.map((each) => [each.code, each.amountMinor])).toEqual([
    ['1101', 210],
    ['4101', -200],
    ['2204', -10],
    ['5101', 150],
    ['1201', -150],
  ])
  await expect(other.read((tx) => getEntry(tx, id))).rejects.toMatchObject({ status: 404 })
  expect(await other.read((tx) => listEntriesOf(tx, 'sale', sales[0].id))).toEqual([])
  expect((await other.read((tx) => listEntries(tx, {}))).entries).toEqual([])
})
