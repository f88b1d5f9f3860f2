import { divideRounded, spread } from '#modules/kernel/shared.ts'

/** A line of a slip: what it says for all of it, in whole NT$, and whether tax is on it. */
export interface TaxedLine {
  typedMinor: number
  isTaxable: boolean
}

export interface TaxRule {
  /** The slip's prices hold the tax already; else it comes on top. */
  pricesIncludeTax: boolean
  /** Parts per million; zero where the voucher shows no tax. */
  ratePpm: number
  /** The tax as the invoice states it, where it differs from the sum. */
  taxMinor?: number | undefined
}

export interface TaxSplit {
  netMinor: number
  taxMinor: number
  /** What is to be paid: net and tax. */
  totalMinor: number
  /** Each line's share of the tax; they add up to it. */
  taxes: number[]
}

/**
 * Net, tax and total of a slip. The tax is computed once on the sum of what is taxable, rounded half
 * up, and never line by line (營業稅法 §14, 施行細則 §32-1).
 */
export function splitTax(lines: readonly TaxedLine[], rule: TaxRule): TaxSplit {
  const sum = lines.reduce((total, line) => total + line.typedMinor, 0)
  const taxable = lines.map((line) => (line.isTaxable ? line.typedMinor : 0))
  const base = taxable.reduce((total, each) => total + each, 0)
  const { ratePpm, pricesIncludeTax } = rule
  const computed = divideRounded(
    BigInt(base) * BigInt(ratePpm),
    1_000_000 + (pricesIncludeTax ? ratePpm : 0),
  )
  const taxMinor = rule.taxMinor ?? computed
  const weights = base > 0 ? taxable : lines.map((line) => line.typedMinor)
  return {
    netMinor: pricesIncludeTax ? sum - taxMinor : sum,
    taxMinor,
    totalMinor: pricesIncludeTax ? sum : sum + taxMinor,
    taxes: spread(taxMinor, weights),
  }
}

/**
 * What each line costs the shop: without its tax where the shop deducts that, and with it where it
 * does not. They add up to net, or to total.
 */
export function costsOf(
  lines: readonly TaxedLine[],
  { taxes }: TaxSplit,
  how: { pricesIncludeTax: boolean; deductsTax: boolean },
): number[] {
  return lines.map(({ typedMinor }, index) => {
    const tax = taxes[index] ?? 0
    if (how.deductsTax) return how.pricesIncludeTax ? typedMinor - tax : typedMinor
    return how.pricesIncludeTax ? typedMinor : typedMinor + tax
  })
}

/** What so much costs at a price for one unit, both in thousandths: 12.5 × 24 is 300. */
export const lineAmount = (quantityMilli: number, priceMilli: number): number =>
  divideRounded(BigInt(quantityMilli) * BigInt(priceMilli), 1_000_000)

/**
 * The part of an amount that belongs to a part of a quantity, after some of it was used already. The
 * parts of a whole add up to its amount, however it is cut. What is beyond the whole costs the same.
 */
export function partOfAmount(
  amountMinor: number,
  whole: { quantityMilli: number; usedMilli: number },
  partMilli: number,
): number {
  const upTo = (milli: number) =>
    divideRounded(BigInt(amountMinor) * BigInt(milli), whole.quantityMilli)
  return upTo(whole.usedMilli + partMilli) - upTo(whole.usedMilli)
}
