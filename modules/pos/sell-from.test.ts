import { expect, test } from 'vitest'
import { places, stockActs } from '#modules/inventory/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { ingestEvents } from './index.ts'
import { releasePlace, sellFrom } from './tills.ts'

connectDatabase()

test('a till that sells from the van takes its goods there, until the van is put away', async () => {
  const shop = await makeTenant()
  const till = new MadeTill()
  const van = { id: newId(), name: '貨車', kind: 'van' as const }
  const productId = await shop.run(async (tx) => {
    await till.register(tx)
    await places.savePlace(tx, van)
    return makeProduct(tx, { priceMinor: 25, costMinor: 15, stockMilli: 10_000 })
  })
  const lines = [{ productId, quantityMilli: 2000, unitPriceMinor: 25 }]
  const sell = () => {
    const sale = till.quickSale({ cashierId: shop.userId, lines })
    return shop.run((tx) => ingestEvents(tx, till.batch(sale)))
  }
  const inVan = () =>
    shop.read((tx) => tx.selectFrom('locationLevel').select('quantityMilli').executeTakeFirst())
  await shop.run((tx) =>
    stockActs.carryGoods(tx, {
      id: newId(),
      note: '',
      locationId: null,
      toLocationId: van.id,
      lines: [{ productId, quantityMilli: 5000 }],
    }),
  )
  await sell()
  expect(await inVan()).toEqual({ quantityMilli: 5000 })

  await shop.run((tx) => sellFrom(tx, { tillId: till.tillId, locationId: van.id }))
  await sell()
  expect(await inVan()).toEqual({ quantityMilli: 3000 })

  await shop.run((tx) => releasePlace(tx, van.id))
  await sell()
  expect(await inVan()).toEqual({ quantityMilli: 3000 })
})

test('a till can’t sell from a place that is not there, nor can a till that is not', async () => {
  const shop = await makeTenant()
  const till = new MadeTill()
  await shop.run((tx) => till.register(tx))
  const nowhere = { tillId: till.tillId, locationId: newId() }
  await expect(shop.run((tx) => sellFrom(tx, nowhere))).rejects.toMatchObject({
    code: 'inventory.unknown_place',
  })
  const nobody = { tillId: newId(), locationId: null }
  await expect(shop.run((tx) => sellFrom(tx, nobody))).rejects.toMatchObject({
    code: 'pos.unknown_till',
  })
})
