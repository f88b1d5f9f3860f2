import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/shared.ts'
import { ScamPausedBody } from '#modules/pos/shared.ts'
import { cartReducer, openCart } from './cart.ts'
import { sampleProduct, sampleSnapshot } from './sample-snapshot.ts'
import { needsScamPause, recordScamPause, scamProneMinor } from './scam.ts'

const pointCards = newId()
const water = newId()
const card = sampleProduct('點數卡 1000', { priceMinor: 1000, categoryId: pointCards })
const bottle = sampleProduct('礦泉水', { priceMinor: 20, categoryId: water })
const snapshot = {
  ...sampleSnapshot([card, bottle]),
  categories: [
    { id: pointCards, name: '點數卡', names: {}, pictogram: null, isScamProne: true },
    { id: water, name: '飲料', names: {}, pictogram: null, isScamProne: false },
  ],
}

const item = (product: typeof card, quantity: number) => ({
  lineId: newId(),
  productId: product.id,
  name: product.name,
  unit: product.unit,
  soldBy: product.soldBy,
  taxClass: product.taxClass,
  quantityMilli: quantity * 1000,
  unitPriceMinor: product.priceMinor ?? 0,
  picture: 'box',
  addedAtMs: 0,
})

const cartOf = (...items: ReturnType<typeof item>[]) =>
  items.reduce((cart, each) => cartReducer(cart, { type: 'add', item: each }), openCart(newId()))

test('only goods of a marked category count', () => {
  expect(scamProneMinor(cartOf(item(card, 2), item(bottle, 300)), snapshot)).toBe(2000)
})

test('the till asks from the threshold on, once for a cart, and never where the shop said so', () => {
  expect(needsScamPause(cartOf(item(card, 2)), snapshot)).toBe(false)
  const much = cartOf(item(card, 3))
  expect(needsScamPause(much, snapshot)).toBe(true)
  expect(needsScamPause(cartReducer(much, { type: 'note_scam_asked' }), snapshot)).toBe(false)
  const never = { ...snapshot, rules: { ...snapshot.rules, scamThresholdMinor: 0 } }
  expect(needsScamPause(much, never)).toBe(false)
  expect(needsScamPause(cartOf(item(bottle, 900)), snapshot)).toBe(false)
})

test('what is written is what the server reads, and says nothing of the person', () => {
  const facts = { receiptCount: 3, shift: { shiftId: newId(), day: '2026-11-27' } }
  const pause = {
    pauseId: newId(),
    at: new Date('2026-11-27T02:00:00Z'),
    amountMinor: 3000,
    outcome: 'called_165' as const,
    answers: { wasAsked: true },
  }
  const entry = recordScamPause(facts, pause)
  expect(entry.facts).toBe(facts)
  expect(entry.events).toHaveLength(1)
  expect(entry.events[0]).toMatchObject({ eventId: pause.pauseId, type: 'scam.paused' })
  expect(ScamPausedBody.parse(entry.events[0]?.body)).toEqual({
    pauseId: pause.pauseId,
    shiftId: facts.shift.shiftId,
    pausedAt: '2026-11-27T02:00:00.000Z',
    amountMinor: 3000,
    outcome: 'called_165',
    answers: { wasAsked: true },
  })
  const early = recordScamPause({ receiptCount: 0, shift: null }, pause)
  expect(ScamPausedBody.parse(early.events[0]?.body).shiftId).toBeUndefined()
})
