import { expect, test } from 'vitest'
import { purchases } from '#modules/buying/index.ts'
import { createCustomer, recordTabEntries } from '#modules/crm/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeProduct, makeTenant } from '#test/make.ts'
import { makePurchase, makeSupplier } from '#test/make-purchase.ts'
import { readAgeing } from './ageing.server.ts'

connectDatabase()

test('what suppliers are owed adds up to its account; a tab that nobody booked shows as a difference', async () => {
  const shop = await makeTenant()
  const customerId = newId()
  const supplierId = await shop.run(async (tx) => {
    await createCustomer(tx, { customerId, name: '林秋月' })
    await recordTabEntries(tx, [
      {
        customerId,
        kind: 'sale',
        amountMinor: 70,
        sourceType: 'sale',
        sourceId: newId(),
        occurredAt: new Date('2026-03-02T04:00:00Z'),
      },
    ])
    const supplier = await makeSupplier(tx, { terms: 'days', termDays: '30' })
    const line = { productId: await makeProduct(tx), quantity: '10', amount: '300' }
    const owed = { receivedOn: '2026-03-01', pays: 'owed' }
    await purchases.recordPurchase(tx, makePurchase(supplier, [line], owed))
    return supplier
  })
  const read = (side: 'payable' | 'receivable', day?: string) =>
    shop.read((tx) => readAgeing(tx, { side, day }, 'en'))

  const payable = await read('payable', '2026-04-15')
  expect(payable.rows).toEqual([
    { id: supplierId, label: '部落青果行', amounts: [300, 0, 300, 0, 0, 0] },
  ])
  expect(payable.totals).toEqual([300, 0, 300, 0, 0, 0])
  expect(payable.books).toMatchObject({ code: '2101', amountMinor: 300 })
  expect(payable.columns).toHaveLength(6)

  const receivable = await read('receivable', '2026-03-31')
  expect(receivable.totals).toEqual([70, 70, 0, 0, 0])
  expect(receivable.books).toMatchObject({ code: '1191', amountMinor: 0 })
  expect(receivable.marks).toHaveLength(4)

  const before = await read('payable', '2026-02-28')
  expect(before).toMatchObject({ rows: [], totals: [0, 0, 0, 0, 0, 0], day: '2026-02-28' })
  expect((await read('payable')).day).toBe(before.today)
})
