import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { TAX_PROFILE } from '#modules/identity/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { writeSetting } from '#modules/kernel/settings.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant, trialBalance } from '#test/make.ts'
import { makeProduct } from '#test/make-goods.ts'
import { SaleRequest } from './api-shapes.ts'
import { sellThroughApi } from './sell-through-api.ts'

connectDatabase()

const NOW = new Date('2026-11-23T06:30:00Z')

const request = (fields: object) => SaleRequest.parse({ id: newId(), ...fields })
const cash = (amountMinor: number) => [{ tender: 'cash', amountMinor }]

async function countsOf(tx: Tx) {
  const { rows } = await sql<Record<string, number>>`select
    (select count(*) from sale) as sales, (select count(*) from sale_line) as lines,
    (select count(*) from stock_move where kind = 'sale') as moves,
    (select count(*) from journal_entry where kind = 'sale') as entries,
    (select count(*) from usage_event) as uses,
    (select count(*) from audit_log where action = 'pos.sale_recorded') as audits`.execute(tx)
  return rows[0]
}
const ONE = { sales: 1, lines: 1, moves: 1, entries: 1, uses: 1, audits: 1 }
const NONE = { sales: 0, lines: 0, moves: 0, entries: 0, uses: 0, audits: 0 }

async function makeShop() {
  const shop = await makeTenant()
  const productId = await shop.run((tx) =>
    makeProduct(tx, { name: '高麗菜', priceMinor: 35, costMinor: 20, stockMilli: 5000 }),
  )
  return { ...shop, productId }
}

test('a sale takes its stock, balances the books and counts as one use', async () => {
  const { run, read, userId, productId } = await makeShop()
  const input = request({
    lines: [{ productId, quantityMilli: 1200 }],
    payments: [{ tender: 'cash', amountMinor: 42, tenderedMinor: 100 }],
    customerName: '阿美',
  })
  const { sale, isNew } = await run((tx) => sellThroughApi(tx, input, userId, NOW))

  expect(isNew).toBe(true)
  expect(sale).toMatchObject({
    id: input.id,
    channel: 'api',
    businessDate: '2026-11-23',
    totalMinor: 42,
    taxMinor: 0,
    lines: [{ productId, name: '高麗菜', quantityMilli: 1200, totalMinor: 42 }],
    payments: [{ tender: 'cash', amountMinor: 42, tenderedMinor: 100 }],
  })
  expect(sale.receiptNo).toBe(`API-${input.id.replaceAll('-', '').slice(-12)}`)
  expect(await read(countsOf)).toEqual(ONE)
  expect(await read(trialBalance)).toBe(0)
  const level = await read((tx) =>
    tx.selectFrom('stockLevel').select(['quantityMilli', 'valueMinor']).executeTakeFirst(),
  )
  expect(level).toEqual({ quantityMilli: 3800, valueMinor: 76 })
})

test('the same request again answers the same sale and books nothing', async () => {
  const { run, read, userId, productId } = await makeShop()
  const input = request({ lines: [{ productId, quantityMilli: 1000 }], payments: cash(35) })
  const first = await run((tx) => sellThroughApi(tx, input, userId, NOW))
  const later = new Date(NOW.getTime() + 86_400_000)
  const again = await run((tx) => sellThroughApi(tx, input, userId, later))
  expect(again).toEqual({ sale: first.sale, isNew: false })
  expect(await read(countsOf)).toEqual(ONE)
})

test('two equal requests at once book one sale', async () => {
  const { run, read, userId, productId } = await makeShop()
  const input = request({ lines: [{ productId, quantityMilli: 1000 }], payments: cash(35) })
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => run((tx) => sellThroughApi(tx, input, userId, NOW))),
  )
  expect(answers.filter((each) => each.isNew)).toHaveLength(1)
  expect(await read(countsOf)).toEqual(ONE)
})

test('the same id with another body is refused, whoever used it first', async () => {
  const { run, read, userId, productId } = await makeShop()
  const input = request({ lines: [{ productId, quantityMilli: 1000 }], payments: cash(35) })
  await run((tx) => sellThroughApi(tx, input, userId, NOW))
  const other = {
    ...input,
    lines: [{ productId, quantityMilli: 2000 }],
    payments: [...input.payments],
  }
  await expect(run((tx) => sellThroughApi(tx, other, userId, NOW))).rejects.toMatchObject({
    code: 'pos.sale_id_taken',
    status: 409,
  })
  expect(await read(countsOf)).toEqual(ONE)
})

