import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant, trialBalance } from '#test/make.ts'
import { saveAccount } from './accounts.ts'
import { lockPeriod } from './locks.ts'
import {
  bookAutomatic,
  bookDue,
  findMoneyPhoto,
  getMoneySlip,
  listDue,
  listInputTaxSlips,
  listMoneySlips,
  recordMoney,
  savePhoto,
  saveRecurring,
  skipDue,
  stopRecurring,
  undoMoneySlip,
} from './money.ts'
import { getTrialBalance } from './queries.ts'
import { getEntry } from './queries-journal.ts'
import { dueDays, InvoiceNo, type MoneyInput, type RecurringInput } from './shared.ts'

connectDatabase()

const CASH = '1101'
const BANK = '1102'
const POCKET = '3102'
const RENT = '6101'
/** Later than any day on which these tests run. */
const FAR = '2198-12-31'

const moneyOf = (more: Partial<MoneyInput> = {}): MoneyInput => ({
  id: newId(),
  direction: 'paid',
  day: '2026-10-05',
  amountMinor: 1050,
  purposeCode: RENT,
  moneyCode: CASH,
  feeMinor: 0,
  note: '',
  ...more,
})
const record = (shop: MadeTenant, more: Partial<MoneyInput> = {}, reason?: string) =>
  shop.run((tx) => recordMoney(tx, moneyOf(more), { exceptionReason: reason }))
const balances = async (shop: MadeTenant) => {
  const { accounts } = await shop.read((tx) => getTrialBalance(tx, FAR))
  return Object.fromEntries(
    accounts
      .filter((each) => each.balanceMinor !== 0)
      .map((each) => [each.code, each.balanceMinor]),
  )
}
const invoice = { invoiceNo: 'AB12345678', sellerTaxId: '10458575', taxMinor: 50 }

test('what was paid, received and moved stands in the books in two sides', async () => {
  const shop = await makeTenant()
  await record(shop)
  await record(shop, { moneyCode: POCKET, amountMinor: 200, purposeCode: '6110' })
  await record(shop, { direction: 'received', purposeCode: '4201', amountMinor: 5000 })
  await record(shop, {
    direction: 'moved',
    moneyCode: '1104',
    purposeCode: BANK,
    amountMinor: 1000,
    feeMinor: 30,
  })
  expect(await balances(shop)).toEqual({
    1101: 3950,
    1102: 970,
    1104: -1000,
    3102: -200,
    4201: -5000,
    6101: 1050,
    6110: 200,
    6112: 30,
  })
  const { slips } = await shop.read((tx) => listMoneySlips(tx))
  expect(slips.map((slip) => slip.direction)).toEqual(['moved', 'received', 'paid', 'paid'])
})

test('pressing twice records once, and an id is not used for two things', async () => {
  const shop = await makeTenant()
  const input = moneyOf()
  const first = await shop.run((tx) => recordMoney(tx, input))
  expect(await shop.run((tx) => recordMoney(tx, input))).toEqual(first)
  await expect(
    shop.run((tx) => recordMoney(tx, { ...input, amountMinor: 7 })),
  ).rejects.toMatchObject({ code: 'bookkeeping.id_taken' })
  expect(await balances(shop)).toEqual({ 1101: -1050, 6101: 1050 })
})

test('a place that holds no money, the same place twice and other nonsense are refused', async () => {
  const shop = await makeTenant()
  const refused = (more: Partial<MoneyInput>, code: string) =>
    expect(record(shop, more)).rejects.toMatchObject({ code: `bookkeeping.${code}` })
  await refused({ moneyCode: '6102' }, 'not_money')
  await refused({ moneyCode: '1103' }, 'not_money')
  await refused({ direction: 'moved', purposeCode: RENT }, 'not_money')
  await refused({ direction: 'moved', purposeCode: CASH }, 'same_place')
  await refused({ purposeCode: '1201' }, 'kept_elsewhere_stock')
  await refused({ purposeCode: '6998' }, 'no_such_account')
  await refused({ day: '2199-01-01' }, 'day_ahead')
  await refused({ invoice: { ...invoice, taxMinor: 600, isDeductible: true } }, 'tax_too_large')
  expect(await balances(shop)).toEqual({})
})

