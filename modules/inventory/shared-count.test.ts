import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COUNT_WAYS, type CountEntry, foldCounts } from './shared-count.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 27, 8, minute)).toISOString()
let nextId = 0
const entry = (more: Partial<CountEntry>): CountEntry => {
  nextId += 1
  return {
    id: `e${nextId}`,
    deviceId: 'phone-1',
    turn: nextId,
    who: '小英',
    shelf: '',
    productId: 'tea',
    how: 'add',
    quantityMilli: 1000,
    countedAt: at(nextId % 60),
    ...more,
  }
}
const total = (entries: CountEntry[]) => foldCounts(entries).get('tea')?.quantityMilli

describe('what phones count adds up', () => {
  test('over phones, shelves and rounds', () => {
    const counted = [
      entry({ quantityMilli: 5000 }),
      entry({ quantityMilli: 2000 }),
      entry({ quantityMilli: 3000, shelf: '冰箱' }),
      entry({ quantityMilli: 4000, deviceId: 'phone-2' }),
    ]
    expect(total(counted)).toBe(14_000)
    expect(foldCounts(counted).get('tea')?.parts).toHaveLength(3)
  })

  test('counting again replaces one’s own at that shelf and nobody else’s', () => {
    const counted = [
      entry({ quantityMilli: 5000 }),
      entry({ quantityMilli: 3000, shelf: '冰箱' }),
      entry({ quantityMilli: 4000, deviceId: 'phone-2' }),
      entry({ quantityMilli: 6000, how: 'again' }),
      entry({ quantityMilli: 1000 }),
    ]
    expect(total(counted)).toBe(14_000)
  })

  test('what is taken back was not counted, and none counted is zero', () => {
    const first = entry({ quantityMilli: 5000 })
    expect(total([first, entry({ how: 'none', quantityMilli: 0 })])).toBeUndefined()
    expect(total([first, entry({ how: 'again', quantityMilli: 0 })])).toBe(0)
  })

  test('the moment is that of the last count that stands', () => {
    const counted = foldCounts([
      entry({ turn: 1, countedAt: at(10) }),
      entry({ turn: 2, countedAt: at(30), how: 'none' }),
      entry({ turn: 3, countedAt: at(20) }),
      entry({ turn: 1, countedAt: at(15), deviceId: 'phone-2' }),
    ])
    expect(counted.get('tea')?.countedAt).toBe(at(20))
  })
})

const histories = fc
  .array(
    fc.record({
      deviceId: fc.constantFrom('phone-1', 'phone-2', 'phone-3'),
      shelf: fc.constantFrom('', '冰箱'),
      productId: fc.constantFrom('tea', 'rice'),
      how: fc.constantFrom(...COUNT_WAYS),
      quantityMilli: fc.nat(20_000),
      countedAt: fc.integer({ min: 0, max: 59 }).map(at),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    // Ids say nothing about the order in which somebody counted.
    all.map((each, index) => ({
      ...each,
      id: `e${(index * 17 + 5) % 31}`,
      turn: index + 1,
      who: each.deviceId,
    })),
  )

/** The same by plain steps, one after the other, as people would do it on paper. */
function onPaper(entries: readonly CountEntry[]): Map<string, number> {
  const sheets = new Map<string, number | undefined>()
  for (const { productId, deviceId, shelf, how, quantityMilli } of entries) {
    const key = `${productId}|${deviceId}|${shelf}`
    if (how === 'none') sheets.delete(key)
    else sheets.set(key, quantityMilli + (how === 'add' ? (sheets.get(key) ?? 0) : 0))
  }
  const sums = new Map<string, number>()
  for (const [key, quantity] of sheets) {
    const productId = key.slice(0, key.indexOf('|'))
    sums.set(productId, (sums.get(productId) ?? 0) + (quantity ?? 0))
  }
  return sums
}

test('whatever the order of arrival, and however often, the sum is that on paper', () => {
  const arrivals = histories.chain((history) =>
    fc.tuple(
      fc.constant(history),
      fc.shuffledSubarray([...history, ...history], {
        minLength: history.length * 2,
        maxLength: history.length * 2,
      }),
    ),
  )
  fc.assert(
    fc.property(arrivals, ([history, arrived]) => {
      const counted = foldCounts(arrived)
      expect(counted).toEqual(foldCounts(history))
      const sums = new Map([...counted].map(([id, { quantityMilli }]) => [id, quantityMilli]))
      expect(Object.fromEntries(sums)).toEqual(Object.fromEntries(onPaper(history)))
    }),
    { numRuns: 500 },
  )
})
