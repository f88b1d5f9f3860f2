import { describe, expect, test } from 'vitest'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeProduct } from '#test/make-goods.ts'
import { changeStockMethod } from './change-stock-method.ts'
import { issueStock } from './issue-stock.ts'
import { receiveStock } from './receive-stock.ts'
import { returnToSupplier } from './return-to-supplier.ts'
import { revalueReceipt } from './revalue-receipt.ts'
import { mendStock, verifyStock } from './verify-stock.ts'

connectDatabase()

const occurredAt = new Date('2026-11-23T02:00:00Z')
const source = (sourceType: string) => ({ sourceType, sourceId: newId(), occurredAt })

async function buy(tx: Tx, productId: string, pieces: number, valueMinor: number, day?: string) {
  const receipt = { ...source('purchase'), postedOn: day }
  await receiveStock(tx, [
    { ...receipt, productId, quantityMilli: pieces * 1000, valueMinor, kind: 'purchase' },
  ])
  return receipt
}
async function sell(tx: Tx, productId: string, pieces: number): Promise<number> {
  const line = { ...source('sale'), productId, quantityMilli: pieces * 1000, kind: 'sale' as const }
  const [issued] = await issueStock(tx, [line])
  return issued?.costMinor ?? 0
}
const giveBack = (tx: Tx, productId: string, pieces: number, receipt?: ReturnType<typeof source>) =>
  returnToSupplier(tx, [
    { ...source('supplier_return'), productId, quantityMilli: pieces * 1000, receipt },
  ])
const levelOf = (tx: Tx, productId: string) =>
  tx
    .selectFrom('stockLevel')
    .select(['quantityMilli', 'valueMinor'])
    .where('productId', '=', productId)
    .executeTakeFirstOrThrow()
const layersOf = (tx: Tx, productId: string) =>
  tx
    .selectFrom('stockLayer')
    .select(['receivedOn', 'quantityMilli', 'valueMinor'])
    .where('productId', '=', productId)
    .orderBy('receivedOn')
    .execute()

async function layeredShop() {
  const shop = await makeTenant()
  await shop.run((tx) => changeStockMethod(tx, 'fifo'))
  return shop
}
/** A product that knows its shop's method, as saving one makes it. */
async function makeLayered(tx: Tx): Promise<string> {
  const id = newId()
  await tx.insertInto('product').values({ id, name: '白米', unit: 'bag', costMinor: 40 }).execute()
  return id
}

describe('first in, first out', () => {
  test('the oldest goes first, whenever it was written down; the last of it takes all its value', async () => {
    const { run } = await layeredShop()
    const answer = await run(async (tx) => {
      const id = await makeLayered(tx)
      await buy(tx, id, 3, 100, '2026-11-20')
      await buy(tx, id, 2, 90, '2026-11-22')
      // Found under the counter: came before both.
      await buy(tx, id, 1, 10, '2026-11-18')
      const costs = [await sell(tx, id, 2), await sell(tx, id, 1), await sell(tx, id, 2)]
      return { costs, layers: await layersOf(tx, id), level: await levelOf(tx, id) }
    })
    // 10 + 33; then 67 ÷ 2 = 33.5, half away from zero, then what is left: 33 + 45.
    expect(answer.costs).toEqual([43, 34, 78])
    expect(answer.layers).toEqual([
      { receivedOn: '2026-11-22', quantityMilli: 1000, valueMinor: 45 },
    ])
    expect(answer.level).toEqual({ quantityMilli: 1000, valueMinor: 45 })
  })

  test('sold below zero it is a guess, and the next receipt settles it', async () => {
    const { run } = await layeredShop()
    const answer = await run(async (tx) => {
      const id = await makeLayered(tx)
      await buy(tx, id, 1, 30)
      const cost = await sell(tx, id, 3)
      const below = { level: await levelOf(tx, id), layers: await layersOf(tx, id) }
      await buy(tx, id, 5, 200)
      return { cost, below, level: await levelOf(tx, id), layers: await layersOf(tx, id) }
    })
    expect(answer.cost).toBe(90)
    expect(answer.below).toEqual({ level: { quantityMilli: -2000, valueMinor: -60 }, layers: [] })
    expect(answer.level).toEqual({ quantityMilli: 3000, valueMinor: 120 })
    expect(answer.layers).toMatchObject([{ quantityMilli: 3000, valueMinor: 120 }])
  })

  test('what goes back to the supplier leaves its own layer first', async () => {
    const { run } = await layeredShop()
    const answer = await run(async (tx) => {
      const id = await makeLayered(tx)
      await buy(tx, id, 2, 60, '2026-11-20')
      const dear = await buy(tx, id, 2, 100, '2026-11-21')
      const [back] = await giveBack(tx, id, 1, dear)
      return { back, layers: await layersOf(tx, id) }
    })
    expect(answer.back).toMatchObject({ costMinor: 50, levelMilli: 3000, isNegative: false })
    expect(answer.layers.map((each) => each.valueMinor)).toEqual([60, 50])
  })

  test('freight falls on what is left of its own receipt', async () => {
    const { run } = await layeredShop()
    const answer = await run(async (tx) => {
      const id = await makeLayered(tx)
      const first = await buy(tx, id, 4, 100, '2026-11-20')
      await buy(tx, id, 4, 120, '2026-11-21')
      await sell(tx, id, 3)
      const lines = [{ receipt: first, amountMinor: 41 }]
      const freight = await revalueReceipt(tx, { ...source('landed_cost'), lines })
      return { freight, layers: await layersOf(tx, id) }
    })
    // A quarter of 41 is 10.25: 10 lie there, 31 were sold.
    expect(answer.freight).toMatchObject({ enteredMinor: 10, soldMinor: 31 })
    expect(answer.layers.map((each) => each.valueMinor)).toEqual([35, 120])
  })
})

