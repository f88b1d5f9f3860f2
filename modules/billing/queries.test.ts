import { expect, test } from 'vitest'
import { getShopClock, sumSales } from '#modules/pos/index.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeSale, makeStockedProduct } from '#test/make-sale.ts'
import { listUsageDays } from './queries.ts'

connectDatabase()

test('the meter of a month counts its sales by the shop’s days, and each day opens into them', async () => {
  const { run, read } = await makeTenant()
  await run(async (tx) => {
    const product = await makeStockedProduct(tx)
    for (const soldAt of [
      '2026-10-31T15:59:59Z', // still October in Taipei
      '2026-10-31T16:00:00Z', // 1 November
      '2026-11-23T02:00:00Z',
      '2026-11-23T15:59:00Z',
      '2026-11-30T16:00:00Z', // December
    ]) {
      await makeSale(tx, { soldAt, lines: [{ product }] })
    }
  })
  const { timeZone } = await read(getShopClock)
  const days = await read((tx) => listUsageDays(tx, 'sale', '2026-11-01', '2026-11-30', timeZone))
  expect(days).toEqual([
    { day: '2026-11-23', quantity: 2 },
    { day: '2026-11-01', quantity: 1 },
  ])
  for (const { day, quantity } of days) {
    const sum = await read((tx) => sumSales(tx, { from: day, to: day }, timeZone))
    expect(sum.saleCount).toBe(quantity)
  }
})
