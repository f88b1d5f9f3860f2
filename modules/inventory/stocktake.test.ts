import { describe, expect, test } from 'vitest'
import { getTrialBalance, postEntries } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeProduct, makeTenant } from '#test/make.ts'
import { makePhone, openForm } from '#test/make-count.ts'
import { makeStockedProduct } from '#test/make-sale.ts'
import { changeStockMethod } from './change-stock-method.ts'
import { places, saveCategory, stockActs, stocktakes } from './index.ts'
import { countedAt } from './ingest-counts.ts'
import { issueStock } from './issue-stock.ts'
import { receiveStock } from './receive-stock.ts'
import { verifyStock } from './verify-stock.ts'

connectDatabase()

const balances = async (tx: Tx) => {
  const { accounts } = await getTrialBalance(tx, '2999-12-31')
  return Object.fromEntries(
    accounts
      .filter((each) => each.balanceMinor !== 0)
      .map((each) => [each.code, each.balanceMinor]),
  )
}
const levelOf = (tx: Tx, productId: string) =>
  tx
    .selectFrom('stockLevel')
    .select(['quantityMilli', 'valueMinor'])
    .where('productId', '=', productId)
    .executeTakeFirstOrThrow()
const stocked = async (shop: MadeTenant, name: string, pieces: number, costMinor: number) => {
  const more = { name, stockMilli: pieces * 1000, costMinor, priceMinor: 100 }
  return (await shop.run((tx) => makeStockedProduct(tx, more))).id
}
const postValue = (
  tx: Tx,
  kind: string,
  source: { sourceType: string; sourceId: string },
  valueMinor: number,
) =>
  postEntries(tx, [
    {
      kind,
      postedOn: dayIn('Asia/Taipei', new Date()),
      ...source,
      postings: [
        { account: 'inventory', amountMinor: valueMinor },
        { account: 'costOfSales', amountMinor: 0 - valueMinor },
      ],
    },
  ])
/** Goods leave as by a sale, without its money. */
const sell = (shop: MadeTenant, productId: string, pieces: number, occurredAt: Date) =>
  shop.run(async (tx) => {
    const source = { sourceType: 'sale', sourceId: newId() }
    const issue = { productId, quantityMilli: pieces * 1000, kind: 'sale' as const, occurredAt }
    const [issued] = await issueStock(tx, [{ ...issue, ...source }])
    await postValue(tx, 'sale', source, 0 - (issued?.costMinor ?? 0))
  })
const buy = (shop: MadeTenant, productId: string, pieces: number, valueMinor: number) =>
  shop.run(async (tx) => {
    const source = { sourceType: 'purchase_receipt', sourceId: newId() }
    const receipt = { productId, quantityMilli: pieces * 1000, valueMinor, occurredAt: new Date() }
    await receiveStock(tx, [{ ...receipt, kind: 'purchase', ...source }])
    await postValue(tx, 'goods_received', source, valueMinor)
  })
const open = (shop: MadeTenant, more: object = {}) =>
  shop.run((tx) => stocktakes.openStocktake(tx, openForm(more)))
const look = (shop: MadeTenant, id: string) => shop.read((tx) => stocktakes.getStocktake(tx, id))
const post = async (
  shop: MadeTenant,
  stocktakeId: string,
  uncounted: 'leave' | 'zero' = 'leave',
  id = newId(),
) => {
  const seen = (await look(shop, stocktakeId)).review?.entryCount ?? 0
  return shop.run((tx) => stocktakes.postStocktake(tx, { stocktakeId, id, uncounted, seen }))
}
const soon = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms))