describe('what a supplier takes back, at the moving average', () => {
  test('leaves at the average; no more of a receipt than came with it, also bit by bit', async () => {
    const { run } = await makeTenant()
    const { id, receipt } = await run(async (tx) => {
      const id = await makeProduct(tx)
      await buy(tx, id, 5, 100)
      return { id, receipt: await buy(tx, id, 5, 200) }
    })
    expect(await run((tx) => giveBack(tx, id, 4, receipt))).toMatchObject([{ costMinor: 120 }])
    await expect(run((tx) => giveBack(tx, id, 2, receipt))).rejects.toMatchObject({
      code: 'inventory.more_than_received',
      status: 409,
      data: { left: 1 },
    })
    await expect(run((tx) => giveBack(tx, id, 1, source('purchase')))).rejects.toMatchObject({
      code: 'inventory.unknown_receipt',
    })
    expect(await run((tx) => levelOf(tx, id))).toEqual({ quantityMilli: 6000, valueMinor: 180 })
  })

  test('two counters that give back the same goods at once: one of them is told', async () => {
    const { run } = await makeTenant()
    const { id, receipt } = await run(async (tx) => {
      const id = await makeProduct(tx)
      return { id, receipt: await buy(tx, id, 5, 100) }
    })
    const tries = await Promise.allSettled(
      [1, 2, 3, 4].map(() => run((tx) => giveBack(tx, id, 4, receipt))),
    )
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    expect(await run((tx) => levelOf(tx, id))).toEqual({ quantityMilli: 1000, valueMinor: 20 })
  })
})

describe('what goods cost more, or less, than was said', () => {
  test('the part that still lies there takes its share, and the rest belongs to what was sold', async () => {
    const { run } = await makeTenant()
    const answer = await run(async (tx) => {
      const id = await makeProduct(tx)
      const receipt = await buy(tx, id, 10, 300)
      await sell(tx, id, 7)
      const more = await revalueReceipt(tx, {
        ...source('landed_cost'),
        lines: [{ receipt, amountMinor: 100 }],
      })
      const less = await revalueReceipt(tx, {
        ...source('supplier_bill'),
        lines: [{ receipt, amountMinor: -9000 }],
      })
      return { more, less, level: await levelOf(tx, id) }
    })
    expect(answer.more).toMatchObject({ enteredMinor: 30, soldMinor: 70 })
    // Goods are never worth less than nothing.
    expect(answer.less).toMatchObject({ enteredMinor: -120, soldMinor: -8880 })
    expect(answer.level).toEqual({ quantityMilli: 3000, valueMinor: 0 })
  })

  test('what is sold out leaves no move, and what went back to the supplier bears nothing', async () => {
    const { run } = await makeTenant()
    const answer = await run(async (tx) => {
      const id = await makeProduct(tx)
      const receipt = await buy(tx, id, 4, 100)
      await giveBack(tx, id, 2, receipt)
      const lines = [{ receipt, amountMinor: 50 }]
      const all = await revalueReceipt(tx, { ...source('landed_cost'), lines })
      await sell(tx, id, 2)
      const none = await revalueReceipt(tx, { ...source('landed_cost'), lines })
      const moves = await tx.selectFrom('stockMove').select('kind').execute()
      return { all, none, moves: moves.filter((each) => each.kind === 'revaluation') }
    })
    expect(answer.all).toMatchObject({ enteredMinor: 50, soldMinor: 0 })
    expect(answer.none).toMatchObject({ enteredMinor: 0, soldMinor: 50 })
    expect(answer.moves).toHaveLength(1)
  })
})

