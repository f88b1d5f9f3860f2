import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CartToPrice,
  containedTax,
  type Discount,
  discountOn,
  type LineToPrice,
  type PricedCart,
  priceCart,
} from './shared.ts'

const RATES = { taxable: 50_000, zero: 0, exempt: 0 }
const cart = (lines: LineToPrice[], more: Partial<CartToPrice> = {}): PricedCart =>
  priceCart({ lines, taxRates: RATES, taxMethod: 'per_document', ...more })
const line = (
  unitPriceMinor: number,
  quantityMilli: number,
  more: Partial<LineToPrice> = {},
): LineToPrice => ({ unitPriceMinor, quantityMilli, taxClass: 'taxable', ...more })

describe('golden sums, done by hand', () => {
  test('1.2 catties at NT$35 are NT$42', () => {
    const priced = cart([line(35, 1200)])
    expect(priced.lines[0]?.grossMinor).toBe(42)
    // 42 × 5 ÷ 105 = 2
    expect(priced).toMatchObject({ subtotalMinor: 42, totalMinor: 42, taxMinor: 2 })
  })

  test('half a dollar rounds away from zero', () => {
    expect(cart([line(35, 1100)]).totalMinor).toBe(39) // 38.5
    expect(cart([line(35, 1099)]).totalMinor).toBe(38) // 38.465
    expect(cart([line(1, 500)]).totalMinor).toBe(1) // 0.5
    expect(cart([line(1, 499)]).totalMinor).toBe(0) // 0.499
  })

  test('three at NT$33, a tenth off the line', () => {
    // 99 × 0.1 = 9.9, so 10 off
    const priced = cart([line(33, 3000, { discount: { kind: 'percent', ratePpm: 100_000 } })])
    expect(priced.lines[0]).toMatchObject({ grossMinor: 99, discountMinor: 10, totalMinor: 89 })
    expect(priced.taxMinor).toBe(4) // 89 × 5 ÷ 105 = 4.238…
  })

  test('tax per line and per document differ by a dollar, and the total does not', () => {
    // Three lines of NT$10: 10 × 5 ÷ 105 = 0.476…, which rounds to 0 on each and to 1 on all 30.
    const lines = [line(10, 1000), line(10, 1000), line(10, 1000)]
    const perLine = cart(lines, { taxMethod: 'per_line' })
    const perDocument = cart(lines)
    expect(perLine.taxMinor).toBe(0)
    expect(perDocument.taxMinor).toBe(1)
    expect(perDocument.lines.map((each) => each.taxMinor)).toEqual([1, 0, 0])
    expect(perLine.totalMinor).toBe(30)
    expect(perDocument.totalMinor).toBe(30)
  })

  test('the other way round: two lines of NT$32 carry 2 each, and 3 together', () => {
    // 32 × 5 ÷ 105 = 1.52…, twice 2; 64 × 5 ÷ 105 = 3.04…
    const lines = [line(32, 1000), line(32, 1000)]
    expect(cart(lines, { taxMethod: 'per_line' }).taxMinor).toBe(4)
    expect(cart(lines).taxMinor).toBe(3)
  })

  test('each tax class by itself; what is exempt carries none', () => {
    const priced = cart([
      line(105, 1000),
      line(100, 1000, { taxClass: 'exempt' }),
      line(50, 2000, { taxClass: 'zero' }),
      line(210, 1000),
    ])
    expect(priced.taxes).toEqual([
      { taxClass: 'taxable', ratePpm: 50_000, totalMinor: 315, taxMinor: 15 },
      { taxClass: 'exempt', ratePpm: 0, totalMinor: 100, taxMinor: 0 },
      { taxClass: 'zero', ratePpm: 0, totalMinor: 100, taxMinor: 0 },
    ])
    expect(priced.lines.map((each) => each.taxMinor)).toEqual([5, 0, 0, 10])
  })

  test('NT$10 off the whole sale, spread by size with nothing lost', () => {
    const priced = cart([line(100, 1000), line(100, 1000), line(100, 1000)], {
      discount: { kind: 'amount', amountMinor: 10 },
    })
    expect(priced.lines.map((each) => each.cartDiscountMinor)).toEqual([4, 3, 3])
    expect(priced.lines.map((each) => each.totalMinor)).toEqual([96, 97, 97])
    expect(priced).toMatchObject({ subtotalMinor: 300, cartDiscountMinor: 10, totalMinor: 290 })
  })

  test('a discount takes no more than there is', () => {
    const priced = cart([line(39, 1000)], { discount: { kind: 'amount', amountMinor: 500 } })
    expect(priced).toMatchObject({ discountMinor: 39, totalMinor: 0, taxMinor: 0 })
  })

  test('line and cart discounts add up', () => {
    const priced = cart([line(200, 1000, { discount: { kind: 'amount', amountMinor: 20 } })], {
      discount: { kind: 'percent', ratePpm: 50_000 },
    })
    expect(priced).toMatchObject({
      subtotalMinor: 180,
      cartDiscountMinor: 9,
      discountMinor: 29,
      totalMinor: 171,
    })
  })

  test('the amount on a price label stands', () => {
    const priced = cart([line(35, 1203, { fixedAmountMinor: 41 })])
    expect(priced.totalMinor).toBe(41)
  })

  test('a line of nothing is a mistake of ours', () => {
    expect(() => cart([line(10, 0)])).toThrow('sells something')
  })
})

