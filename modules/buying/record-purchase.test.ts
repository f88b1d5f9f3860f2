import { expect, test } from 'vitest'
import { getTrialBalance, listEntriesOf, lockPeriod } from '#modules/bookkeeping/index.ts'
import { TAX_PROFILE } from '#modules/identity/index.ts'
import { issueStock, productUnits } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { writeSetting } from '#modules/kernel/settings.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant } from '#test/make.ts'
import { makePurchase, makeSupplier } from '#test/make-purchase.ts'
import { purchases } from './index.ts'
import { PurchaseForm } from './shared.ts'

connectDatabase()

/** What stands on accounts now, by code; zero is left out. */
async function balances(tx: Tx): Promise<Record<string, number>> {
  const { accounts } = await getTrialBalance(tx, '2199-12-31')
  return Object.fromEntries(
    accounts.flatMap((each) => (each.balanceMinor === 0 ? [] : [[each.code, each.balanceMinor]])),
  )
}

const levelOf = (tx: Tx, productId: string) =>
  tx
    .selectFrom('stockLevel')
    .select(['quantityMilli', 'valueMinor'])
    .where('productId', '=', productId)
    .executeTakeFirst()

async function makeShop({ isInvoiceUser = false } = {}) {
  const shop = await makeTenant()
  return {
    ...shop,
    ...(await shop.run(async (tx) => {
      if (isInvoiceUser) {
        await writeSetting(tx, TAX_PROFILE, { kind: 'invoice_user', taxId: '10458575' })
      }
      return {
        supplierId: await makeSupplier(tx, { terms: 'days', termDays: '30' }),
        tea: await makeProduct(tx, { name: '冬瓜茶' }),
        rice: await makeProduct(tx, { name: '白米', unit: 'bag' }),
      }
    })),
  }
}

test('goods paid in cash are stock, and nothing is owed', async () => {
  const shop = await makeShop()
  const purchase = makePurchase(shop.supplierId, [
    { productId: shop.tea, quantity: '24', amount: '384' },
    { productId: shop.rice, unit: 'bag', quantity: '5', amount: '660' },
  ])
  const { number } = await shop.run((tx) => purchases.recordPurchase(tx, purchase))
  expect(number).toBe(1)
  expect(await shop.read(balances)).toEqual({ '1101': -1044, '1201': 1044 })
  expect(await shop.read((tx) => levelOf(tx, shop.tea))).toEqual({
    quantityMilli: 24_000,
    valueMinor: 384,
  })
  const read = await shop.read((tx) => purchases.getPurchase(tx, purchase.id))
  expect(read.bills).toMatchObject([{ netMinor: 1044, taxMinor: 0, openMinor: 0 }])
  const entries = await shop.read((tx) => listEntriesOf(tx, 'purchase_receipt', purchase.id))
  expect(entries).toMatchObject([{ kind: 'goods_received' }])
})

test('a case is as many bottles as the shop said, with its day; what comes out uneven is refused', async () => {
  const shop = await makeShop()
  await shop.run((tx) =>
    productUnits.saveUnits(tx, shop.tea, [
      { id: newId(), name: '箱', countMilli: 1000, baseMilli: 24_000, isBuying: true },
      { id: newId(), name: '三瓶裝', countMilli: 3000, baseMilli: 1000, isBuying: false },
    ]),
  )
  const line = { productId: shop.tea, amount: '768' }
  const cases = { ...line, unit: '箱', quantity: '2', expiresOn: '2099-05-01' }
  const purchase = makePurchase(shop.supplierId, [cases])
  await shop.run((tx) => purchases.recordPurchase(tx, purchase))
  expect(await shop.read((tx) => levelOf(tx, shop.tea))).toEqual({
    quantityMilli: 48_000,
    valueMinor: 768,
  })
  const { lines } = await shop.read((tx) => purchases.getPurchase(tx, purchase.id))
  expect(lines).toMatchObject([{ unit: '箱', unitMilli: 2000, quantityMilli: 48_000 }])
  const lot = await shop.read((tx) =>
    tx.selectFrom('stockLot').select(['expiresOn', 'quantityMilli']).executeTakeFirst(),
  )
  expect(lot).toEqual({ expiresOn: '2099-05-01', quantityMilli: 48_000 })
  const uneven = makePurchase(shop.supplierId, [{ ...line, unit: '三瓶裝', quantity: '1' }])
  const refused = shop.run((tx) => purchases.recordPurchase(tx, uneven))
  await expect(refused).rejects.toMatchObject({ code: 'buying.not_even' })
})

