import { expect, test } from 'vitest'
import { listEntriesOf } from '#modules/bookkeeping/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeSupplier } from '#test/make-purchase.ts'
import { makeBuyingShop } from '#test/make-purchase-shop.ts'
import { listInputTaxBills, payables, purchases } from './index.ts'

connectDatabase()

const later = { pays: 'bill_later' }
const line = (productId: string, quantity: string, amount: string) => ({
  productId,
  quantity,
  amount,
})

test('a bill takes goods from those received; another price goes to shelf and cost of sales', async () => {
  const shop = await makeBuyingShop()
  const first = await shop.buy([line(shop.tea, '10', '100')], later)
  const second = await shop.buy([line(shop.milk, '5', '200')], later)
  await shop.sell(shop.tea, 4000)
  expect(await shop.books()).toEqual({ '1201': 260, '2102': -300, '5101': 40 })
  // The tea is billed at 120: of 20 more, 12 lie on the shelf and 8 were sold already.
  const id = await shop.bill([
    { id: first, amounts: ['120'] },
    { id: second, amounts: ['200'] },
  ])
  expect(await shop.books()).toEqual({ '1201': 272, '2101': -320, '5101': 48 })
  expect(await shop.shelf()).toBe(272)
  expect(await shop.open(id)).toBe(320)
  expect(await shop.read((tx) => payables.listUnbilled(tx, shop.supplierId))).toEqual([])
})

test('freight is spread over the goods of its bill, or over those of other receipts, to the dollar', async () => {
  const shop = await makeBuyingShop()
  const goods = await shop.buy([line(shop.tea, '10', '100'), line(shop.milk, '3', '200')], later)
  await shop.bill([{ id: goods, amounts: ['100', '200'] }], { freight: '100' })
  expect(await shop.books()).toEqual({ '1201': 400, '2101': -400 })
  // A courier's bill, of nothing but freight.
  const id = await shop.bill([], { freight: '50', landOn: [goods] })
  expect(await shop.books()).toEqual({ '1201': 450, '2101': -450 })
  expect(await shop.shelf()).toBe(450)
  // Taken back, it comes off again.
  await shop.run((tx) => payables.undoBill(tx, { billId: id }))
  expect(await shop.books()).toEqual({ '1201': 400, '2101': -400 })
  expect(await shop.shelf()).toBe(400)
  // Or it is a cost of the shop.
  await shop.bill([], { freight: '30', freightLands: undefined })
  expect(await shop.books()).toEqual({ '1201': 400, '2101': -430, '6106': 30 })
})

test('an invoice user deducts the tax of a later bill, whatever was thought when the goods came', async () => {
  const shop = await makeBuyingShop({ isInvoiceUser: true })
  const goods = await shop.buy([line(shop.tea, '10', '1050')], {
    ...later,
    voucher: 'einvoice',
    pricesIncludeTax: 'yes',
  })
  expect(await shop.books()).toEqual({ '1201': 1000, '2102': -1000 })
  const invoice = { voucher: 'einvoice', invoiceNo: 'AB12345678' }
  const id = await shop.bill([{ id: goods, amounts: ['1050'] }], invoice)
  expect(await shop.books()).toEqual({ '1201': 1000, '1268': 50, '2101': -1050 })
  const taxes = () => shop.read((tx) => listInputTaxBills(tx, shop.today, shop.today))
  expect(await taxes()).toMatchObject([
    { billId: id, kind: 'bill', netMinor: 1000, taxMinor: 50, deductsTax: true },
  ])
  await shop.run((tx) => payables.undoBill(tx, { billId: id }))
  expect(await taxes()).toEqual([])
  expect(await shop.books()).toEqual({ '1201': 1000, '2102': -1000 })
  // The goods wait for a bill again, and the number of the invoice is free.
  await shop.bill([{ id: goods, amounts: ['1050'] }], invoice)
  expect(await shop.books()).toEqual({ '1201': 1000, '1268': 50, '2101': -1050 })
})

