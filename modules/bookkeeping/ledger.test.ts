import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant, trialBalance } from '#test/make.ts'
import { journalOf } from '#test/make-books.ts'
import { makeSale, makeStockedProduct } from '#test/make-sale.ts'
import { archiveAccount, restoreAccount, saveAccount } from './accounts.ts'
import { archiveCostCentre, saveCostCentre } from './cost-centres.ts'
import { enterJournal } from './enter-journal.ts'
import { assertOpenDay, getLocks, lockPeriod } from './locks.ts'
import { enterOpeningBalances } from './opening-balances.ts'
import { postEntries } from './post-entries.ts'
import { getIncomeByCostCentre, getIncomeSummary, getTrialBalance } from './queries.ts'
import { getEntry, listEntriesOf } from './queries-journal.ts'
import { reverseEntry } from './reverse-entry.ts'

connectDatabase()

const lock = (through: string, kind: 'soft' | 'hard' = 'soft') => ({ kind, through, note: '' })
const balanceOf = async (shop: MadeTenant, code: string, day = '2026-12-31') => {
  const { accounts } = await shop.read((tx) => getTrialBalance(tx, day))
  return accounts.find((each) => each.code === code)?.balanceMinor
}
const count = async (shop: MadeTenant) =>
  (await shop.read((tx) => tx.selectFrom('journalEntry').select('id').execute())).length

test('an entry is undone once, on an open day not before its own, and an undoing stays', async () => {
  const shop = await makeTenant()
  const made = journalOf()
  await shop.run((tx) => enterJournal(tx, made))
  const undo = { entryId: made.id, postedOn: '2026-10-06', reason: '記錯了' }
  await expect(
    shop.run((tx) => reverseEntry(tx, { ...undo, postedOn: '2026-10-04' })),
  ).rejects.toMatchObject({ code: 'bookkeeping.undo_before' })
  const { entryId } = await shop.run((tx) => reverseEntry(tx, undo))
  expect(await balanceOf(shop, '6101', '2026-10-05')).toBe(500)
  expect(await balanceOf(shop, '6101')).toBe(0)
  expect(await shop.read((tx) => getEntry(tx, made.id))).toMatchObject({
    reversedById: entryId,
    isUndoable: false,
  })
  expect(await shop.read((tx) => getEntry(tx, entryId))).toMatchObject({
    reversesId: made.id,
    memo: '記錯了',
    isUndoable: false,
  })
  await expect(shop.run((tx) => reverseEntry(tx, undo))).rejects.toMatchObject({
    code: 'bookkeeping.already_undone',
    status: 409,
  })
  await expect(shop.run((tx) => reverseEntry(tx, { ...undo, entryId }))).rejects.toMatchObject({
    code: 'bookkeeping.undo_of_undo',
  })
})

test('two people who undo at once undo once', async () => {
  const shop = await makeTenant()
  const made = journalOf()
  await shop.run((tx) => enterJournal(tx, made))
  const undo = { entryId: made.id, postedOn: '2026-10-06', reason: '記錯了' }
  const both = await Promise.allSettled([1, 2].map(() => shop.run((tx) => reverseEntry(tx, undo))))
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await balanceOf(shop, '1101')).toBe(0)
})

test('what a sale has booked is undone where it was sold, and the sentence says so', async () => {
  const shop = await makeTenant()
  const sale = await shop.run(async (tx) => {
    const product = await makeStockedProduct(tx, { priceMinor: 42, costMinor: 30 })
    return makeSale(tx, { soldAt: '2026-10-20T02:00:00Z', lines: [{ product }] })
  })
  const [entry] = await shop.read((tx) => listEntriesOf(tx, 'sale', sale.id))
  await expect(
    shop.run((tx) => reverseEntry(tx, { entryId: entry?.id ?? '', reason: '不要了' })),
  ).rejects.toMatchObject({ code: 'bookkeeping.undone_at_sale', status: 409 })
  await expect(
    shop.run((tx) => reverseEntry(tx, { entryId: newId(), reason: '不要了' })),
  ).rejects.toMatchObject({ code: 'bookkeeping.unknown_entry', status: 404 })
})

