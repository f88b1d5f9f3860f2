import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addParts, leftOf, NOTHING_RETURNED, worthOfReturn } from './shared-refund.ts'

const sold = { quantityMilli: 3000, totalMinor: 100, taxMinor: 5 }

test('three pieces of one hundred come back one by one as 33, 34 and 33', () => {
  let returned = NOTHING_RETURNED
  const given: number[] = []
  for (let step = 0; step < 3; step += 1) {
    const part = worthOfReturn({ sold, returned }, 1000)
    given.push(part.totalMinor)
    returned = addParts([returned, part])
  }
  expect(given).toEqual([33, 34, 33])
  expect(returned).toEqual(sold)
  expect(worthOfReturn({ sold, returned }, 1000)).toEqual(NOTHING_RETURNED)
})

test('what somebody was given too much before is taken off the rest, and never below nothing', () => {
  const returned = { quantityMilli: 1000, totalMinor: 40, taxMinor: 2 }
  expect(worthOfReturn({ sold, returned }, 1000)).toEqual({
    quantityMilli: 1000,
    totalMinor: 27,
    taxMinor: 1,
  })
  const all = { quantityMilli: 1000, totalMinor: 100, taxMinor: 5 }
  expect(worthOfReturn({ sold, returned: all }, 1000).totalMinor).toBe(0)
})

const line = fc.record({
  quantityMilli: fc.integer({ min: 1, max: 50_000 }),
  totalMinor: fc.integer({ min: 0, max: 1_000_000 }),
  taxMinor: fc.integer({ min: 0, max: 50_000 }),
})

test('any split of a line gives back exactly what was paid, and never more on the way', () => {
  fc.assert(
    fc.property(line, fc.array(fc.integer({ min: 1, max: 20_000 })), (whole, steps) => {
      let returned = NOTHING_RETURNED
      // The last step asks for more than can be left: it takes the rest.
      for (const step of [...steps, whole.quantityMilli]) {
        const part = worthOfReturn({ sold: whole, returned }, step)
        for (const key of ['quantityMilli', 'totalMinor', 'taxMinor'] as const) {
          expect(part[key]).toBeGreaterThanOrEqual(0)
          expect(returned[key] + part[key]).toBeLessThanOrEqual(whole[key])
        }
        returned = addParts([returned, part])
      }
      expect(returned).toEqual(whole)
      expect(leftOf({ sold: whole, returned })).toEqual(NOTHING_RETURNED)
    }),
    { numRuns: 2000 },
  )
})

test('more of a line is never worth less', () => {
  fc.assert(
    fc.property(line, fc.integer({ min: 1 }), fc.integer({ min: 0 }), (whole, some, more) => {
      const before = { sold: whole, returned: NOTHING_RETURNED }
      expect(worthOfReturn(before, some + more).totalMinor).toBeGreaterThanOrEqual(
        worthOfReturn(before, some).totalMinor,
      )
    }),
  )
})