test('deductible tax stands on its own account, other tax within the cost', async () => {
  const shop = await makeTenant()
  await record(shop, { invoice: { ...invoice, isDeductible: true } })
  await record(shop, {
    purposeCode: '1501',
    amountMinor: 21_000,
    invoice: { ...invoice, invoiceNo: 'AB12345679', taxMinor: 1000, isDeductible: true },
  })
  await record(shop, {
    invoice: { ...invoice, invoiceNo: 'AB12345680', isDeductible: false },
  })
  expect(await balances(shop)).toMatchObject({ 1268: 1050, 1501: 20_000, 6101: 1000 + 1050 })
  const slips = await shop.read((tx) => listInputTaxSlips(tx, '2026-10-01', '2026-10-31'))
  expect(slips).toMatchObject([
    { invoiceNo: 'AB12345678', netMinor: 1000, taxMinor: 50, use: 'goods_cost' },
    { invoiceNo: 'AB12345679', netMinor: 20_000, taxMinor: 1000, use: 'fixed_asset' },
    { invoiceNo: 'AB12345680', taxMinor: 50, isDeductible: false },
  ])
  await expect(
    record(shop, { day: '2026-11-02', invoice: { ...invoice, isDeductible: true } }),
  ).rejects.toMatchObject({ code: 'bookkeeping.invoice_taken', data: { day: '2026-10-05' } })
})

test('invoices that were undone come back with the opposite tax, or never were', async () => {
  const shop = await makeTenant()
  const undone = await record(shop, { invoice: { ...invoice, isDeductible: true } })
  const later = await record(shop, {
    day: '2026-10-20',
    invoice: { ...invoice, invoiceNo: 'AB12345679', isDeductible: true },
  })
  await shop.run((tx) => undoMoneySlip(tx, { slipId: undone.slipId, reason: '' }))
  await shop.run((tx) => lockPeriod(tx, { kind: 'soft', through: '2026-10-31', note: '' }))
  await shop.run((tx) => undoMoneySlip(tx, { slipId: later.slipId, reason: '' }))
  const taxes = async (from: string, to: string) =>
    (await shop.read((tx) => listInputTaxSlips(tx, from, to))).map((each) => each.taxMinor)
  expect(await taxes('2026-10-01', '2026-10-31')).toEqual([50])
  expect(await taxes('2026-11-01', FAR)).toEqual([-50])
  expect(await taxes('2026-10-01', FAR)).toEqual([])
  expect(await balances(shop)).toEqual({})
  // What was undone can be entered anew.
  await record(shop, { day: '2026-11-02', invoice: { ...invoice, isDeductible: true } })
})

test('undoing says so on the slip, and happens once', async () => {
  const shop = await makeTenant()
  const { slipId } = await record(shop, { note: '房租' })
  const { entryId } = await shop.run((tx) => undoMoneySlip(tx, { slipId, reason: '記兩次' }))
  expect(await shop.read((tx) => getMoneySlip(tx, slipId))).toMatchObject({ undoneById: entryId })
  expect(await shop.read((tx) => getEntry(tx, entryId))).toMatchObject({ postedOn: '2026-10-05' })
  await expect(shop.run((tx) => undoMoneySlip(tx, { slipId, reason: '' }))).rejects.toMatchObject({
    code: 'bookkeeping.already_undone',
  })
  await expect(
    shop.run((tx) => undoMoneySlip(tx, { slipId: newId(), reason: '' })),
  ).rejects.toMatchObject({ status: 404 })
})

test('a closed day is refused, and passed with a reason', async () => {
  const shop = await makeTenant()
  await shop.run((tx) => lockPeriod(tx, { kind: 'soft', through: '2026-10-31', note: '' }))
  await expect(record(shop)).rejects.toMatchObject({ code: 'bookkeeping.day_locked' })
  expect((await shop.read((tx) => listMoneySlips(tx))).slips).toEqual([])
  await record(shop, {}, '房東晚開單')
  expect(await balances(shop)).toEqual({ 1101: -1050, 6101: 1050 })
})

test('a bank account of one’s own takes and gives money', async () => {
  const shop = await makeTenant()
  await shop.run((tx) =>
    saveAccount(tx, {
      code: '110201',
      kind: 'asset',
      name: '農會',
      nameEn: '',
      holdsMoney: true,
    }),
  )
  await record(shop, { moneyCode: '110201' })
  expect(await balances(shop)).toEqual({ 110201: -1050, 6101: 1050 })
})

test('a photograph stays with its shop', async () => {
  const [mine, theirs] = [await makeTenant(), await makeTenant()]
  const id = newId()
  await mine.run((tx) => savePhoto(tx, { id, bytes: Buffer.from('RIFF0000WEBP') }))
  await record(mine, { photoId: id })
  expect(await mine.read((tx) => findMoneyPhoto(tx, id))).toMatchObject({ mediaType: 'image/webp' })
  expect(await theirs.read((tx) => findMoneyPhoto(tx, id))).toBeUndefined()
  await expect(record(theirs, { photoId: id })).rejects.toThrow(/foreign key/)
})

