import { expect, test } from 'vitest'
import { TAX_PROFILE } from '#modules/identity/index.ts'
import { writeSetting } from '#modules/kernel/settings.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { sketchRefund } from '#test/make-refund.ts'
import { ingestEvents, listMargins, sketchSale, sumMarginByMonth } from './index.ts'

connectDatabase()

test('what goods earn is without tax, less cost, less what came back', async () => {
  const shop = await makeTenant()
  const till = new MadeTill()
  const productId = await shop.run(async (tx) => {
    await till.register(tx)
    await writeSetting(tx, TAX_PROFILE, { kind: 'invoice_user', taxId: '10458575' })
    return makeProduct(tx, { priceMinor: 105, costMinor: 60, stockMilli: 10_000 })
  })
  const sale = sketchSale({
    cashierId: shop.userId,
    taxRates: { taxable: 50_000, zero: 0, exempt: 0 },
    lines: [
      {
        productId,
        name: '冬瓜茶',
        unit: 'bottle',
        soldBy: 'piece',
        taxClass: 'taxable',
        quantityMilli: 3000,
        unitPriceMinor: 105,
      },
    ],
  })
  await shop.run((tx) =>
    ingestEvents(
      tx,
      till.batch(
        till.write('sale.completed', { ...sale }),
        till.write('sale.refunded', { ...sketchRefund(sale, { quantities: { 0: 1000 } }) }),
      ),
    ),
  )
  const today = dayIn('Asia/Taipei', new Date())
  const days = { from: today, to: today }
  const { rows, sums } = await shop.read((tx) => listMargins(tx, days))
  expect(rows).toMatchObject([
    { productId, quantityMilli: 2000, salesMinor: 200, costMinor: 120, marginMinor: 80 },
  ])
  expect(sums).toEqual({ salesMinor: 200, costMinor: 120, marginMinor: 80 })
  expect(await shop.read((tx) => sumMarginByMonth(tx, days))).toEqual([
    { month: today.slice(0, 7), valueMinor: 80 },
  ])
  const before = { from: '2000-01-01', to: '2000-12-31' }
  expect((await shop.read((tx) => listMargins(tx, before))).rows).toEqual([])
})