describe('what is found', () => {
  test('is shown with its value before it is booked, biggest first, and booked as shown', async () => {
    const shop = await makeTenant()
    const tea = await stocked(shop, '冬瓜茶', 10, 15)
    const rice = await stocked(shop, '白米', 4, 200)
    const salt = await stocked(shop, '鹽', 7, 10)
    const { id } = await open(shop)
    const phone = makePhone()
    await phone.count(shop, id, { productId: tea, quantityMilli: 12_000 })
    await phone.count(shop, id, { productId: rice, quantityMilli: 3000 })
    await phone.count(shop, id, { productId: salt, quantityMilli: 7000 })
    const { review, state, counters } = await look(shop, id)
    expect(state).toBe('counting')
    expect(counters).toMatchObject([{ who: '小英', productCount: 3 }])
    expect(review?.lines.map((line) => [line.name, line.differenceMilli, line.valueMinor])).toEqual(
      [
        ['白米', -1000, -200],
        ['冬瓜茶', 2000, 30],
        ['鹽', 0, 0],
      ],
    )
    expect(review).toMatchObject({ gainMinor: 30, lossMinor: 200 })

    const before = await shop.run(balances)
    await post(shop, id)
    const after = await shop.run(balances)
    expect(after['1201']).toBe((before['1201'] ?? 0) - 170)
    expect(Object.values(after).reduce((sum, each) => sum + each, 0)).toBe(0)
    expect((await shop.run((tx) => levelOf(tx, tea))).quantityMilli).toBe(12_000)
    const ended = await look(shop, id)
    expect(ended).toMatchObject({ state: 'posted', valueMinor: -170, review: undefined })
    expect(ended.posted.map((line) => [line.name, line.valueMinor])).toEqual([
      ['白米', -200],
      ['冬瓜茶', 30],
      ['鹽', 0],
    ])
    expect(await shop.run(verifyStock)).toEqual([])
  })

  test.each(['average', 'fifo'] as const)(
    'is worth what the preview said, in layers as at the average, and all of it is undone (%s)',
    async (method) => {
      const shop = await makeTenant()
      await shop.run((tx) => changeStockMethod(tx, method))
      const tea = await stocked(shop, '冬瓜茶', 3, 10)
      await buy(shop, tea, 4, 81)
      const rice = await stocked(shop, '白米', 2, 50)
      const before = await shop.run((tx) => levelOf(tx, tea))
      const books = await shop.run(balances)
      const { id } = await open(shop)
      const phone = makePhone()
      await phone.count(shop, id, { productId: tea, quantityMilli: 2000 })
      await phone.count(shop, id, { productId: rice, quantityMilli: 5000 })
      const foreseen = (await look(shop, id)).review?.lines
      const { actId } = await post(shop, id)
      const { posted } = await look(shop, id)
      expect(posted.map((line) => [line.productId, line.valueMinor])).toEqual(
        foreseen?.map((line) => [line.productId, line.valueMinor]),
      )
      await shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId }))
      expect(await shop.run((tx) => levelOf(tx, tea))).toEqual(before)
      expect(await shop.run(balances)).toEqual(books)
      expect((await look(shop, id)).state).toBe('undone')
      expect(await shop.run(verifyStock)).toEqual([])
    },
  )

  test('of goods that were never booked is their opening stock and no profit, again after an undo', async () => {
    const shop = await makeTenant()
    const tea = await shop.run((tx) => makeProduct(tx, { costMinor: 15 }))
    const once = async () => {
      const { id } = await open(shop)
      await makePhone().count(shop, id, { productId: tea, quantityMilli: 4000 })
      return post(shop, id)
    }
    const { actId } = await once()
    expect(await shop.run(balances)).toEqual({ '1201': 60, '3101': -60 })
    await shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId }))
    expect(await shop.run(balances)).toEqual({})
    await once()
    expect(await shop.run(balances)).toEqual({ '1201': 60, '3101': -60 })
  })
})

