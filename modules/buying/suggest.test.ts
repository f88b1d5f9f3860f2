import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeOrder } from '#test/make-purchase.ts'
import { makeBuyingShop } from '#test/make-purchase-shop.ts'
import { orders } from './index.ts'
import { suggestQuantity } from './shared.ts'

connectDatabase()

const FACTS = {
  soldMilli: 28_000,
  dayCount: 28,
  leadDays: 3,
  coverDays: 7,
  reorderMilli: 4_000,
  stockMilli: 2_000,
  onOrderMilli: 0,
  packMilli: 1_000,
}

test('what sells in the days to come, and the reserve, less what is there and on its way', () => {
  // One a day for ten days, four in reserve, two there.
  expect(suggestQuantity(FACTS)).toEqual({ quantityMilli: 12_000, packs: 12 })
  expect(suggestQuantity({ ...FACTS, packMilli: 24_000 })).toEqual({
    quantityMilli: 24_000,
    packs: 1,
  })
  expect(suggestQuantity({ ...FACTS, onOrderMilli: 12_000 }).packs).toBe(0)
  // What was sold without being there does not count twice: nothing lies there.
  expect(suggestQuantity({ ...FACTS, stockMilli: -5_000 }).packs).toBe(14)
  // Newer goods are not thought slow because they were not there.
  expect(suggestQuantity({ ...FACTS, soldMilli: 4_000, dayCount: 2 }).packs).toBe(22)
})

test('a suggestion stands under who sold it last, with its price, and knows what is on its way', async () => {
  const shop = await makeBuyingShop()
  await shop.buy([{ productId: shop.tea, quantity: '20', amount: '250' }])
  await shop.sell(shop.tea, 18_000)
  await shop.sell(shop.milk, 1_000)
  const suggest = () => shop.read((tx) => orders.suggestOrders(tx, 7))
  const [known, unknown] = await suggest()
  expect(known).toMatchObject({ supplierId: shop.supplierId, leadDays: 3 })
  // Everything began today: 18 in one day, for ten days, and 2 are there.
  expect(known?.lines).toMatchObject([
    { productId: shop.tea, packs: 178, lastMilli: 12_500, averageMilli: 12_500 },
  ])
  expect(unknown).toMatchObject({ supplierId: null, lines: [{ productId: shop.milk }] })
  const orderId = await shop.run((tx) =>
    makeOrder(tx, shop.supplierId, [{ productId: shop.tea, quantity: '100', amount: '' }]),
  )
  expect((await suggest())[0]?.lines[0]).toMatchObject({ onOrderMilli: 100_000, packs: 78 })
  await shop.run((tx) => orders.cancelOrder(tx, { id: newId(), orderId, note: '' }))
  expect((await suggest())[0]?.lines[0]).toMatchObject({ onOrderMilli: 0, packs: 178 })
})