test('bills are paid in parts, the earliest due first; what is too much waits as an advance', async () => {
  const shop = await makeBuyingShop()
  const goods = [
    await shop.buy([line(shop.tea, '1', '100')], later),
    await shop.buy([line(shop.tea, '1', '200')], later),
  ]
  const [first = '', second = ''] = [
    await shop.bill([{ id: goods[0] ?? '', amounts: ['100'] }], { dueOn: '2099-01-02' }),
    await shop.bill([{ id: goods[1] ?? '', amounts: ['200'] }], { dueOn: '2099-01-01' }),
  ]
  await shop.pay({ amount: '250', bill: [first, second] })
  expect([await shop.open(first), await shop.open(second)]).toEqual([50, 0])
  const { paymentId } = await shop.pay({ amount: '80', bill: [first], account: 'bank' })
  expect(await shop.open(first)).toBe(0)
  expect(await shop.books()).toMatchObject({ '1101': -250, '1102': -80, '1262': 30 })
  const paid = await shop.read((tx) => payables.getPayment(tx, paymentId ?? ''))
  expect(paid).toMatchObject({ unusedMinor: 30, settled: [{ billId: first, amountMinor: 50 }] })

  // The advance pays a part of the next bill, without any money.
  const next = await shop.buy([line(shop.tea, '1', '90')], later)
  const third = await shop.bill([{ id: next, amounts: ['90'] }])
  await shop.pay({ bill: [third], advance: [paymentId] })
  expect(await shop.open(third)).toBe(60)
  expect(await shop.books()).toEqual({ '1101': -250, '1102': -80, '1201': 390, '2101': -60 })

  // Taken back, all that it had settled is open again.
  const undo = { paymentId: paymentId ?? '', why: '收回' }
  await shop.run((tx) => payables.undoPayment(tx, undo))
  expect([await shop.open(first), await shop.open(third)]).toEqual([50, 90])
  expect(await shop.books()).toEqual({ '1101': -250, '1201': 390, '2101': -140 })
  await expect(shop.run((tx) => payables.undoPayment(tx, undo))).rejects.toMatchObject({
    code: 'buying.already_undone',
  })
})

test('a press that is repeated pays once, and two who pay the same bill at once pay it once', async () => {
  const shop = await makeBuyingShop()
  const goods = await shop.buy([line(shop.tea, '1', '100')], later)
  const bill = await shop.bill([{ id: goods, amounts: ['100'] }])
  const id = newId()
  await Promise.all([1, 2, 3].map(() => shop.pay({ id, amount: '40', bill: [bill] })))
  expect(await shop.open(bill)).toBe(60)
  const both = await Promise.allSettled([1, 2].map(() => shop.pay({ amount: '60', bill: [bill] })))
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await shop.books()).toEqual({ '1101': -100, '1201': 100 })
})

test('a bill that was paid cannot be taken back, nor goods billed twice', async () => {
  const shop = await makeBuyingShop()
  const goods = await shop.buy([line(shop.tea, '1', '100')], later)
  const bill = await shop.bill([{ id: goods, amounts: ['100'] }])
  await expect(shop.bill([{ id: goods, amounts: ['100'] }])).rejects.toMatchObject({
    code: 'buying.line_billed',
  })
  await shop.pay({ amount: '1', bill: [bill] })
  await expect(shop.run((tx) => payables.undoBill(tx, { billId: bill }))).rejects.toMatchObject({
    code: 'buying.bill_paid',
  })
  expect(await shop.books()).toEqual({ '1101': -1, '1201': 100, '2101': -99 })
})

test('another supplier’s goods, bills and advances are refused, and so is nothing at all', async () => {
  const shop = await makeBuyingShop()
  const goods = await shop.buy([line(shop.tea, '1', '100')], later)
  const bill = await shop.bill([{ id: goods, amounts: ['100'] }])
  const { paymentId } = await shop.pay({ amount: '10' })
  const supplierId = await shop.run((tx) => makeSupplier(tx, { name: '別家' }))
  const other = await makeBuyingShop()
  const refusals = [
    [() => shop.bill([{ id: goods, amounts: ['100'] }], { supplierId }), 'buying.unknown_line'],
    [() => other.bill([{ id: goods, amounts: ['100'] }]), 'buying.unknown_line'],
    [() => other.bill([], { freight: '10', landOn: [goods] }), 'buying.unknown_line'],
    [() => shop.bill([]), 'buying.nothing_billed'],
    [() => shop.bill([], { freight: '10' }), 'buying.freight_needs_goods'],
    [() => shop.pay({ supplierId, amount: '10', bill: [bill] }), 'buying.unknown_open_bill'],
    [() => other.pay({ amount: '10', bill: [bill] }), 'buying.unknown_open_bill'],
    [() => shop.pay({ supplierId, advance: [paymentId], bill: [] }), 'buying.unknown_advance'],
    [() => shop.pay({ bill: [bill] }), 'buying.nothing_paid'],
    [() => shop.pay({ amount: '5', account: 'till', cashMoveId: '' }), 'buying.cash_move_taken'],
  ] as const
  for (const [refused, code] of refusals) {
    await expect(refused(), code).rejects.toMatchObject({ code })
  }
  expect(await shop.books()).toEqual({ '1101': -10, '1201': 100, '1262': 10, '2101': -100 })
  expect(await other.books()).toEqual({})
})

