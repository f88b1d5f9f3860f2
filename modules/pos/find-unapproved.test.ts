import { expect, test } from 'vitest'
import { writeSetting } from '#modules/kernel/settings.ts'
import { connectDatabase } from '#test/database.ts'
import { makeCashier, makeProduct, makeTenant, trialBalance } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { ingestEvents, sketchSale } from './index.ts'
import { TILL_RULES } from './settings.ts'
import { INITIAL_RULES, type SaleCompletedBody, type SoldLine } from './shared.ts'

connectDatabase()

async function makeShop() {
  const shop = await makeTenant()
  const till = new MadeTill()
  const cashierId = await makeCashier(shop)
  const productId = await shop.run(async (tx) => {
    await till.register(tx)
    return makeProduct(tx, { priceMinor: 25, costMinor: 15, stockMilli: 100_000 })
  })
  /** Four bottles, NT$25 each unless said otherwise. */
  const sell = async (line: Partial<SoldLine>, change: Partial<SaleCompletedBody> = {}) => {
    const bottles = {
      productId,
      name: '冬瓜茶',
      unit: 'bottle',
      soldBy: 'piece' as const,
      taxClass: 'taxable' as const,
      quantityMilli: 4000,
      unitPriceMinor: 25,
    }
    const body = sketchSale({
      cashierId,
      taxRates: { taxable: 0, zero: 0, exempt: 0 },
      lines: [{ ...bottles, ...line }],
    })
    const event = till.write('sale.completed', { ...body, ...change })
    const { results } = await shop.run((tx) => ingestEvents(tx, till.batch(event)))
    return results.map((each) => [each.disposition, ...each.reasons].join(':')).join()
  }
  return { shop, sell, cashierId }
}

const percent = (ratePpm: number) => ({ discount: { kind: 'percent' as const, ratePpm } })

test('a discount above the share of the shop asks for somebody in charge', async () => {
  const { shop, sell, cashierId } = await makeShop()
  const agreed = (approvedById: string) => ({
    approvals: [{ kind: 'discount' as const, approvedById }],
  })
  expect(await sell(percent(200_000))).toBe('posted')
  expect(await sell(percent(250_000))).toBe('posted_flagged:approval_missing')
  expect(await sell(percent(250_000), agreed(cashierId))).toBe('posted_flagged:approval_missing')
  expect(await sell(percent(250_000), agreed(shop.userId))).toBe('posted')
  expect(await sell(percent(250_000), { cashierId: shop.userId })).toBe('posted')
  // Agreed to something else is not agreed to this.
  const approvals = [{ kind: 'price' as const, approvedById: shop.userId }]
  expect(await sell(percent(250_000), { approvals })).toBe('posted_flagged:approval_missing')
  expect(await shop.read(trialBalance)).toBe(0)
})

test('another price asks too, where the shop wants that; the rule of its own time counts', async () => {
  const { shop, sell } = await makeShop()
  const before = new Date().toISOString()
  const cheaper = { unitPriceMinor: 20, listPriceMinor: 25 }
  expect(await sell(cheaper)).toBe('posted_flagged:price_changed:approval_missing')
  // The till's own catalogue was older: nobody set a price.
  expect(await sell({ unitPriceMinor: 20 })).toBe('posted_flagged:price_changed')
  await shop.run((tx) =>
    writeSetting(tx, TILL_RULES, { ...INITIAL_RULES, priceNeedsApproval: false }),
  )
  expect(await sell(cheaper, { soldAt: before })).toBe(
    'posted_flagged:price_changed:approval_missing',
  )
  expect(await sell(cheaper)).toBe('posted_flagged:price_changed')
  expect(await shop.read(trialBalance)).toBe(0)
})