test('a second press changes nothing, and the next purchase has the next number', async () => {
  const shop = await makeShop()
  const line = { productId: shop.tea, quantity: '1', amount: '16' }
  const purchase = makePurchase(shop.supplierId, [line])
  const press = () => shop.run((tx) => purchases.recordPurchase(tx, purchase))
  expect(await Promise.all([press(), press(), press()])).toEqual(
    [1, 1, 1].map((number) => ({ id: purchase.id, number })),
  )
  const next = makePurchase(shop.supplierId, [line])
  expect((await shop.run((tx) => purchases.recordPurchase(tx, next))).number).toBe(2)
  expect((await shop.read(balances))['1101']).toBe(-32)
})

test('an invoice user deducts the tax of an invoice; freight is in what the goods cost', async () => {
  const shop = await makeShop({ isInvoiceUser: true })
  const purchase = makePurchase(
    shop.supplierId,
    [
      { productId: shop.tea, quantity: '10', amount: '1000' },
      { productId: shop.rice, unit: 'bag', quantity: '10', amount: '2000' },
    ],
    {
      voucher: 'einvoice',
      invoiceNo: 'ab-12345678',
      pricesIncludeTax: 'no',
      freight: '300',
      pays: 'owed',
    },
  )
  await shop.run((tx) => purchases.recordPurchase(tx, purchase))
  expect(await shop.read(balances)).toEqual({ '1201': 3300, '1268': 165, '2101': -3465 })
  expect((await shop.read((tx) => levelOf(tx, shop.tea)))?.valueMinor).toBe(1100)
  const { bills, landedMinor } = await shop.read((tx) => purchases.getPurchase(tx, purchase.id))
  expect(bills).toMatchObject([{ invoiceNo: 'AB12345678', openMinor: 3465, deductsTax: true }])
  expect(landedMinor).toBe(300)
})

test('a shop that deducts nothing pays the tax as a part of what the goods cost', async () => {
  const shop = await makeShop()
  const purchase = makePurchase(
    shop.supplierId,
    [{ productId: shop.tea, quantity: '10', amount: '1000' }],
    { voucher: 'invoice', invoiceNo: 'CD12345678', pricesIncludeTax: 'no', pays: 'bank' },
  )
  await shop.run((tx) => purchases.recordPurchase(tx, purchase))
  expect(await shop.read(balances)).toEqual({ '1102': -1050, '1201': 1050 })
})

test('goods whose bill is still to come are owed to nobody yet, and settle what was sold before', async () => {
  const shop = await makeShop()
  const occurredAt = new Date()
  await shop.run(async (tx) => {
    await tx.updateTable('product').set({ costMinor: 10 }).where('id', '=', shop.tea).execute()
    const source = { sourceType: 'sale', sourceId: newId(), occurredAt }
    const issue = { ...source, productId: shop.tea, quantityMilli: 2000, kind: 'sale' as const }
    await issueStock(tx, [issue])
  })
  const purchase = makePurchase(
    shop.supplierId,
    [{ productId: shop.tea, quantity: '10', amount: '160' }],
    { pays: 'bill_later' },
  )
  await shop.run((tx) => purchases.recordPurchase(tx, purchase))
  // Two had gone out at a guess of 10 each; they cost 16, and the books learn it now.
  const held = await shop.read(balances)
  expect(held['2102']).toBe(-160)
  expect(held['5101']).toBe(160 - (held['1201'] ?? 0))
  expect((await shop.read((tx) => levelOf(tx, shop.tea)))?.valueMinor).toBe(128)
})

