import { describe, expect, test } from 'vitest'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { places, saveProduct, stockActs, stockLists } from './index.ts'
import { issueStock } from './issue-stock.ts'
import { receiveStock } from './receive-stock.ts'
import { ProductInput } from './shared.ts'

connectDatabase()

const at = (day: string) => ({ occurredAt: new Date(`${day}T04:00:00Z`), sourceId: newId() })
async function buy(tx: Tx, productId: string, day: string, pieces: number, valueMinor: number) {
  const line = { productId, quantityMilli: pieces * 1000, valueMinor, kind: 'purchase' as const }
  await receiveStock(tx, [{ ...line, ...at(day), sourceType: 'purchase_receipt' }])
}
async function sell(tx: Tx, productId: string, day: string, pieces: number) {
  const line = { productId, quantityMilli: pieces * 1000, kind: 'sale' as const }
  await issueStock(tx, [{ ...line, ...at(day), sourceType: 'sale' }])
}
async function save(tx: Tx, name: string, more: object = {}): Promise<string> {
  const id = newId()
  await saveProduct(tx, ProductInput.parse({ id, name, unit: 'can', costMinor: 10, ...more }))
  return id
}
const said = (page: stockLists.StockPage) =>
  page.rows.map(({ name, quantityMilli, valueMinor }) => [name, quantityMilli, valueMinor])

describe('what lies there', () => {
  test('now and when a past day ended, searched for and filtered, with the sums of all', async () => {
    const shop = await makeTenant()
    await shop.run(async (tx) => {
      const tuna = await save(tx, '鮪魚罐頭', { reorderLevelMilli: 5000 })
      const gas = await save(tx, '瓦斯罐')
      await save(tx, '沒有的貨')
      await buy(tx, tuna, '2026-11-02', 10, 300)
      await sell(tx, tuna, '2026-11-03', 4)
      await sell(tx, gas, '2026-11-04', 2)
      // Written down later, for a day before.
      await buy(tx, tuna, '2026-11-01', 2, 24)
    })
    const list = (query: stockLists.StockQuery) =>
      shop.read((tx) => stockLists.listStock(tx, query))
    expect(said(await list({}))).toEqual([
      ['沒有的貨', 0, 0],
      ['瓦斯罐', -2000, -20],
      ['鮪魚罐頭', 8000, 204],
    ])
    expect((await list({})).sums).toEqual({
      valueMinor: 184,
      productCount: 3,
      negativeCount: 1,
      lowCount: 0,
    })
    expect(said(await list({ day: '2026-11-01' }))).toEqual([['鮪魚罐頭', 2000, 24]])
    expect(said(await list({ day: '2026-11-03' }))).toEqual([['鮪魚罐頭', 8000, 204]])
    expect(said(await list({ day: '2026-10-31' }))).toEqual([])
    expect(said(await list({ search: '瓦斯' }))).toEqual([['瓦斯罐', -2000, -20]])
    expect((await list({ search: '瓦斯' })).sums.productCount).toBe(3)
    expect(said(await list({ filter: 'negative' }))).toEqual([['瓦斯罐', -2000, -20]])
    const none = await list({ search: '找不到' })
    expect(none).toMatchObject({ rows: [], sums: { valueMinor: 184 } })
  })

  test('at one place it has its share of the value, and the floor holds the rest', async () => {
    const shop = await makeTenant()
    const store = { id: newId(), name: '倉庫', kind: 'store' as const }
    await shop.run(async (tx) => {
      await places.savePlace(tx, store)
      const rice = await save(tx, '白米')
      await buy(tx, rice, '2026-11-02', 10, 1000)
      const carry = { id: newId(), note: '', locationId: null, toLocationId: store.id }
      const lines = [{ productId: rice, quantityMilli: 7000 }]
      await stockActs.carryGoods(tx, { ...carry, lines })
    })
    const list = (query: stockLists.StockQuery) =>
      shop.read((tx) => stockLists.listStock(tx, query))
    expect(said(await list({ placeId: store.id }))).toEqual([['白米', 7000, 700]])
    expect(said(await list({ placeId: null }))).toEqual([['白米', 3000, 300]])
    expect(said(await list({ placeId: store.id, day: '2026-11-05' }))).toEqual([])
    expect(said(await list({ placeId: null, day: '2026-11-05' }))).toEqual([['白米', 10_000, 1000]])
  })
})

test('the moves of a product stand by their days, with what lay there after each', async () => {
  const shop = await makeTenant()
  const id = await shop.run(async (tx) => {
    const tuna = await save(tx, '鮪魚')
    await buy(tx, tuna, '2026-10-20', 5, 100)
    await sell(tx, tuna, '2026-11-10', 2)
    await buy(tx, tuna, '2026-11-05', 5, 150)
    await sell(tx, tuna, '2026-12-01', 1)
    return tuna
  })
  const shown = await shop.read((tx) =>
    stockLists.getMovement(tx, { productId: id, from: '2026-11-01', to: '2026-11-30' }),
  )
  expect(shown.opening).toEqual({ quantityMilli: 5000, valueMinor: 100 })
  expect(shown.closing).toEqual({ quantityMilli: 8000, valueMinor: 210 })
  expect(
    shown.rows.map((row) => [
      row.postedOn,
      row.kind,
      row.quantityMilli,
      row.levelMilli,
      row.levelMinor,
    ]),
  ).toEqual([
    ['2026-11-10', 'sale', -2000, 8000, 210],
    ['2026-11-05', 'purchase', 5000, 10_000, 250],
  ])
  const second = await shop.read((tx) =>
    stockLists.getMovement(tx, {
      productId: id,
      from: '2026-11-01',
      to: '2026-11-30',
      page: 2,
      limit: 1,
    }),
  )
  expect(second.rows).toMatchObject([{ kind: 'purchase', levelMilli: 10_000 }])
})
