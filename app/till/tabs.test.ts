import { expect, test } from 'vitest'
import type { StoredEvent } from '#app/offline/disk.ts'
import { newId } from '#modules/kernel/shared.ts'
import { sampleSnapshot } from './sample-snapshot.ts'
import {
  customersNow,
  findCustomers,
  isPhoneLike,
  openTabs,
  readMetCustomer,
  readTabNote,
  roomOnTab,
  type TabCustomer,
} from './tabs.ts'

const JOURNAL = newId()

const eventOf = (
  seq: number,
  type: string,
  body: Record<string, unknown>,
  more: Partial<StoredEvent> = {},
): StoredEvent => ({
  eventId: newId(),
  journalId: JOURNAL,
  seq,
  type,
  schemaVersion: 1,
  body,
  wallAt: `2026-11-23T03:0${seq}:00.000Z`,
  monoMs: 0,
  bootId: 'boot',
  prevHash: '',
  hash: '',
  ack: null,
  ...more,
})

const tabSale = (seq: number, customerId: string, amountMinor: number) =>
  eventOf(seq, 'sale.completed', {
    customerId,
    payments: [
      { tender: 'cash', amountMinor: 10, tenderedMinor: 10 },
      { tender: 'tab', amountMinor, tenderedMinor: amountMinor },
    ],
  })

const customerOf = (name: string, more: Partial<TabCustomer> = {}): TabCustomer => ({
  id: newId(),
  name,
  phoneEnd: null,
  owesMinor: 0,
  knownOwesMinor: more.owesMinor ?? 0,
  limitMinor: 3_000,
  owesSince: null,
  ...more,
})

function snapshotOf(customers: TabCustomer[], upTo: number | undefined) {
  const tabsUpTo = upTo === undefined ? [] : [{ journalId: JOURNAL, seq: upTo }]
  return { ...sampleSnapshot(), customers, tabsUpTo }
}

const owes = (
  snapshot: ReturnType<typeof snapshotOf>,
  events: StoredEvent[],
  customerId: string,
): number | undefined =>
  customersNow(
    snapshot,
    events.flatMap((event) => readTabNote(event) ?? []),
    events.flatMap((event) => readMetCustomer(event) ?? []),
  ).find((each) => each.id === customerId)?.owesMinor

test('what was sold on a tab, paid off and brought back here counts at once', () => {
  const customer = customerOf('林秋月', { owesMinor: 100 })
  const events = [
    tabSale(1, customer.id, 50),
    eventOf(2, 'tab.paid', { customerId: customer.id, amountMinor: 120 }),
    eventOf(3, 'sale.refunded', {
      customerId: customer.id,
      payments: [{ tender: 'tab', amountMinor: 5 }],
    }),
    eventOf(4, 'sale.completed', { payments: [{ tender: 'cash', amountMinor: 9 }] }),
  ]
  expect(owes(snapshotOf([customer], undefined), events, customer.id)).toBe(25)
})

test('a payment that is taken back is owed again, since when it was owed before', () => {
  const since = '2026-09-30T02:00:00.000Z'
  const customer = customerOf('林秋月', { owesMinor: 100, owesSince: since })
  const paid = eventOf(1, 'tab.paid', { customerId: customer.id, amountMinor: 100 })
  const undone = eventOf(2, 'tab.payment_undone', { customerId: customer.id, amountMinor: 100 })
  const now = (...events: StoredEvent[]) =>
    customersNow(
      snapshotOf([customer], undefined),
      events.flatMap((event) => readTabNote(event) ?? []),
      [],
    )[0]
  expect(now(paid)).toMatchObject({ owesMinor: 0, owesSince: null })
  expect(now(paid, undone)).toMatchObject({ owesMinor: 100, owesSince: since })
  expect(now(paid, tabSale(3, customer.id, 5))?.owesSince).not.toBe(since)
})

