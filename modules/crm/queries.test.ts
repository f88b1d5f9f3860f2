import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import {
  changeTabLimit,
  createCustomer,
  ensureCustomers,
  getCustomerTab,
  listTabs,
  listTillCustomers,
  recordTabEntries,
  saveCustomer,
} from './index.ts'

connectDatabase()

const DAY_MS = 86_400_000
const USUAL = 3_000

async function makeShop() {
  const shop = await makeTenant()
  const now = Date.now()
  /** Writes [days ago, amount] in this order. */
  const happen = (customerId: string, ...moves: [number, number][]) =>
    shop.run((tx) =>
      recordTabEntries(
        tx,
        moves.map(([daysAgo, amountMinor]) => ({
          customerId,
          kind: amountMinor > 0 ? ('sale' as const) : ('payment' as const),
          amountMinor,
          sourceType: amountMinor > 0 ? 'sale' : 'tab_payment',
          sourceId: newId(),
          occurredAt: new Date(now - daysAgo * DAY_MS),
        })),
      ),
    )
  const meet = async (name: string, phone?: string) => {
    const customerId = newId()
    await shop.run((tx) => createCustomer(tx, { customerId, name, phone }))
    return customerId
  }
  const daysAgo = (at: Date | null) =>
    at === null ? null : Math.round((now - at.getTime()) / DAY_MS)
  return { shop, happen, meet, daysAgo }
}

test('payments pay the oldest first: what is open, since when, and how old', async () => {
  const { shop, happen, meet, daysAgo } = await makeShop()
  const customerId = await meet('林秋月')
  await happen(customerId, [100, 400], [70, 300], [40, 200], [2, 100], [1, -500])
  const [tab] = await shop.read((tx) => listTabs(tx, USUAL))
  expect(tab).toMatchObject({
    name: '林秋月',
    owesMinor: 500,
    limitMinor: USUAL,
    ages: { upTo30Minor: 100, upTo60Minor: 200, upTo90Minor: 200, olderMinor: 0 },
  })
  expect(daysAgo(tab?.since ?? null)).toBe(70)
})

test('whoever owes longest comes first, then who owes nothing or has credit', async () => {
  const { shop, happen, meet } = await makeShop()
  const [clear, young, old, credit] = [
    await meet('沒欠'),
    await meet('剛欠'),
    await meet('欠久'),
    await meet('多付'),
  ]
  await happen(young, [1, 900])
  await happen(old, [50, 10])
  await happen(credit, [3, -80])
  await happen(clear, [9, 10], [8, -10])
  const tabs = await shop.read((tx) => listTabs(tx, USUAL))
  expect(tabs.map((tab) => [tab.id, tab.owesMinor])).toEqual([
    [old, 10],
    [young, 900],
    [credit, -80],
    [clear, 0],
  ])
  expect(tabs.slice(2).map((tab) => tab.since)).toEqual([null, null])
})

test('a till is told the last digits, what is owed, since when, and the limit that holds', async () => {
  const { shop, happen, meet } = await makeShop()
  const customerId = await meet('高金水', '0912-345-678')
  const unnamed = newId()
  await shop.run((tx) => ensureCustomers(tx, [unnamed]))
  await shop.run((tx) => changeTabLimit(tx, { customerId, tabLimitMinor: 500 }))
  await happen(customerId, [3, 120])
  const customers = await shop.read((tx) => listTillCustomers(tx, USUAL))
  expect(customers).toEqual([
    {
      id: customerId,
      name: '高金水',
      phoneEnd: '678',
      owesMinor: 120,
      limitMinor: 500,
      owesSince: expect.any(String),
    },
    { id: unnamed, name: '', phoneEnd: null, owesMinor: 0, limitMinor: USUAL, owesSince: null },
  ])
})

test('a tab runs in the order of the shop, whatever arrived first', async () => {
  const { shop, happen, meet } = await makeShop()
  const customerId = await meet('阿松伯')
  await happen(customerId, [1, 30], [5, 100], [3, -60])
  const tab = await shop.read((tx) => getCustomerTab(tx, customerId))
  expect(tab.entries.map((each) => [each.amountMinor, each.balanceMinor])).toEqual([
    [30, 70],
    [-60, 40],
    [100, 100],
  ])
  expect(tab).toMatchObject({ name: '阿松伯', owesMinor: 70, hasMore: false })
})

test('a name that was corrected survives the event that comes again; one that is missing comes late', async () => {
  const { shop, meet } = await makeShop()
  const customerId = await meet('林秋日')
  await shop.run((tx) => saveCustomer(tx, { customerId, name: '林秋月', phone: '0911222333' }))
  await shop.run((tx) => createCustomer(tx, { customerId, name: '林秋日' }))
  const late = newId()
  await shop.run((tx) => ensureCustomers(tx, [late]))
  await shop.run((tx) => createCustomer(tx, { customerId: late, name: '後到' }))
  const names = await shop.read((tx) => listTillCustomers(tx, USUAL))
  expect(names.map((each) => each.name).sort()).toEqual(['後到', '林秋月'])
})

test('customers of another shop do not exist here', async () => {
  const { meet } = await makeShop()
  const customerId = await meet('林秋月')
  const { shop: other } = await makeShop()
  const unknown = { code: 'crm.unknown_customer' }
  await expect(other.read((tx) => getCustomerTab(tx, customerId))).rejects.toMatchObject(unknown)
  await expect(
    other.run((tx) => changeTabLimit(tx, { customerId, tabLimitMinor: null })),
  ).rejects.toMatchObject(unknown)
  await expect(
    other.run((tx) => saveCustomer(tx, { customerId, name: '別人', phone: null })),
  ).rejects.toMatchObject(unknown)
})