test('an invoice number is read however it is written', () => {
  for (const typed of ['AB12345678', 'ab-12345678', ' ＡＢ 1234 5678 '])
    expect(InvoiceNo.parse(typed)).toBe('AB12345678')
  expect(InvoiceNo.safeParse('A123456789').success).toBe(false)
})

test('a day that a short month lacks is its last one', () => {
  expect(dueDays(31, '2026-01-15', '2026-05-01')).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
  ])
  expect(dueDays(29, '2028-02-01', '2028-02-29')).toEqual(['2028-02-29'])
  expect(dueDays(5, '2026-11-06', '2027-01-04')).toEqual(['2026-12-05'])
  expect(dueDays(5, '2026-11-05', '2026-11-05')).toEqual(['2026-11-05'])
})

test('pages of slips join without a gap, also where many were recorded at one instant', async () => {
  const shop = await makeTenant()
  const all = Array.from({ length: 65 }, (_, index) => moneyOf({ amountMinor: index + 1 }))
  await shop.run(async (tx) => {
    for (const each of all) await recordMoney(tx, each)
  })
  const seen: number[] = []
  let after: string | undefined
  do {
    const page = await shop.read((tx) => listMoneySlips(tx, after))
    seen.push(...page.slips.map((slip) => slip.amountMinor))
    after = page.nextAfter
  } while (after !== undefined)
  expect(seen.sort((a, b) => a - b)).toEqual(all.map((each) => each.amountMinor))
})

const monthly = (more: Partial<RecurringInput> = {}): RecurringInput => ({
  id: newId(),
  direction: 'paid',
  amountMinor: 12_000,
  purposeCode: RENT,
  moneyCode: BANK,
  note: '店租',
  dayOfMonth: 5,
  startsOn: '2026-09-01',
  booksItself: false,
  ...more,
})

test('rent is offered on its day, booked by one tap, left out, or stopped', async () => {
  const shop = await makeTenant()
  const rent = monthly()
  await shop.run((tx) => saveRecurring(tx, rent))
  const due = async () => (await shop.read(listDue)).map((each) => each.dueOn)
  const [first, second, third] = await due()
  expect([first, second, third]).toEqual(['2026-09-05', '2026-10-05', '2026-11-05'])
  const turn = (dueOn = '') => ({ recurringId: rent.id, dueOn })
  const { slipId } = await shop.run((tx) => bookDue(tx, { ...turn(first), amountMinor: 11_500 }))
  expect(await shop.read((tx) => getMoneySlip(tx, slipId))).toMatchObject({
    amountMinor: 11_500,
    day: '2026-09-05',
    recurringId: rent.id,
  })
  await shop.run((tx) => skipDue(tx, turn(second)))
  for (const dueOn of [first, second, '2026-10-06'])
    await expect(shop.run((tx) => bookDue(tx, turn(dueOn)))).rejects.toMatchObject({
      code: 'bookkeeping.not_due',
    })
  const both = await Promise.allSettled(
    [1, 2].map(() => shop.run((tx) => bookDue(tx, turn(third)))),
  )
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await balances(shop)).toEqual({ 1102: -23_500, 6101: 23_500 })
  await shop.run((tx) => stopRecurring(tx, rent))
  expect(await due()).toEqual([])
})

test('what books itself does so once, on the first open day where its own is closed', async () => {
  const shop = await makeTenant()
  await shop.run((tx) => saveRecurring(tx, monthly({ booksItself: true })))
  await shop.run((tx) => saveRecurring(tx, monthly()))
  await shop.run((tx) => lockPeriod(tx, { kind: 'soft', through: '2026-09-30', note: '' }))
  const turns = dueDays(5, '2026-09-01', new Date().toISOString().slice(0, 10))
  expect(await shop.run(bookAutomatic)).toBe(turns.length)
  expect(await shop.run(bookAutomatic)).toBe(0)
  const { slips } = await shop.read((tx) => listMoneySlips(tx))
  expect(slips.map((each) => each.postedOn).sort()).toEqual(['2026-10-01', ...turns.slice(1)])
  expect(await shop.read(listDue)).toHaveLength(turns.length)
  expect(await shop.read(trialBalance)).toBe(0)
})
