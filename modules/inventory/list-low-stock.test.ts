import { expect, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeStockedProduct } from '#test/make-sale.ts'
import { listLowStock } from './list-low-stock.ts'
import { listProducts } from './queries.ts'

connectDatabase()

test('low is at or below the level, sold out first; what has no level is never low', async () => {
  const { run, read } = await makeTenant()
  await run(async (tx) => {
    const stocked = (name: string, stockMilli: number, reorderLevelMilli?: number) =>
      makeStockedProduct(tx, { name, stockMilli, ...(reorderLevelMilli && { reorderLevelMilli }) })
    await stocked('沒有設', 1000)
    await stocked('剛好', 5000, 5000)
    await stocked('還很多', 5001, 5000)
    await stocked('剩一點', 500, 5000)
    await tx
      .insertInto('stockLevel')
      .values({
        productId: (await stocked('賣完了', 0, 5000)).id,
        quantityMilli: -2000,
        valueMinor: 0,
      })
      .execute()
  })
  const low = await read((tx) => listLowStock(tx, 2))
  expect(low.products.map((product) => product.name)).toEqual(['賣完了', '剩一點'])
  expect(low.productCount).toBe(3)
  const goods = await read((tx) => listProducts(tx, { filter: 'low' }))
  expect(goods.counts.low).toBe(3)
})