describe('a change of method', () => {
  test('keeps every value: what lies there is laid over the newest receipts, and back', async () => {
    const shop = await makeTenant()
    const id = await shop.run(async (tx) => {
      const id = await makeProduct(tx)
      await buy(tx, id, 10, 100, '2026-11-20')
      await buy(tx, id, 3, 77, '2026-11-21')
      await sell(tx, id, 6)
      return id
    })
    const before = await shop.run((tx) => levelOf(tx, id))
    expect(await shop.run((tx) => changeStockMethod(tx, 'fifo'))).toBe(true)
    expect(await shop.run((tx) => changeStockMethod(tx, 'fifo'))).toBe(false)
    expect(await shop.run((tx) => layersOf(tx, id))).toEqual([
      { receivedOn: '2026-11-20', quantityMilli: 4000, valueMinor: 54 },
      { receivedOn: '2026-11-21', quantityMilli: 3000, valueMinor: 41 },
    ])
    await shop.run((tx) => changeStockMethod(tx, 'average'))
    expect(await shop.run((tx) => layersOf(tx, id))).toEqual([])
    expect(await shop.run((tx) => levelOf(tx, id))).toEqual(before)
  })

  test('amid sales of many counters loses nothing', async () => {
    const shop = await makeTenant()
    const id = await shop.run(async (tx) => {
      const id = await makeProduct(tx)
      await buy(tx, id, 100, 1000)
      return id
    })
    await Promise.all([
      ...Array.from({ length: 12 }, () => shop.run((tx) => sell(tx, id, 2))),
      shop.run((tx) => changeStockMethod(tx, 'fifo')),
      ...Array.from({ length: 12 }, () => shop.run((tx) => sell(tx, id, 1))),
    ])
    expect(await shop.run((tx) => levelOf(tx, id))).toEqual({
      quantityMilli: 64_000,
      valueMinor: 640,
    })
    expect(await shop.run((tx) => layersOf(tx, id))).toMatchObject([
      { quantityMilli: 64_000, valueMinor: 640 },
    ])
  })
})

test('a purchase says what a unit last cost, and saving the product meanwhile waits its turn', async () => {
  const { run } = await makeTenant()
  const id = await run((tx) => makeProduct(tx, { costMinor: 7 }))
  await run((tx) => buy(tx, id, 24, 500))
  const costOf = (tx: Tx) =>
    tx.selectFrom('product').select('costMinor').where('id', '=', id).executeTakeFirstOrThrow()
  expect(await run(costOf)).toEqual({ costMinor: 21 })
  // Goods for nothing say nothing.
  await run((tx) => buy(tx, id, 1, 0))
  expect(await run(costOf)).toEqual({ costMinor: 21 })
})

test('layers that were tampered with are found, and laid anew', async () => {
  const shop = await layeredShop()
  const id = await shop.run(async (tx) => {
    const id = await makeLayered(tx)
    await buy(tx, id, 4, 100, '2026-11-20')
    await buy(tx, id, 4, 120, '2026-11-21')
    return id
  })
  await shop.run((tx) => tx.updateTable('stockLayer').set({ valueMinor: 1 }).execute())
  const found = await shop.run(mendStock)
  expect(found).toContainEqual({ what: 'layer_value', subject: '白米', found: 2, expected: 220 })
  // Nobody posted these purchases, and the books are left alone.
  expect(await shop.run(verifyStock)).toMatchObject([{ what: 'books', found: 0, expected: 100 }])
  expect(await shop.run((tx) => layersOf(tx, id))).toMatchObject([
    { valueMinor: 110 },
    { valueMinor: 110 },
  ])
})

test('a sale at the moving average on the shop floor is two statements', async () => {
  const { run } = await makeTenant()
  const statements = await run(async (tx) => {
    const id = await makeProduct(tx, { stockMilli: 9000 })
    let count = 0
    const counting = tx.withPlugin({
      transformQuery: ({ node }) => {
        count += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })
    await sell(counting as Tx, id, 1)
    return count
  })
  expect(statements).toBe(2)
})
