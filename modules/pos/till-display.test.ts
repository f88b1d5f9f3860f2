import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { makeTill } from '#test/make-sale.ts'
import {
  endTillDisplay,
  lookAtDisplay,
  openTillDisplay,
  showTillDisplay,
  TillDisplayInput,
} from './index.ts'
import type { CustomerView } from './shared.ts'

connectDatabase()

const view: CustomerView = {
  kind: 'pay',
  shop: '山下雜貨店',
  lines: [{ name: '礦泉水', quantity: '2', amountMinor: 40 }],
  lineCount: 1,
  totalMinor: 40,
  receivedMinor: 100,
  changeMinor: 60,
  tipSeed: 'seed',
  showsTip: true,
  theme: 'sun',
  text: 'easy',
  language: 'zh-TW',
}

async function makeShop() {
  const shop = await makeTenant()
  const tillId = await shop.run((tx) => makeTill(tx))
  const open = () => shop.run((tx) => openTillDisplay(tx, { tillId }))
  const show = (what = view) => shop.run((tx) => showTillDisplay(tx, { tillId, view: what }))
  return { shop, tillId, open, show }
}

test('whoever has the secret sees what the till shows, and the till learns that they look', async () => {
  const { open, show } = await makeShop()
  const { token } = await open()
  expect((await lookAtDisplay(token, new Date()))?.view).toBeNull()
  expect(await show()).toEqual({ isOpen: true, isWatched: true })
  const seen = await lookAtDisplay(token, new Date())
  expect(seen?.view).toEqual(view)
  expect(seen?.ageMs).toBeLessThan(10_000)
  expect(await lookAtDisplay(`${token}x`, new Date())).toBeUndefined()
  expect(await lookAtDisplay('x'.repeat(1000), new Date())).toBeUndefined()
})

test('nobody looks until somebody does', async () => {
  const { open, show } = await makeShop()
  await open()
  expect(await show()).toEqual({ isOpen: true, isWatched: false })
})

test('a screen ends when the till ends it, when another is opened, and after a day', async () => {
  const { shop, tillId, open, show } = await makeShop()
  const first = await open()
  const second = await open()
  expect(await lookAtDisplay(first.token, new Date())).toBeUndefined()
  expect(await lookAtDisplay(second.token, new Date())).toBeDefined()
  await shop.run((tx) => endTillDisplay(tx, { tillId }))
  expect(await lookAtDisplay(second.token, new Date())).toBeUndefined()
  expect(await show()).toEqual({ isOpen: false, isWatched: false })
  const third = await open()
  await shop.run((tx) => sql`update till_display set expires_at = now()`.execute(tx))
  expect(await lookAtDisplay(third.token, new Date())).toBeUndefined()
  expect(await show()).toEqual({ isOpen: false, isWatched: false })
})

test("another shop's till, or one that was stopped, gets no screen", async () => {
  const { shop, tillId } = await makeShop()
  const other = await makeTenant()
  const asked = other.run((tx) => openTillDisplay(tx, { tillId }))
  await expect(asked).rejects.toMatchObject({ code: 'pos.unknown_till' })
  await shop.run((tx) => sql`update till set revoked_at = now()`.execute(tx))
  const again = shop.run((tx) => openTillDisplay(tx, { tillId }))
  await expect(again).rejects.toMatchObject({ code: 'pos.unknown_till' })
})

test('a view names nobody: a word more and it is refused', () => {
  const input = { intent: 'show', tillId: newId(), view }
  expect(TillDisplayInput.safeParse(input).success).toBe(true)
  const named = { ...input, view: { ...view, customerName: '林阿姨' } }
  expect(TillDisplayInput.safeParse(named).success).toBe(false)
})