test('a refused sale leaves nothing behind, and its id can still be used', async () => {
  const { run, read, userId, productId } = await makeShop()
  const short = request({ lines: [{ productId, quantityMilli: 1000 }], payments: cash(34) })
  await expect(run((tx) => sellThroughApi(tx, short, userId, NOW))).rejects.toMatchObject({
    code: 'pos.payments_do_not_add_up',
    data: { totalMinor: 35, paidMinor: 34 },
  })
  expect(await read(countsOf)).toEqual(NONE)
  const right = { ...short, payments: [{ tender: 'cash' as const, amountMinor: 35 }] }
  const { isNew } = await run((tx) => sellThroughApi(tx, right, userId, NOW))
  expect(isNew).toBe(true)
})

test('goods of another shop, archived goods and goods without a price are not sold', async () => {
  const { run, read, userId, productId } = await makeShop()
  const stranger = await makeShop()
  const sell = (id: string) => {
    const input = request({ lines: [{ productId: id, quantityMilli: 1000 }], payments: cash(35) })
    return run((tx) => sellThroughApi(tx, input, userId, NOW))
  }
  const unknown = { code: 'pos.unknown_product', status: 422 }
  await expect(sell(stranger.productId)).rejects.toMatchObject(unknown)
  await expect(sell(newId())).rejects.toMatchObject(unknown)
  await run((tx) => tx.updateTable('product').set({ priceMinor: null }).execute())
  await expect(sell(productId)).rejects.toMatchObject({ code: 'pos.no_price' })
  await run((tx) => tx.updateTable('product').set({ archivedAt: NOW }).execute())
  await expect(sell(productId)).rejects.toMatchObject(unknown)
  expect(await read(countsOf)).toEqual(NONE)
})

test('only cash gives change, and nothing is sold in the future', async () => {
  const { run, userId, productId } = await makeShop()
  const lines = [{ productId, quantityMilli: 1000 }]
  const sell = (fields: object) =>
    run((tx) => sellThroughApi(tx, request({ lines, payments: cash(35), ...fields }), userId, NOW))
  const pay = (tender: string, tenderedMinor: number) =>
    sell({ payments: [{ tender, amountMinor: 35, tenderedMinor }] })
  await expect(pay('card', 50)).rejects.toMatchObject({ code: 'pos.wrong_tendered' })
  await expect(pay('cash', 34)).rejects.toMatchObject({ code: 'pos.wrong_tendered' })
  const wrongTime = { code: 'pos.sold_at_out_of_range' }
  await expect(sell({ soldAt: '2026-11-23T07:30:00Z' })).rejects.toMatchObject(wrongTime)
  await expect(sell({ soldAt: '0001-01-01T00:00:00Z' })).rejects.toMatchObject(wrongTime)
  const { sale } = await sell({ soldAt: '2026-11-20T00:30:00+08:00' })
  expect(sale.businessDate).toBe('2026-11-20')
  expect(sale.soldAt).toBe('2026-11-19T16:30:00.000Z')
})

test('discounts, split payment, own price, and the tax of a shop that gives invoices', async () => {
  const { run, read, userId, productId } = await makeShop()
  await run((tx) => writeSetting(tx, TAX_PROFILE, { kind: 'invoice_user', taxId: '12345675' }))
  const input = request({
    lines: [
      { productId, quantityMilli: 1000, unitPriceMinor: 120 },
      { productId, quantityMilli: 1000, discount: { kind: 'amount', amountMinor: 5 } },
    ],
    discount: { kind: 'percent', ratePpm: 300_000 },
    payments: [
      { tender: 'line_pay', amountMinor: 100, reference: 'LP-1' },
      { tender: 'cash', amountMinor: 5 },
    ],
  })
  // (120 + 30) × 0.7 = 105, and 105 × 5 ÷ 105 = 5
  const { sale } = await run((tx) => sellThroughApi(tx, input, userId, NOW))
  expect(sale).toMatchObject({
    subtotalMinor: 150,
    discountMinor: 50,
    totalMinor: 105,
    taxMinor: 5,
  })
  expect(sale.lines.map((each) => each.totalMinor)).toEqual([84, 21])
  expect(await read(trialBalance)).toBe(0)
})

test('a sale of nothing but a gift is a sale', async () => {
  const { run, read, userId, productId } = await makeShop()
  const input = request({
    lines: [{ productId, quantityMilli: 1000, unitPriceMinor: 0 }],
    payments: cash(0),
  })
  const { sale } = await run((tx) => sellThroughApi(tx, input, userId, NOW))
  expect(sale.totalMinor).toBe(0)
  expect(await read(trialBalance)).toBe(0)
})
