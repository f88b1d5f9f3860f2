import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { createCustomer, listTabAges, listTabs, recordTabEntries } from './index.ts'

connectDatabase()

/** A customer and what they took and paid: [instant, amount]. */
async function makeTab(moves: readonly [at: string, amountMinor: number][]) {
  const shop = await makeTenant()
  const customerId = newId()
  await shop.run(async (tx) => {
    await createCustomer(tx, { customerId, name: '林秋月' })
    await recordTabEntries(
      tx,
      moves.map(([at, amountMinor]) => ({
        customerId,
        kind: amountMinor > 0 ? ('sale' as const) : ('payment' as const),
        amountMinor,
        sourceType: amountMinor > 0 ? 'sale' : 'tab_payment',
        sourceId: newId(),
        occurredAt: new Date(at),
      })),
    )
  })
  return { shop, customerId, agesOn: (day: string) => shop.read((tx) => listTabAges(tx, day)) }
}

const MOVES = [
  ['2026-03-01T04:00:00Z', 400],
  ['2026-04-01T04:00:00Z', 300],
  // Taipei writes the second of May already.
  ['2026-05-01T16:30:00Z', 200],
  ['2026-06-01T04:00:00Z', -500],
] as const satisfies readonly [string, number][]

test('each day shows what was owed then, and a payment that came later does not exist yet', async () => {
  const { agesOn, customerId } = await makeTab(MOVES)
  expect(await agesOn('2026-02-28')).toEqual([])
  expect(await agesOn('2026-05-01')).toEqual([
    { customerId, name: '林秋月', owesMinor: 700, agesMinor: [300, 0, 400, 0] },
  ])
  expect((await agesOn('2026-05-02'))[0]?.agesMinor).toEqual([200, 300, 400, 0])
  expect((await agesOn('2026-05-31'))[0]?.agesMinor).toEqual([200, 300, 0, 400])
  // 500 paid the oldest first: 200 of April is left.
  expect((await agesOn('2026-06-01'))[0]).toMatchObject({
    owesMinor: 400,
    agesMinor: [200, 0, 200, 0],
  })
})

test('who paid more than they owed has credit, and another shop sees nothing', async () => {
  const { agesOn } = await makeTab([...MOVES, ['2026-07-01T04:00:00Z', -450]])
  expect((await agesOn('2026-07-01'))[0]).toMatchObject({
    owesMinor: -50,
    agesMinor: [-50, 0, 0, 0],
  })
  const other = await makeTenant()
  expect(await other.read((tx) => listTabAges(tx, '2026-07-01'))).toEqual([])
})

test('today it says what the list of tabs says', async () => {
  const days = (count: number) => new Date(Date.now() - count * 86_400_000).toISOString()
  const { shop, agesOn } = await makeTab([
    [days(100), 400],
    [days(70), 300],
    [days(40), 200],
    [days(2), 100],
    [days(1), -500],
  ])
  const [tab] = await shop.read((tx) => listTabs(tx, 3_000))
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const { upTo30Minor, upTo60Minor, upTo90Minor, olderMinor } = tab?.ages ?? {}
  expect((await agesOn(today))[0]?.agesMinor).toEqual([
    upTo30Minor,
    upTo60Minor,
    upTo90Minor,
    olderMinor,
  ])
})