test('what a till paid out settles a bill without moving money again', async () => {
  const shop = await makeBuyingShop()
  const goods = await shop.buy([line(shop.tea, '1', '100')], later)
  const bill = await shop.bill([{ id: goods, amounts: ['100'] }])
  const cashMoveId = newId()
  const paid = { account: 'till', cashMoveId, amount: '100', bill: [bill] }
  await shop.pay(paid)
  expect(await shop.open(bill)).toBe(0)
  // The till has booked Dr payable, Cr cash itself.
  expect(await shop.books()).toEqual({ '1201': 100, '2101': -100 })
  const again = shop.pay({ ...paid, bill: [] })
  await expect(again).rejects.toMatchObject({ code: 'buying.cash_move_taken' })
})

test('who is owed what stands by how long it is due, and adds up to the account', async () => {
  const shop = await makeBuyingShop()
  const day = (days: number) => {
    const at = new Date(`${shop.today}T12:00:00Z`)
    at.setUTCDate(at.getUTCDate() + days)
    return at.toISOString().slice(0, 10)
  }
  for (const [index, due] of [day(0), day(5), day(-10), day(-45), day(-90)].entries()) {
    const goods = await shop.buy([line(shop.tea, '1', String(10 ** index))], later)
    await shop.bill([{ id: goods, amounts: [String(10 ** index)] }], { dueOn: due })
  }
  const [owed] = await shop.read((tx) => payables.listOwed(tx, shop.today))
  expect(owed).toMatchObject({
    owedMinor: 11_111,
    dueMinor: 11_101,
    dueOn: day(-90),
    laterMinor: 11,
    upTo30Minor: 100,
    upTo60Minor: 1000,
    olderMinor: 10_000,
  })
  expect((await shop.books())['2101']).toBe(-11_111)
  expect(await shop.read((tx) => payables.sumOwed(tx))).toEqual({
    owedMinor: 11_111,
    dueMinor: 11_101,
    dueCount: 1,
  })
})

test('a purchase written down by mistake is taken back with its bill and payment, once', async () => {
  const shop = await makeBuyingShop()
  const before = await shop.buy([line(shop.tea, '10', '100')], { pays: 'cash' })
  const wrong = await shop.buy([line(shop.tea, '10', '300')], { pays: 'cash', freight: '20' })
  const undo = { receiptId: wrong, why: '收回' }
  const { id } = await shop.run((tx) => purchases.undoPurchase(tx, undo))
  const books = await shop.books()
  expect(books['1101']).toBe(-100)
  expect([books['2101'], books['2102']]).toEqual([undefined, undefined])
  // Goods leave at the average; what the mistake had added to it is a purchase difference.
  expect((books['1201'] ?? 0) + (books['5103'] ?? 0)).toBe(100)
  expect(await shop.shelf()).toBe(books['1201'])
  const taken = await shop.read((tx) => purchases.getPurchase(tx, id))
  expect(taken).toMatchObject({ kind: 'return', reason: 'undo', undoesId: wrong })
  expect((await shop.read((tx) => purchases.getPurchase(tx, wrong))).undoneById).toBe(id)
  await expect(shop.run((tx) => purchases.undoPurchase(tx, undo))).rejects.toMatchObject({
    code: 'buying.already_undone',
  })
  expect(await shop.read((tx) => payables.listUnbilled(tx, shop.supplierId))).toEqual([])
  expect(await shop.read((tx) => listEntriesOf(tx, 'purchase_receipt', before))).toHaveLength(1)
})

test('a purchase that something was done with since is not taken back', async () => {
  const shop = await makeBuyingShop()
  const owed = await shop.buy([line(shop.tea, '2', '100')])
  const [bill] = (await shop.read((tx) => purchases.getPurchase(tx, owed))).bills
  await shop.pay({ amount: '30', bill: [bill?.id] })
  const undo = (receiptId: string) =>
    shop.run((tx) => purchases.undoPurchase(tx, { receiptId, why: '收回' }))
  await expect(undo(owed)).rejects.toMatchObject({ code: 'buying.bill_paid' })
  const one = await shop.buy([line(shop.tea, '1', '50')], later)
  const two = await shop.buy([line(shop.tea, '1', '50')], later)
  await shop.bill([
    { id: one, amounts: ['50'] },
    { id: two, amounts: ['50'] },
  ])
  await expect(undo(one)).rejects.toMatchObject({ code: 'buying.bill_covers_more' })
  expect(await shop.books()).toEqual({ '1101': -30, '1201': 200, '2101': -170 })
})