test('an entry by hand balances, names accounts that there are, and lies on no day to come', async () => {
  const shop = await makeTenant()
  const refused = (more: Parameters<typeof journalOf>[0], code: string) =>
    expect(shop.run((tx) => enterJournal(tx, journalOf(more)))).rejects.toMatchObject({
      code: `bookkeeping.${code}`,
    })
  const sides = (...list: [string, number][]) => ({
    postings: list.map(([code, amountMinor]) => ({ code, amountMinor })),
  })
  await refused(sides(['6101', 500], ['1101', -499]), 'unbalanced')
  await refused(sides(['6101', 0], ['1101', 0]), 'nothing_to_book')
  await refused(sides(['6101', 500], ['1999', -500]), 'no_such_account')
  await refused(sides(['1201', 500], ['1101', -500]), 'kept_elsewhere_stock')
  await refused(sides(['1191', 500], ['4101', -500]), 'kept_elsewhere_tabs')
  await refused({ postedOn: '2199-01-01' }, 'day_ahead')
  await refused({ costCentreId: newId() }, 'unknown_cost_centre')
  expect(await count(shop)).toBe(0)
})

test('a closed day takes nothing by hand, and what comes by itself stands on the first open day', async () => {
  const shop = await makeTenant()
  await shop.run((tx) => lockPeriod(tx, lock('2026-10-31')))
  await expect(shop.run((tx) => enterJournal(tx, journalOf()))).rejects.toMatchObject({
    code: 'bookkeeping.day_locked',
    data: { day: '2026-10-05', through: '2026-10-31' },
  })
  await expect(shop.read((tx) => assertOpenDay(tx, '2026-10-31'))).rejects.toMatchObject({
    status: 409,
  })
  await shop.read((tx) => assertOpenDay(tx, '2026-11-01'))
  expect(await count(shop)).toBe(0)
  const id = newId()
  await shop.run((tx) =>
    postEntries(tx, [
      {
        id,
        kind: 'sale',
        postedOn: '2026-10-20',
        sourceType: 'sale',
        sourceId: newId(),
        postings: [
          { account: 'cash', amountMinor: 7 },
          { account: 'sales', amountMinor: -7 },
        ],
      },
    ]),
  )
  expect(await shop.read((tx) => getEntry(tx, id))).toMatchObject({
    postedOn: '2026-11-01',
    documentOn: '2026-10-20',
  })
})

test('behind a soft lock one goes with a reason that stays, behind a filed return never', async () => {
  const shop = await makeTenant()
  await shop.run((tx) => lockPeriod(tx, lock('2026-08-31', 'hard')))
  await shop.run((tx) => lockPeriod(tx, lock('2026-10-31')))
  const late = journalOf({ memo: '晚到的單據' })
  const byHand = { exceptionReason: '房東晚開單' }
  await shop.run((tx) => enterJournal(tx, late, byHand))
  expect(await shop.read((tx) => getEntry(tx, late.id))).toMatchObject({
    postedOn: '2026-10-05',
    documentOn: null,
  })
  const { exceptions } = await shop.read(getLocks)
  expect(exceptions).toMatchObject([
    { entryId: late.id, reason: '房東晚開單', through: '2026-10-31', byName: '測試員' },
  ])
  await expect(
    shop.run((tx) => enterJournal(tx, journalOf({ postedOn: '2026-08-31' }), byHand)),
  ).rejects.toMatchObject({ code: 'bookkeeping.day_filed' })
  // An open day needs no exception, so none is written.
  await shop.run((tx) => enterJournal(tx, journalOf({ postedOn: '2026-11-02' }), byHand))
  expect((await shop.read(getLocks)).exceptions).toHaveLength(1)
})

