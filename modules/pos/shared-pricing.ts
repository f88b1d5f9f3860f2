import type { TaxClass } from '#modules/inventory/shared.ts'
import { assert, scaleRounded, spread } from '#modules/kernel/shared.ts'

const MILLION = 1_000_000

/** Off a line or off the whole sale: a whole amount, or a share in parts per million. */
export type Discount =
  | { kind: 'amount'; amountMinor: number }
  | { kind: 'percent'; ratePpm: number }

/** One thing on the counter. Prices include tax; quantity is in thousandths of the unit. */
export interface LineToPrice {
  quantityMilli: number
  unitPriceMinor: number
  taxClass: TaxClass
  discount?: Discount | undefined
  /** The amount printed on a price label. It stands; quantity is then only what was counted. */
  fixedAmountMinor?: number | undefined
}

export type TaxMethod = 'per_line' | 'per_document'

/** The tax rates that hold for this sale, in parts per million; all 0 where no tax is shown. */
export type TaxRates = Record<TaxClass, number>

export interface CartToPrice {
  lines: readonly LineToPrice[]
  discount?: Discount | undefined
  taxRates: TaxRates
  /**
   * Where tax is rounded. `per_document` (the default of Taiwan's invoices) takes it once out of
   * each tax class's total and spreads it over the lines; `per_line` takes it out of each line.
   */
  taxMethod: TaxMethod
}

export interface PricedLine {
  /** Quantity times price, rounded half away from zero, before any discount. */
  grossMinor: number
  /** Off this line. */
  discountMinor: number
  /** This line's share of what is off the whole sale. */
  cartDiscountMinor: number
  /** What the customer pays for this line, tax included. */
  totalMinor: number
  taxRatePpm: number
  taxMinor: number
}

export interface PricedCart {
  lines: PricedLine[]
  /** Sum of the lines before the discount on the whole sale. */
  subtotalMinor: number
  /** Everything that was taken off, on lines and on the sale. */
  discountMinor: number
  cartDiscountMinor: number
  totalMinor: number
  /** Tax inside the total, by class; classes without lines are absent. */
  taxes: { taxClass: TaxClass; ratePpm: number; totalMinor: number; taxMinor: number }[]
  taxMinor: number
}

/**
 * Prices a cart. Pure, in whole NT$; the till, the server and the public API all run it, so that a
 * customer, the books and an invoice can never see three different totals.
 *
 * Rounding: each line half away from zero (docs/decisions/004-rounding.md); tax is contained in the
 * price, `total × rate ÷ (1 + rate)` (加值型及非加值型營業稅法施行細則 §32-1).
 */
export function priceCart(cart: CartToPrice): PricedCart {
  const started = cart.lines.map(priceLine)
  const subtotalMinor = started.reduce((sum, line) => sum + line.netMinor, 0)
  const cartDiscountMinor = discountOn(subtotalMinor, cart.discount)
  const shares = spread(
    cartDiscountMinor,
    started.map((line) => line.netMinor),
  )
  const lines: PricedLine[] = started.map((line, index) => {
    const share = shares[index] ?? 0
    const totalMinor = line.netMinor - share
    const taxRatePpm = cart.taxRates[line.taxClass]
    return {
      grossMinor: line.grossMinor,
      discountMinor: line.discountMinor,
      cartDiscountMinor: share,
      totalMinor,
      taxRatePpm,
      taxMinor: containedTax(totalMinor, taxRatePpm),
    }
  })
  const taxes = taxByClass(cart, lines)
  return {
    lines,
    subtotalMinor,
    discountMinor: cartDiscountMinor + started.reduce((sum, line) => sum + line.discountMinor, 0),
    cartDiscountMinor,
    totalMinor: subtotalMinor - cartDiscountMinor,
    taxes,
    taxMinor: taxes.reduce((sum, tax) => sum + tax.taxMinor, 0),
  }
}

/** The tax inside a price that includes it, rounded half up. */
export const containedTax = (totalMinor: number, ratePpm: number): number =>
  scaleRounded(totalMinor, ratePpm, MILLION + ratePpm)

/** What a discount takes off an amount: never more than the amount itself. */
export function discountOn(amountMinor: number, discount: Discount | undefined): number {
  if (!discount) return 0
  const wanted =
    discount.kind === 'amount'
      ? discount.amountMinor
      : scaleRounded(amountMinor, discount.ratePpm, MILLION)
  return Math.min(wanted, amountMinor)
}

function priceLine(line: LineToPrice) {
  assert(line.quantityMilli > 0, 'a line sells something')
  const grossMinor =
    line.fixedAmountMinor ?? scaleRounded(line.unitPriceMinor, line.quantityMilli, 1000)
  const discountMinor = discountOn(grossMinor, line.discount)
  return {
    grossMinor,
    discountMinor,
    netMinor: grossMinor - discountMinor,
    taxClass: line.taxClass,
  }
}

function taxByClass(cart: CartToPrice, lines: PricedLine[]): PricedCart['taxes'] {
  const classes = [...new Set(cart.lines.map((line) => line.taxClass))]
  return classes.map((taxClass) => {
    const own = lines.filter((_, index) => cart.lines[index]?.taxClass === taxClass)
    const ratePpm = cart.taxRates[taxClass]
    const totalMinor = own.reduce((sum, line) => sum + line.totalMinor, 0)
    if (cart.taxMethod === 'per_line') {
      return {
        taxClass,
        ratePpm,
        totalMinor,
        taxMinor: own.reduce((sum, line) => sum + line.taxMinor, 0),
      }
    }
    const taxMinor = containedTax(totalMinor, ratePpm)
    const parts = spread(
      taxMinor,
      own.map((line) => line.totalMinor),
    )
    for (const [index, line] of own.entries()) line.taxMinor = parts[index] ?? 0
    return { taxClass, ratePpm, totalMinor, taxMinor }
  })
}
