import fc from 'fast-check'
import { expect, test } from 'vitest'
import { costsOf, lineAmount, partOfAmount, splitTax } from './shared.ts'

const line = (typedMinor: number, isTaxable = true) => ({ typedMinor, isTaxable })
const VAT = 50_000

test('tax is taken out of, or put on, the sum of what is taxable, once', () => {
  const lines = [line(105), line(210), line(100, false)]
  const included = splitTax(lines, { pricesIncludeTax: true, ratePpm: VAT })
  expect(included).toMatchObject({ netMinor: 400, taxMinor: 15, totalMinor: 415 })
  expect(included.taxes).toEqual([5, 10, 0])
  const onTop = splitTax(lines, { pricesIncludeTax: false, ratePpm: VAT })
  expect(onTop).toMatchObject({ netMinor: 415, taxMinor: 16, totalMinor: 431 })
  // 0.5 is rounded up, as the law says: 10 × 5 % is 0.5.
  expect(splitTax([line(10)], { pricesIncludeTax: false, ratePpm: VAT }).taxMinor).toBe(1)
})

test('what the invoice states wins over the sum; without tax there is none', () => {
  const lines = [line(1000)]
  const stated = splitTax(lines, { pricesIncludeTax: true, ratePpm: VAT, taxMinor: 47 })
  expect(stated).toMatchObject({ netMinor: 953, taxMinor: 47, totalMinor: 1000 })
  expect(splitTax(lines, { pricesIncludeTax: true, ratePpm: 0 })).toMatchObject({
    netMinor: 1000,
    taxMinor: 0,
    totalMinor: 1000,
  })
})

test('costs add up to net where the tax is deducted, and to the total where it is not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ typedMinor: fc.nat(100_000), isTaxable: fc.boolean() }), {
        minLength: 1,
        maxLength: 20,
      }),
      fc.boolean(),
      fc.boolean(),
      (lines, pricesIncludeTax, deductsTax) => {
        const split = splitTax(lines, { pricesIncludeTax, ratePpm: VAT })
        const costs = costsOf(lines, split, { pricesIncludeTax, deductsTax })
        const sum = costs.reduce((total, each) => total + each, 0)
        expect(sum).toBe(deductsTax ? split.netMinor : split.totalMinor)
        expect(split.netMinor + split.taxMinor).toBe(split.totalMinor)
        expect(Math.min(...costs)).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})

test('an order that comes in parts costs what was agreed for the whole, to the dollar', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 9 }),
      (amountMinor, parts) => {
        const quantityMilli = parts.reduce((sum, each) => sum + each, 0)
        let usedMilli = 0
        let sum = 0
        for (const part of parts) {
          sum += partOfAmount(amountMinor, { quantityMilli, usedMilli }, part)
          usedMilli += part
        }
        expect(sum).toBe(amountMinor)
      },
    ),
  )
  // Twice of what was ordered costs twice.
  expect(partOfAmount(100, { quantityMilli: 3000, usedMilli: 3000 }, 3000)).toBe(100)
})

test('a price may have decimals, an amount has none', () => {
  expect(lineAmount(24_000, 12_500)).toBe(300)
  expect(lineAmount(1_500, 33_333)).toBe(50)
})