test('a soft lock opens again, a hard one only moves forward, and today stays open', async () => {
  const shop = await makeTenant()
  await shop.run((tx) => lockPeriod(tx, lock('2026-10-31')))
  await shop.run((tx) => lockPeriod(tx, lock('2026-09-30')))
  await shop.run((tx) => enterJournal(tx, journalOf()))
  await shop.run((tx) => lockPeriod(tx, lock('2026-09-30', 'hard')))
  const refused = (through: string, kind: 'soft' | 'hard', code: string) =>
    expect(shop.run((tx) => lockPeriod(tx, lock(through, kind)))).rejects.toMatchObject({
      code: `bookkeeping.${code}`,
    })
  await refused('2026-09-29', 'hard', 'lock_backwards')
  await refused('2026-09-30', 'hard', 'lock_backwards')
  await refused('2026-08-31', 'soft', 'day_filed')
  await refused('2199-01-01', 'soft', 'lock_ahead')
  await shop.run((tx) => lockPeriod(tx, lock('2026-09-30')))
  expect(await shop.read(getLocks)).toMatchObject({
    softThrough: '2026-09-30',
    hardThrough: '2026-09-30',
  })
})

test('who closes days waits for a till that still writes, and nothing lands behind the lock', async () => {
  const shop = await makeTenant()
  const sell = (tx: Tx) => {
    const source = { kind: 'sale', sourceType: 'sale', sourceId: newId() }
    return postEntries(tx, [
      {
        ...source,
        postedOn: '2026-10-05',
        postings: [
          { account: 'cash', amountMinor: 7 },
          { account: 'sales', amountMinor: -7 },
        ],
      },
    ])
  }
  let closing: Promise<unknown> = Promise.resolve()
  await shop.run(async (tx) => {
    await sell(tx)
    closing = shop.run((other) => lockPeriod(other, lock('2026-10-31')))
    await expect.poll(() => shop.read(countWaiting)).toBeGreaterThan(0)
    await sell(tx)
  })
  await closing
  await shop.run(sell)
  expect(await balanceOf(shop, '1101', '2026-10-31')).toBe(14)
  expect(await balanceOf(shop, '1101', '2026-11-01')).toBe(21)
})

