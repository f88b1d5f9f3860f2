import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeBuyingShop } from '#test/make-purchase-shop.ts'
import { listInputTaxBills, payables, purchases } from './index.ts'
import { ReturnForm } from './shared.ts'

connectDatabase()

type Shop = Awaited<ReturnType<typeof makeBuyingShop>>

const giveBack = (
  shop: Shop,
  receiptId: string,
  back: { quantity: string; amount: string },
  more: Record<string, string> = {},
) => {
  const form = ReturnForm.parse({
    id: newId(),
    receiptId,
    supplierId: shop.supplierId,
    returnedOn: shop.today,
    reason: 'damaged',
    pricesIncludeTax: 'yes',
    lineNo: ['1'],
    quantity: [back.quantity],
    amount: [back.amount],
    ...more,
  })
  return shop.run((tx) => purchases.returnWithCredit(tx, form))
}

const tea = (shop: Shop, quantity: string, amount: string) => [
  { productId: shop.tea, quantity, amount },
]

test('goods go back before there is a bill, and the credit waits with them', async () => {
  const shop = await makeBuyingShop()
  const goods = await shop.buy(tea(shop, '10', '100'), { pays: 'bill_later' })
  await giveBack(shop, goods, { quantity: '3', amount: '30' })
  expect(await shop.books()).toEqual({ '1201': 70, '2102': -70 })
  expect(await shop.shelf()).toBe(70)
  const { lines } = await shop.read((tx) => purchases.getPurchase(tx, goods))
  expect(lines[0]?.returnedMilli).toBe(3000)
  const unbilled = await shop.read((tx) => payables.listUnbilled(tx, shop.supplierId))
  expect(unbilled.map((each) => each.typedMinor)).toEqual([100, -30])
})

test('a credit comes off what is owed, or is paid out; a smaller one is a purchase difference', async () => {
  const shop = await makeBuyingShop()
  const goods = await shop.buy(tea(shop, '10', '100'))
  const [bill] = (await shop.read((tx) => purchases.getPurchase(tx, goods))).bills
  await giveBack(shop, goods, { quantity: '3', amount: '30' }, { credit: 'credit' })
  expect(await shop.books()).toEqual({ '1201': 70, '2101': -70 })
  // The supplier gives 15 of the 20 that they had asked for.
  await giveBack(shop, goods, { quantity: '2', amount: '15' }, { credit: 'cash' })
  expect(await shop.books()).toEqual({ '1101': 15, '1201': 50, '2101': -70, '5103': 5 })
  const { bills, credits } = await shop.read((tx) => payables.getOpenItems(tx, shop.supplierId))
  expect([bills[0]?.openMinor, credits[0]?.openMinor]).toEqual([100, -30])
  await shop.pay({ amount: '70', bill: [bill?.id], credit: [credits[0]?.id] })
  expect(await shop.books()).toEqual({ '1101': -55, '1201': 50, '5103': 5 })
  expect(await shop.open(credits[0]?.id ?? '')).toBe(0)
})

test('the tax of what went back is taken off the input tax', async () => {
  const shop = await makeBuyingShop({ isInvoiceUser: true })
  const invoice = { voucher: 'einvoice', invoiceNo: 'AB12345678', pricesIncludeTax: 'yes' }
  const goods = await shop.buy(tea(shop, '10', '1050'), invoice)
  await giveBack(shop, goods, { quantity: '2', amount: '210' }, { credit: 'credit' })
  expect(await shop.books()).toEqual({ '1201': 800, '1268': 40, '2101': -840 })
  const taxes = await shop.read((tx) => listInputTaxBills(tx, shop.today, shop.today))
  expect(taxes.map(({ kind, netMinor, taxMinor }) => [kind, netMinor, taxMinor])).toEqual([
    ['bill', 1000, 50],
    ['credit', -200, -10],
  ])
})

test('no more goes back than came, counting what went before, and the whole is not taken back any more', async () => {
  const shop = await makeBuyingShop()
  const goods = await shop.buy(tea(shop, '10', '100'))
  await giveBack(shop, goods, { quantity: '8', amount: '80' })
  await expect(giveBack(shop, goods, { quantity: '3', amount: '30' })).rejects.toMatchObject({
    code: 'inventory.more_than_received',
  })
  await expect(giveBack(shop, goods, { quantity: '', amount: '' })).rejects.toMatchObject({
    code: 'buying.nothing_returned',
  })
  await expect(
    shop.run((tx) => purchases.undoPurchase(tx, { receiptId: goods, why: '收回' })),
  ).rejects.toMatchObject({ code: 'buying.returned_since' })
  const other = await makeBuyingShop()
  await expect(giveBack(other, goods, { quantity: '1', amount: '10' })).rejects.toMatchObject({
    code: 'buying.unknown_line',
  })
  expect(await shop.books()).toEqual({ '1201': 20, '2101': -100, '2102': 80 })
})

test('goods that came and goods that went back do not stand on one bill', async () => {
  const shop = await makeBuyingShop()
  const goods = await shop.buy(tea(shop, '10', '100'), { pays: 'bill_later' })
  const back = await giveBack(shop, goods, { quantity: '1', amount: '10' })
  await expect(
    shop.bill([
      { id: goods, amounts: ['100'] },
      { id: back.id, amounts: ['10'] },
    ]),
  ).rejects.toMatchObject({ code: 'buying.mixed_bill' })
  const credit = await shop.bill([{ id: back.id, amounts: ['9'] }])
  expect(await shop.open(credit)).toBe(-9)
  expect(await shop.books()).toEqual({ '1201': 90, '2101': 9, '2102': -100, '5103': 1 })
  await shop.run((tx) => payables.undoBill(tx, { billId: credit }))
  expect(await shop.books()).toEqual({ '1201': 90, '2102': -90 })
})