test('an entry counts until a snapshot holds it, whatever the server has answered by then', () => {
  const before = customerOf('林秋月', { owesMinor: 100 })
  const ack = { disposition: 'posted' as const, reasons: [], at: '2026-11-23T04:00:00.000Z' }
  const events = [tabSale(7, before.id, 50), { ...tabSale(9, before.id, 30), ack }]
  expect(owes(snapshotOf([before], 6), events, before.id)).toBe(180)
  // The answer came, and the snapshot is still the old one: nothing changes on the screen.
  const answered = events.map((event) => ({ ...event, ack }))
  expect(owes(snapshotOf([before], 6), answered, before.id)).toBe(180)
  // A snapshot that holds the first of the two, then one that holds both.
  const half = { ...before, owesMinor: 150 }
  expect(owes(snapshotOf([half], 7), answered, before.id)).toBe(180)
  const both = { ...before, owesMinor: 180 }
  expect(owes(snapshotOf([both], 9), answered, before.id)).toBe(180)
})

test('whoever was met here is there at once, and is the same person when the shop knows them', () => {
  const customerId = newId()
  const met = eventOf(
    1,
    'customer.created',
    { customerId },
    { personal: { customerName: '阿松伯', customerPhone: '0912-345-678' } },
  )
  const snapshot = snapshotOf([], undefined)
  const note = readTabNote(tabSale(2, customerId, 60))
  const [customer] = customersNow(
    snapshot,
    note ? [note] : [],
    [readMetCustomer(met)].flatMap((each) => each ?? []),
  )
  expect(customer).toEqual({
    id: customerId,
    name: '阿松伯',
    phoneEnd: '678',
    owesMinor: 60,
    knownOwesMinor: 0,
    limitMinor: 3_000,
    owesSince: '2026-11-23T03:02:00.000Z',
  })
  const known = customerOf('阿松伯（山上）', { id: customerId, owesMinor: 60 })
  expect(
    customersNow(
      snapshotOf([known], 2),
      note ? [note] : [],
      [readMetCustomer(met)].flatMap((each) => each ?? []),
    ),
  ).toEqual([known])
})

test('without a network half of what was left may go on a tab, with one all of it', () => {
  const customer = customerOf('林秋月', { owesMinor: 1_000, limitMinor: 3_001 })
  expect(roomOnTab(customer, true)).toBe(2_001)
  expect(roomOnTab(customer, false)).toBe(1_000)
  const later = { ...customer, owesMinor: 1_800 }
  expect(roomOnTab(later, false)).toBe(200)
  const over = { ...customer, owesMinor: 3_500, knownOwesMinor: 3_600 }
  expect(roomOnTab(over, true)).toBe(-499)
  expect(roomOnTab(over, false)).toBe(-499)
})

test('people are found by a part of their name or the last digits of their phone', () => {
  const people = [
    customerOf('高金水', { phoneEnd: '678' }),
    customerOf('林金月', { phoneEnd: '128', owesMinor: 5 }),
    customerOf('金山商店'),
    customerOf('Nguyễn Thị Thu Hương'),
  ]
  const names = (query: string) => findCustomers(people, query, 10).map((each) => each.name)
  expect(names('金')).toEqual(['金山商店', '林金月', '高金水'])
  expect(names('678')).toEqual(['高金水'])
  expect(names('0912 345 128')).toEqual(['林金月'])
  expect(names('8')).toEqual(['高金水', '林金月'])
  expect(names('nguyen thu')).toEqual(['Nguyễn Thị Thu Hương'])
  expect(names('沒有')).toEqual([])
  expect(findCustomers(people, '', 2).map((each) => each.name)).toEqual(['林金月', '高金水'])
})

test('a name with digits in it is a name, and digits alone are a phone', () => {
  expect(isPhoneLike('王阿嬌1234')).toBe(false)
  expect(isPhoneLike('0912-345 678')).toBe(true)
  expect(isPhoneLike(' - ')).toBe(false)
})

test('open tabs stand by how long, how much or by name; who owes nothing is not among them', () => {
  const people = [
    customerOf('丁', { owesMinor: 10, owesSince: '2026-11-01' }),
    customerOf('一', { owesMinor: 30, owesSince: '2026-11-05' }),
    customerOf('付清了'),
    customerOf('有餘', { owesMinor: -10 }),
    customerOf('林', { owesMinor: 20, owesSince: '2026-10-01' }),
  ]
  const names = (order: 'longest' | 'most' | 'name') =>
    openTabs(people, order).map((each) => each.name)
  expect(names('longest')).toEqual(['林', '丁', '一'])
  expect(names('most')).toEqual(['一', '林', '丁'])
  expect(names('name')).toEqual(['一', '丁', '林'])
})