describe('sales while people count', () => {
  test('what was sold after its count is not missing, and what was sold before is not found', async () => {
    const shop = await makeTenant()
    const tea = await stocked(shop, '冬瓜茶', 10, 15)
    const rice = await stocked(shop, '白米', 10, 15)
    const { id } = await open(shop)
    await soon()
    const phone = makePhone()
    // Ten lie there and are counted; three are sold after it.
    await phone.count(shop, id, { productId: tea, quantityMilli: 10_000 })
    await soon()
    await sell(shop, tea, 3, new Date())
    // Three are sold first, and the seven that are left are counted.
    await sell(shop, rice, 3, new Date())
    await soon()
    await phone.count(shop, id, { productId: rice, quantityMilli: 7000 })
    const { review } = await look(shop, id)
    expect(review?.lines.map((line) => line.differenceMilli)).toEqual([0, 0])
    await post(shop, id)
    expect((await shop.run((tx) => levelOf(tx, tea))).quantityMilli).toBe(7000)
    expect((await shop.run((tx) => levelOf(tx, rice))).quantityMilli).toBe(7000)
  })

  test('a sale that a till without a network tells later counts by when it was made', async () => {
    const shop = await makeTenant()
    const tea = await stocked(shop, '冬瓜茶', 10, 15)
    const { id } = await open(shop)
    await soon()
    const soldAt = new Date()
    await soon()
    await makePhone().count(shop, id, { productId: tea, quantityMilli: 8000 })
    expect((await look(shop, id)).review?.lines[0]?.differenceMilli).toBe(-2000)
    await sell(shop, tea, 2, soldAt)
    expect((await look(shop, id)).review?.lines[0]?.differenceMilli).toBe(0)
  })

  test('the moment is that of the last count of a product', async () => {
    const shop = await makeTenant()
    const tea = await stocked(shop, '冬瓜茶', 10, 15)
    const { id } = await open(shop)
    await soon()
    await makePhone().count(shop, id, { productId: tea, quantityMilli: 6000, shelf: '前面' })
    await soon()
    // Two of those in the back are sold before the back is counted.
    await sell(shop, tea, 2, new Date())
    await soon()
    await makePhone('阿明').count(shop, id, { productId: tea, quantityMilli: 2000, shelf: '後面' })
    const { review } = await look(shop, id)
    expect(review?.lines[0]).toMatchObject({ expectedMilli: 8000, differenceMilli: 0 })
  })

  test('a phone whose clock is wrong is set right, and nothing is counted before or after its time', () => {
    const opened = new Date('2026-11-27T08:00:00Z')
    const now = new Date('2026-11-27T10:00:00Z')
    const seen = (wall: string, sent: string) =>
      countedAt(`2026-11-27T${wall}Z`, `2026-11-27T${sent}Z`, opened, now)
        .toISOString()
        .slice(11, 16)
    expect(seen('09:30:00', '10:00:02')).toBe('09:30')
    expect(seen('11:30:00', '12:00:00')).toBe('09:30')
    expect(seen('06:30:00', '07:00:00')).toBe('09:30')
    expect(seen('03:00:00', '10:00:00')).toBe('08:00')
    expect(seen('10:00:30', '10:00:20')).toBe('10:00')
  })
})

describe('what nobody counted', () => {
  test('stays as it is, or is none, as somebody says', async () => {
    for (const choice of ['leave', 'zero'] as const) {
      const shop = await makeTenant()
      const tea = await stocked(shop, '冬瓜茶', 10, 15)
      const rice = await stocked(shop, '白米', 4, 20)
      const { id } = await open(shop)
      await makePhone().count(shop, id, { productId: tea, quantityMilli: 10_000 })
      const { review } = await look(shop, id)
      expect(review?.uncounted).toMatchObject([{ productId: rice, zeroValueMinor: -80 }])
      expect(review?.zeroLossMinor).toBe(80)
      await post(shop, id, choice)
      expect((await shop.run((tx) => levelOf(tx, rice))).quantityMilli).toBe(
        choice === 'zero' ? 0 : 4000,
      )
      expect(await shop.run(verifyStock)).toEqual([])
    }
  })

  test('is of its categories alone', async () => {
    const shop = await makeTenant()
    const tea = await stocked(shop, '冬瓜茶', 10, 15)
    const rice = await stocked(shop, '白米', 4, 20)
    const drinks = newId()
    await shop.run((tx) =>
      saveCategory(tx, { id: drinks, name: '飲料', names: {}, pictogram: null, position: 1 }),
    )
    await shop.run((tx) =>
      tx.updateTable('product').set({ categoryId: drinks }).where('id', '=', tea).execute(),
    )
    const { id } = await open(shop, { scope: 'some', category: [drinks] })
    const { review, scopeCount, categoryNames } = await look(shop, id)
    expect({ scopeCount, categoryNames }).toEqual({ scopeCount: 1, categoryNames: ['飲料'] })
    expect(review?.uncounted.map((line) => line.productId)).toEqual([tea])
    await makePhone().count(shop, id, { productId: tea, quantityMilli: 9000 })
    await post(shop, id, 'zero')
    expect((await shop.run((tx) => levelOf(tx, rice))).quantityMilli).toBe(4000)
    await expect(open(shop, { scope: 'some', category: [newId()] })).rejects.toMatchObject({
      code: 'inventory.unknown_category',
    })
  })
})