const discounts: fc.Arbitrary<Discount> = fc.oneof(
  fc.record({
    kind: fc.constant('amount' as const),
    amountMinor: fc.integer({ min: 0, max: 5000 }),
  }),
  fc.record({
    kind: fc.constant('percent' as const),
    ratePpm: fc.integer({ min: 0, max: 1_000_000 }),
  }),
)
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const lines = fc.record({
  quantityMilli: fc.oneof(
    fc.integer({ min: 1, max: 20_000 }),
    fc.integer({ min: 1, max: 20 }).map((pieces) => pieces * 1000),
  ),
  unitPriceMinor: fc.oneof(
    fc.integer({ min: 0, max: 3000 }),
    fc.integer({ min: 0, max: 1_000_000 }),
  ),
  taxClass: fc.constantFrom('taxable' as const, 'zero' as const, 'exempt' as const),
  discount: maybe(discounts),
})
const carts = fc.record({
  lines: fc.array(lines, { minLength: 1, maxLength: 12 }),
  discount: maybe(discounts),
  taxRates: fc.record({
    taxable: fc.constantFrom(50_000, 0, 100_000, 175_000),
    zero: fc.constant(0),
    exempt: fc.constant(0),
  }),
  taxMethod: fc.constantFrom('per_line' as const, 'per_document' as const),
})

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
const RUNS = { numRuns: 2000 }

describe('whatever is sold', () => {
  test('lines, discounts and totals add up, in whole dollars that are never negative', () => {
    fc.assert(
      fc.property(carts, (input) => {
        const priced = priceCart(input)
        expect(sum(priced.lines.map((each) => each.totalMinor))).toBe(priced.totalMinor)
        expect(priced.subtotalMinor - priced.cartDiscountMinor).toBe(priced.totalMinor)
        expect(sum(priced.lines.map((each) => each.grossMinor)) - priced.discountMinor).toBe(
          priced.totalMinor,
        )
        for (const each of priced.lines) {
          expect(each.grossMinor - each.discountMinor - each.cartDiscountMinor).toBe(
            each.totalMinor,
          )
          for (const amount of Object.values(each)) {
            expect(Number.isSafeInteger(amount) && amount >= 0).toBe(true)
          }
        }
      }),
      RUNS,
    )
  })

  test('a discount never exceeds what it is taken off, and is spread without a remainder', () => {
    fc.assert(
      fc.property(carts, (input) => {
        const priced = priceCart(input)
        expect(sum(priced.lines.map((each) => each.cartDiscountMinor))).toBe(
          priced.cartDiscountMinor,
        )
        expect(priced.cartDiscountMinor).toBe(discountOn(priced.subtotalMinor, input.discount))
        expect(priced.cartDiscountMinor).toBeLessThanOrEqual(priced.subtotalMinor)
        for (const each of priced.lines) {
          expect(each.discountMinor).toBeLessThanOrEqual(each.grossMinor)
          expect(each.cartDiscountMinor).toBeLessThanOrEqual(each.grossMinor - each.discountMinor)
        }
      }),
      RUNS,
    )
  })

  test('tax per document is that of its class totals, per line that of its lines', () => {
    fc.assert(
      fc.property(carts, (input) => {
        const priced = priceCart(input)
        expect(sum(priced.lines.map((each) => each.taxMinor))).toBe(priced.taxMinor)
        expect(sum(priced.taxes.map((each) => each.taxMinor))).toBe(priced.taxMinor)
        expect(sum(priced.taxes.map((each) => each.totalMinor))).toBe(priced.totalMinor)
        for (const tax of priced.taxes) {
          const own = priced.lines.filter(
            (_, index) => input.lines[index]?.taxClass === tax.taxClass,
          )
          const expected =
            input.taxMethod === 'per_document'
              ? containedTax(tax.totalMinor, tax.ratePpm)
              : sum(own.map((each) => containedTax(each.totalMinor, tax.ratePpm)))
          expect(tax.taxMinor).toBe(expected)
          expect(sum(own.map((each) => each.taxMinor))).toBe(expected)
        }
      }),
      RUNS,
    )
  })

  test('rounding agrees with fractions of whole numbers', () => {
    fc.assert(
      fc.property(lines, fc.constantFrom(50_000, 100_000), (each, ratePpm) => {
        const exact = BigInt(each.unitPriceMinor) * BigInt(each.quantityMilli)
        const rounded = cart([{ ...each, discount: undefined }]).totalMinor
        // Off by at most half a thousand thousandths, and by a half only upwards.
        const off = BigInt(rounded) * 1000n - exact
        expect(off > -500n && off <= 500n).toBe(true)
        const tax = containedTax(rounded, ratePpm)
        const base = 1_000_000n + BigInt(ratePpm)
        const taxOff = 2n * (BigInt(tax) * base - BigInt(rounded) * BigInt(ratePpm))
        expect(taxOff > -base && taxOff <= base).toBe(true)
      }),
      RUNS,
    )
  })
})
