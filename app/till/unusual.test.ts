import { describe, expect, test } from 'vitest'
import {
  learn,
  NOTHING_USUAL,
  readUsual,
  type SoldItem,
  unusualCash,
  unusualPrice,
  unusualQuantity,
} from './unusual.ts'

const sold = (more: Partial<SoldItem> = {}): SoldItem => ({
  productId: 'cabbage',
  quantityMilli: 1000,
  unitPriceMinor: 50,
  amountMinor: 50,
  isPriceTyped: true,
  ...more,
})
const times = (n: number, item: SoldItem) => Array.from({ length: n }, () => item)

describe('a typed price', () => {
  const cabbage = { id: 'cabbage', priceMinor: null }

  test('is asked about from ten times the price typed before', () => {
    const usual = learn(NOTHING_USUAL, [sold()])
    expect(unusualPrice(usual, cabbage, 499)).toBeUndefined()
    expect(unusualPrice(usual, cabbage, 500)).toEqual({ typed: 500, usual: 50 })
  })

  test('is measured by the usual line when the product is new', () => {
    const few = learn(NOTHING_USUAL, times(9, sold({ productId: 'tofu' })))
    expect(unusualPrice(few, cabbage, 5000)).toBeUndefined()
    const enough = learn(few, [sold({ productId: 'tofu' })])
    expect(unusualPrice(enough, cabbage, 5000)).toEqual({ typed: 5000, usual: 50 })
  })

  test('is measured by the catalogue when that has one', () => {
    const priced = { id: 'cabbage', priceMinor: 40 }
    expect(unusualPrice(NOTHING_USUAL, priced, 400)).toEqual({ typed: 400, usual: 40 })
  })

  test('one slip that was sold does not make the next one usual', () => {
    const usual = learn(NOTHING_USUAL, [sold(), sold(), sold({ unitPriceMinor: 5000 })])
    expect(unusualPrice(usual, cabbage, 5000)).toEqual({ typed: 5000, usual: 50 })
  })

  test('nothing is asked when nothing is known', () => {
    expect(unusualPrice(NOTHING_USUAL, cabbage, 100_000)).toBeUndefined()
    expect(unusualPrice(learn(NOTHING_USUAL, [sold({ unitPriceMinor: 0 })]), cabbage, 9)).toBe(
      undefined,
    )
  })
})

describe('a quantity', () => {
  const eggs = { productId: 'eggs', soldBy: 'piece' as const }

  test('is asked about from ten times what is usual for the product', () => {
    const usual = learn(NOTHING_USUAL, times(3, sold({ productId: 'eggs', quantityMilli: 2000 })))
    expect(unusualQuantity(usual, eggs, 19_000)).toBeUndefined()
    expect(unusualQuantity(usual, eggs, 20_000)).toEqual({ typed: 20_000, usual: 2000 })
  })

  test('of something new is asked about from thirty pieces', () => {
    expect(unusualQuantity(NOTHING_USUAL, eggs, 29_000)).toBeUndefined()
    expect(unusualQuantity(NOTHING_USUAL, eggs, 30_000)).toEqual({ typed: 30_000 })
  })

  test('of a weight is asked about only once a few were weighed', () => {
    const rice = { productId: 'rice', soldBy: 'weight' as const }
    expect(unusualQuantity(NOTHING_USUAL, rice, 120_000)).toBeUndefined()
    const usual = learn(NOTHING_USUAL, times(3, sold({ productId: 'rice', quantityMilli: 1200 })))
    expect(unusualQuantity(usual, rice, 12_000)).toEqual({ typed: 12_000, usual: 1200 })
  })
})

describe('cash', () => {
  test.each([
    [109, 500, undefined],
    [50, 1000, undefined],
    [25, 2000, undefined],
    [1, 10, undefined],
    [109, 1090, { typed: 1090, usual: 109 }],
    [50, 5000, { typed: 5000, usual: 50 }],
    [109, 50_000, { typed: 50_000, usual: 109 }],
    [109, 1089, undefined],
    [0, 5000, undefined],
  ])('%i paid with %i', (total, received, question) => {
    expect(unusualCash(total, received)).toEqual(question)
  })
})

test('the memory stays small and survives being stored', () => {
  let usual = NOTHING_USUAL
  for (let at = 0; at < 500; at += 1) usual = learn(usual, [sold({ productId: `p${at}` })])
  expect(Object.keys(usual.quantities)).toHaveLength(400)
  expect(usual.quantities.p0).toBeUndefined()
  expect(usual.quantities.p499).toEqual([1000])
  expect(usual.lines).toHaveLength(60)
  expect(readUsual(JSON.parse(JSON.stringify(usual)))).toEqual(usual)
})

test.each([undefined, null, 'x', [], { prices: 3, lines: ['a', -1, 2.5] }])(
  'what is no memory (%j) is none',
  (stored) => {
    expect(readUsual(stored)).toEqual(NOTHING_USUAL)
  },
)
