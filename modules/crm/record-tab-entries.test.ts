import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { ensureCustomers, recordTabEntries, type TabEntryInput } from './index.ts'

connectDatabase()

const entryOf = (customerId: string, more: Partial<TabEntryInput> = {}): TabEntryInput => ({
  customerId,
  kind: 'sale',
  amountMinor: 100,
  sourceType: 'sale',
  sourceId: newId(),
  occurredAt: new Date('2026-11-23T03:00:00Z'),
  ...more,
})

async function makeShop() {
  const shop = await makeTenant()
  const customerId = newId()
  const unknown = await shop.run((tx) => ensureCustomers(tx, [customerId]))
  const balances = () =>
    shop.read((tx) =>
      tx
        .selectFrom('tabBalance')
        .select(['customerId', 'balanceMinor'])
        .orderBy('customerId')
        .execute(),
    )
  const sums = () =>
    shop.read((tx) =>
      tx
        .selectFrom('tabEntry')
        .select(({ fn }) => ['customerId', fn.sum<string>('amountMinor').as('sum')])
        .groupBy('customerId')
        .orderBy('customerId')
        .execute(),
    )
  return { shop, customerId, unknown, balances, sums }
}

test('a tab goes up by what is taken and down by what is paid, and may become credit', async () => {
  const { shop, customerId } = await makeShop()
  const after = await shop.run((tx) =>
    recordTabEntries(tx, [
      entryOf(customerId, { amountMinor: 300 }),
      entryOf(customerId, { kind: 'payment', amountMinor: -500, sourceType: 'tab_payment' }),
      entryOf(customerId, { amountMinor: 50 }),
    ]),
  )
  expect(after.map((tab) => tab.balanceMinor)).toEqual([300, -200, -150])
})

test('the same source changes a tab once, also within one batch', async () => {
  const { shop, customerId, balances } = await makeShop()
  const entry = entryOf(customerId, { amountMinor: 120 })
  const first = await shop.run((tx) => recordTabEntries(tx, [entry, entry]))
  const again = await shop.run((tx) => recordTabEntries(tx, [entry]))
  expect([...first, ...again].map((tab) => tab.balanceMinor)).toEqual([120, 120, 120])
  expect(await balances()).toEqual([{ customerId, balanceMinor: 120 }])
})

test('whoever is not known yet is made, and named as new once', async () => {
  const { shop, customerId, unknown } = await makeShop()
  expect([...unknown]).toEqual([customerId])
  expect((await shop.run((tx) => ensureCustomers(tx, [customerId]))).size).toBe(0)
})

test('tills that write the same tabs at once, in any order, leave balances that are the sums', async () => {
  const { shop, customerId, balances, sums } = await makeShop()
  const others = Array.from({ length: 4 }, newId)
  const everyone = [customerId, ...others]
  await shop.run((tx) => ensureCustomers(tx, others))
  await Promise.all(
    Array.from({ length: 24 }, (_, till) =>
      shop.run((tx) => {
        const order = till % 2 === 0 ? everyone : [...everyone].reverse()
        return recordTabEntries(
          tx,
          order.map((id, line) => entryOf(id, { amountMinor: till % 3 === 0 ? -7 : 10 + line })),
        )
      }),
    ),
  )
  const summed = (await sums()).map((row) => ({ ...row, sum: Number(row.sum) }))
  expect(summed).toHaveLength(5)
  expect((await balances()).map((row) => row.balanceMinor)).toEqual(summed.map((row) => row.sum))
})
