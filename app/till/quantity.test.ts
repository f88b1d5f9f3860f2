import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMilli, parseMilli, weightUnits } from './quantity.ts'

test('quantities are written and read without a float', () => {
  expect([2000, 1200, 1234, 50, 1].map(formatMilli)).toEqual(['2', '1.2', '1.234', '0.05', '0.001'])
  expect(['2', '1.2', '０.５', '.5', '3.', ' 1 '].map(parseMilli)).toEqual([
    2000, 1200, 500, 500, 3000, 1000,
  ])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (milli) => {
      expect(parseMilli(formatMilli(milli))).toBe(milli)
    }),
  )
})

test.each(['', '0', '0.000', '-1', '1.2345', '1e3', 'abc', '1000001', '1,2', 'NaN'])(
  '%j is no quantity',
  (typed) => expect(parseMilli(typed)).toBeUndefined(),
)

test('a weight may be typed in its own unit or in grams', () => {
  expect(weightUnits('catty')).toEqual(['catty', 'gram'])
  expect(weightUnits('gram')).toEqual(['gram'])
  expect(weightUnits('piece')).toEqual(['piece'])
})
