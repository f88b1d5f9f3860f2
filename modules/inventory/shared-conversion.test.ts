import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitIntoUnits, toBaseQuantity, unitsOf } from './shared.ts'

const custom = (countMilli: number, baseMilli: number) => ({
  id: 'a',
  name: '箱',
  countMilli,
  baseMilli,
  isBuying: true,
})

test.each([
  ['a case of 24', 2000, custom(1000, 24_000), 48_000],
  ['half a case', 500, custom(1000, 24_000), 12_000],
  ['three bunches are one catty', 6000, custom(3000, 1000), 2000],
])('%s', (_, quantity, unit, base) => {
  expect(toBaseQuantity(quantity, unit)).toEqual({ ok: true, quantityMilli: base })
})

test('台斤, 兩 and kilograms convert to each other exactly, or not at all', () => {
  const of = (unit: string, id: string) => {
    const found = unitsOf(unit, []).find((each) => each.id === id)
    if (!found) throw new Error(`${unit} has no ${id}`)
    return found
  }
  expect(toBaseQuantity(3000, of('catty', 'kg'))).toEqual({ ok: true, quantityMilli: 5000 })
  expect(toBaseQuantity(5000, of('kg', 'catty'))).toEqual({ ok: true, quantityMilli: 3000 })
  expect(toBaseQuantity(8000, of('catty', 'tael'))).toEqual({ ok: true, quantityMilli: 500 })
  // 1 兩 is 37.5 g, which are 37.5 thousandths of a kilogram.
  expect(toBaseQuantity(1000, of('kg', 'tael'))).toEqual({
    ok: false,
    belowMilli: 960,
    aboveMilli: 1040,
  })
  expect(unitsOf('can', []).map((each) => each.id)).toEqual(['can'])
})

test('what does not come out even is refused, and both neighbours come out', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 100_000 }),
      (quantity, countMilli, baseMilli) => {
        const unit = custom(countMilli, baseMilli)
        const exact = (BigInt(quantity) * BigInt(baseMilli)) % BigInt(countMilli) === 0n
        const converted = toBaseQuantity(quantity, unit)
        expect(converted.ok).toBe(exact)
        if (converted.ok) return
        expect(converted.belowMilli).toBeLessThan(quantity)
        expect(converted.aboveMilli).toBeGreaterThan(quantity)
        for (const near of [converted.belowMilli, converted.aboveMilli]) {
          expect(toBaseQuantity(near, unit).ok).toBe(true)
        }
      },
    ),
  )
})

test('a quantity is said in whole cases and the rest', () => {
  const units = unitsOf('can', [custom(1000, 24_000)])
  expect(splitIntoUnits(77_000, units)).toMatchObject({ whole: 3, restMilli: 5000 })
  expect(splitIntoUnits(23_000, units)).toBeUndefined()
  expect(splitIntoUnits(-48_000, units)).toBeUndefined()
})
