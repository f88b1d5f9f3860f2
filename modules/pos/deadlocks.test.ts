import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { retryDeadlock } from '#modules/kernel/retry-deadlock.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant, trialBalance } from '#test/make.ts'
import { MadeTill } from '#test/make-events.ts'
import { ingestEvents } from './index.ts'

connectDatabase()

test('tills that sell the same goods in opposite orders end up booked, all of them', async () => {
  const shop = await makeTenant()
  const tills = [new MadeTill(), new MadeTill()]
  const [one, other] = await shop.run(async (tx) => {
    for (const till of tills) await till.register(tx)
    const make = () => makeProduct(tx, { priceMinor: 25, costMinor: 15, stockMilli: 500_000 })
    return [await make(), await make()] as const
  })
  let tries = 0
  const sellIn = (till: MadeTill, order: readonly string[]) => {
    const sale = (productId: string) =>
      till.quickSale({ cashierId: shop.userId, lines: [{ productId, unitPriceMinor: 25 }] })
    // A drawer between two sales: they are not booked in one statement.
    const drawer = () =>
      till.write('drawer.opened', {
        openId: newId(),
        reason: 'check',
        openedAt: new Date().toISOString(),
        cashierId: shop.userId,
      })
    const events = order.flatMap((productId) => [sale(productId), drawer()])
    return retryDeadlock(() => {
      tries += 1
      return shop.run((tx) => ingestEvents(tx, till.batch(...events)))
    })
  }
  const rounds = 6
  for (let round = 0; round < rounds; round += 1) {
    const orders = [
      [one, other],
      [other, one],
    ]
    const replies = await Promise.all(tills.map((till, index) => sellIn(till, orders[index] ?? [])))
    for (const { results } of replies) {
      expect(results.map((each) => each.disposition)).toEqual(Array(4).fill('posted'))
    }
  }
  // At least one of them met a deadlock, or this test says nothing.
  expect(tries).toBeGreaterThan(2 * rounds)
  expect(await shop.read(trialBalance)).toBe(0)
  const levels = await shop.read((tx) =>
    tx.selectFrom('stockLevel').select('quantityMilli').execute(),
  )
  expect(levels.map((each) => each.quantityMilli)).toEqual([488_000, 488_000])
})