test('a place is counted by itself', async () => {
  const shop = await makeTenant()
  const tea = await stocked(shop, '冬瓜茶', 10, 15)
  const store = newId()
  await shop.run((tx) => places.savePlace(tx, { id: store, name: '後面倉庫', kind: 'store' }))
  await shop.run((tx) =>
    stockActs.carryGoods(tx, {
      id: newId(),
      note: '',
      locationId: null,
      toLocationId: store,
      lines: [{ productId: tea, quantityMilli: 6000 }],
    }),
  )
  await soon()
  const { id } = await open(shop, { locationId: store })
  await makePhone().count(shop, id, { productId: tea, quantityMilli: 5000 })
  await sell(shop, tea, 1, new Date())
  expect((await look(shop, id)).review?.lines).toMatchObject([
    { expectedMilli: 6000, differenceMilli: -1000, valueMinor: -15 },
  ])
  await post(shop, id)
  expect((await shop.run((tx) => levelOf(tx, tea))).quantityMilli).toBe(8000)
  expect(await shop.run(verifyStock)).toEqual([])
})

describe('a stocktake', () => {
  test('is posted once, by what somebody saw, and not without a count', async () => {
    const shop = await makeTenant()
    const tea = await stocked(shop, '冬瓜茶', 10, 15)
    const form = openForm()
    await shop.run((tx) => stocktakes.openStocktake(tx, form))
    const { id } = await shop.run((tx) => stocktakes.openStocktake(tx, form))
    await expect(post(shop, id)).rejects.toMatchObject({ code: 'inventory.nothing_counted' })
    await makePhone().count(shop, id, { productId: tea, quantityMilli: 9000 })
    const stale = { stocktakeId: id, id: newId(), uncounted: 'leave' as const, seen: 0 }
    await expect(shop.run((tx) => stocktakes.postStocktake(tx, stale))).rejects.toMatchObject({
      code: 'inventory.counted_meanwhile',
      status: 409,
    })
    const twice = { ...stale, seen: 1 }
    await shop.run((tx) => stocktakes.postStocktake(tx, twice))
    await shop.run((tx) => stocktakes.postStocktake(tx, twice))
    expect((await shop.run((tx) => levelOf(tx, tea))).quantityMilli).toBe(9000)
    await expect(
      shop.run((tx) => stocktakes.postStocktake(tx, { ...twice, id: newId() })),
    ).rejects.toMatchObject({ code: 'inventory.stocktake_ended' })
    await expect(shop.run((tx) => stocktakes.dropStocktake(tx, id))).rejects.toMatchObject({
      code: 'inventory.stocktake_ended',
    })
  })

  test('that is dropped books nothing', async () => {
    const shop = await makeTenant()
    const tea = await stocked(shop, '冬瓜茶', 10, 15)
    const { id } = await open(shop)
    await makePhone().count(shop, id, { productId: tea, quantityMilli: 1000 })
    await shop.run((tx) => stocktakes.dropStocktake(tx, id))
    await shop.run((tx) => stocktakes.dropStocktake(tx, id))
    expect((await look(shop, id)).state).toBe('dropped')
    expect((await shop.run((tx) => levelOf(tx, tea))).quantityMilli).toBe(10_000)
    await expect(
      shop.run((tx) => stocktakes.letPhonesIn(tx, shop.tenantId, id)),
    ).rejects.toMatchObject({ code: 'inventory.stocktake_ended' })
  })

  test('of another shop is not there', async () => {
    const shop = await makeTenant()
    const other = await makeTenant()
    const { id } = await open(shop)
    await expect(look(other, id)).rejects.toMatchObject({
      code: 'inventory.unknown_stocktake',
      status: 404,
    })
    expect(await other.read((tx) => stocktakes.listStocktakes(tx))).toEqual({
      stocktakes: [],
      hasMore: false,
    })
  })
})