async function countWaiting(tx: Tx): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pg_locks
    where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`.execute(tx)
  return rows[0]?.waiting ?? 0
}

test('a shop adds accounts, renames them, puts empty ones away, and no standard one', async () => {
  const shop = await makeTenant()
  const own = { code: '610105', kind: 'expense', name: '攤位租金', nameEn: 'Stall' } as const
  const save = (more: object, options = {}) =>
    shop.run((tx) => saveAccount(tx, { ...own, holdsMoney: false, ...more }, options))
  await save({}, { isNew: true })
  const refused = (work: Promise<unknown>, code: string) =>
    expect(work).rejects.toMatchObject({ code: `bookkeeping.${code}` })
  await refused(save({}, { isNew: true }), 'account_taken')
  await refused(save({ code: '1105', kind: 'expense' }), 'code_of_other_kind')
  await refused(save({ code: '6101', kind: 'asset' }), 'code_of_other_kind')
  await refused(save({ code: '7102', kind: 'income' }), 'account_standard')
  await save({ code: '6101', name: '店租' })
  await shop.run((tx) =>
    postEntries(tx, [
      {
        kind: 'manual',
        postedOn: '2026-10-05',
        sourceType: 'manual',
        sourceId: newId(),
        postings: [
          { code: '610105', amountMinor: 80 },
          { account: 'cash', amountMinor: -80 },
        ],
      },
    ]),
  )
  expect(await balanceOf(shop, '610105')).toBe(80)
  await refused(
    shop.run((tx) => archiveAccount(tx, { code: '6101' })),
    'account_standard',
  )
  await save({ code: '1105', kind: 'asset', name: '郵局', holdsMoney: true })
  const deposit = journalOf({
    postings: [
      { code: '1105', amountMinor: 900 },
      { code: '1101', amountMinor: -900 },
    ],
  })
  await shop.run((tx) => enterJournal(tx, deposit))
  await refused(
    shop.run((tx) => archiveAccount(tx, { code: '1105' })),
    'account_not_empty',
  )
  await shop.run((tx) => archiveAccount(tx, { code: '610105' }))
  const onArchived = journalOf({
    postings: [
      { code: '610105', amountMinor: 80 },
      { code: '1101', amountMinor: -80 },
    ],
  })
  await refused(
    shop.run((tx) => enterJournal(tx, onArchived)),
    'account_archived',
  )
  await shop.run((tx) => restoreAccount(tx, { code: '610105' }))
  await shop.run((tx) => enterJournal(tx, onArchived))
  expect(await balanceOf(shop, '610105')).toBe(160)
  expect(await shop.read(trialBalance)).toBe(0)
})

test('opening balances stand against the owner’s capital, once, until they are undone', async () => {
  const shop = await makeTenant()
  const opening = (balances: [string, number][]) => ({
    id: newId(),
    day: '2026-01-01',
    balances: balances.map(([code, amountMinor]) => ({ code, amountMinor })),
  })
  const first = opening([
    ['1101', 5000],
    ['1501', 40_000],
    ['1502', -8000],
    ['2401', 12_000],
    ['1102', 0],
  ])
  const enter = (input: typeof first) => shop.run((tx) => enterOpeningBalances(tx, input))
  await expect(enter(opening([['4101', 5]]))).rejects.toMatchObject({
    code: 'bookkeeping.opening_only_balances',
  })
  await expect(enter(opening([['1201', 5]]))).rejects.toMatchObject({
    code: 'bookkeeping.kept_elsewhere_stock',
  })
  await enter(first)
  expect(await balanceOf(shop, '2401')).toBe(-12_000)
  expect(await balanceOf(shop, '3101')).toBe(-25_000)
  const second = opening([['1101', 6000]])
  await expect(enter(second)).rejects.toMatchObject({ code: 'bookkeeping.opening_exists' })
  await shop.run((tx) =>
    reverseEntry(tx, { entryId: first.id, postedOn: '2026-01-01', reason: '數錯了' }),
  )
  await enter(second)
  expect(await balanceOf(shop, '1101')).toBe(6000)
  expect(await balanceOf(shop, '3101')).toBe(-6000)
})

test('income is told by cost centre, and what belongs to none beside it', async () => {
  const shop = await makeTenant()
  const stall = { id: newId(), name: '市集攤位' }
  await shop.run((tx) => saveCostCentre(tx, stall))
  await expect(
    shop.run((tx) => saveCostCentre(tx, { id: newId(), name: stall.name })),
  ).rejects.toMatchObject({ code: 'bookkeeping.cost_centre_taken' })
  await shop.run((tx) => enterJournal(tx, journalOf({ costCentreId: stall.id })))
  await shop.run((tx) => enterJournal(tx, journalOf()))
  await shop.run((tx) => enterJournal(tx, journalOf()))
  const month = ['2026-10-01', '2026-10-31'] as const
  expect(await shop.read((tx) => getIncomeByCostCentre(tx, ...month))).toEqual([
    {
      costCentreId: stall.id,
      name: '市集攤位',
      incomeMinor: 0,
      costsMinor: 500,
      profitMinor: -500,
    },
    { costCentreId: null, name: null, incomeMinor: 0, costsMinor: 1000, profitMinor: -1000 },
  ])
  const profitOf = async (costCentreId: string | null | undefined) =>
    (await shop.read((tx) => getIncomeSummary(tx, ...month, { costCentreId }))).profitMinor
  expect([await profitOf(stall.id), await profitOf(null), await profitOf(undefined)]).toEqual([
    -500, -1000, -1500,
  ])
  await shop.run((tx) => archiveCostCentre(tx, stall))
  await expect(
    shop.run((tx) => enterJournal(tx, journalOf({ costCentreId: stall.id }))),
  ).rejects.toMatchObject({ code: 'bookkeeping.unknown_cost_centre' })
})