test('what cannot be is refused whole, and leaves nothing behind', async () => {
  const shop = await makeShop({ isInvoiceUser: true })
  const other = await makeShop()
  const line = { productId: shop.tea, quantity: '1', amount: '100' }
  const refused = async (
    code: string,
    lines: (typeof line)[],
    more: Record<string, string> = {},
    supplierId = shop.supplierId,
  ) => {
    const purchase = makePurchase(supplierId, lines, more)
    const done = shop.run((tx) => purchases.recordPurchase(tx, purchase))
    await expect(done, code).rejects.toMatchObject({ code })
  }
  const invoice = { voucher: 'einvoice', invoiceNo: 'AB12345678' }
  await refused('buying.unknown_product', [{ ...line, productId: other.tea }])
  await refused('buying.unknown_product', [line, { ...line, productId: newId() }])
  await refused('buying.unknown_unit', [{ ...line, unit: 'case' } as typeof line])
  await refused('buying.no_supplier', [line], {}, other.supplierId)
  await refused('buying.future_day', [line], { receivedOn: '2099-01-01' })
  await refused('buying.invoice_no_needed', [line], { voucher: 'einvoice' })
  await refused('buying.tax_too_large', [line], { ...invoice, tax: '90' })
  expect(await shop.read(balances)).toEqual({})
  await shop.run((tx) =>
    purchases.recordPurchase(tx, makePurchase(shop.supplierId, [line], invoice)),
  )
  await refused('buying.invoice_recorded', [line], invoice)
  const left = await asOwner(
    `select (select count(*)::int from purchase_receipt where tenant_id = $1) as receipts,
            (select count(*)::int from supplier_bill where tenant_id = $1) as bills,
            (select last_number from buying_number where tenant_id = $1) as last`,
    [shop.tenantId],
  )
  expect(left).toEqual([{ receipts: 1, bills: 1, last: 1 }])
})

test('an earlier day stands on its own day, in the books and in the stock', async () => {
  const shop = await makeShop()
  const purchase = makePurchase(
    shop.supplierId,
    [{ productId: shop.tea, quantity: '1', amount: '16' }],
    { receivedOn: '2026-11-02' },
  )
  await shop.run((tx) => purchases.recordPurchase(tx, purchase))
  const moved = await shop.read((tx) =>
    tx.selectFrom('stockMove').select(['postedOn', 'occurredAt']).execute(),
  )
  expect(moved).toEqual([{ postedOn: '2026-11-02', occurredAt: new Date('2026-11-02T04:00:00Z') }])
})

test('a day that was closed takes no purchase, and nothing of it is kept', async () => {
  const shop = await makeShop()
  const through = '2026-10-31'
  await shop.run((tx) => lockPeriod(tx, { kind: 'soft', through, note: '' }))
  const line = { productId: shop.tea, quantity: '1', amount: '16' }
  const purchase = makePurchase(shop.supplierId, [line], { receivedOn: through })
  await expect(shop.run((tx) => purchases.recordPurchase(tx, purchase))).rejects.toMatchObject({
    code: 'bookkeeping.day_locked',
  })
  expect(await shop.read(balances)).toEqual({})
})

test.each([
  ['lines', { productId: [] }, 'buying.no_lines'],
  ['quantity', { quantity: ['-3'] }, 'buying.bad_quantity'],
  ['quantity', { quantity: ['0'] }, 'buying.bad_quantity'],
  ['quantity', { quantity: ['1.2345'] }, 'buying.bad_quantity'],
  ['amount', { amount: ['12.5'] }, 'buying.bad_amount'],
  ['amount', { amount: [''] }, 'buying.bad_amount'],
  ['invoiceNo', { invoiceNo: 'A123' }, 'buying.bad_invoice_no'],
  ['receivedOn', { receivedOn: '2026-02-30' }, 'buying.bad_day'],
])('a form with a wrong %s says so', (_, more, message) => {
  const form = {
    id: newId(),
    supplierId: newId(),
    receivedOn: '2026-11-27',
    pays: 'cash',
    productId: [newId()],
    unit: ['bottle'],
    quantity: ['1'],
    amount: ['10'],
  }
  const parsed = PurchaseForm.safeParse({ ...form, ...more })
  expect(parsed.error?.issues.map((each) => each.message)).toContain(message)
})
