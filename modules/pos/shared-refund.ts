import { scaleRounded } from '#modules/kernel/shared.ts'

/** Some of one line: quantity in thousandths, and what it is worth in whole NT$, tax included. */
export interface LinePart {
  quantityMilli: number
  totalMinor: number
  taxMinor: number
}

/** A line as it was sold, after all discounts, and what of it came back before. */
export interface ReturnableLine {
  sold: LinePart
  returned: LinePart
}

export const NOTHING_RETURNED: LinePart = { quantityMilli: 0, totalMinor: 0, taxMinor: 0 }

/** What can still come back: never more goods than were sold, never more money than was paid. */
export function leftOf({ sold, returned }: ReturnableLine): LinePart {
  return {
    quantityMilli: Math.max(0, sold.quantityMilli - returned.quantityMilli),
    totalMinor: Math.max(0, sold.totalMinor - returned.totalMinor),
    taxMinor: Math.max(0, sold.taxMinor - returned.taxMinor),
  }
}

/**
 * What a quantity that comes back is worth. Pure; till and server run the same sum.
 *
 * The share of everything that has come back by then is rounded, and what was given before is taken
 * off: so rounding never drifts, and whoever brings back the last piece gets exactly what is left.
 *
 * @param quantityMilli more than zero; what is beyond the rest of the line is worth nothing.
 */
export function worthOfReturn(line: ReturnableLine, quantityMilli: number): LinePart {
  const { sold, returned } = line
  const left = leftOf(line)
  const taken = Math.min(quantityMilli, left.quantityMilli)
  const untilNow = returned.quantityMilli + taken
  const part = (amountMinor: number, givenMinor: number, leftMinor: number) => {
    const dueMinor = shareOf(amountMinor, untilNow, sold.quantityMilli) - givenMinor
    return Math.min(leftMinor, Math.max(0, dueMinor))
  }
  return {
    quantityMilli: taken,
    totalMinor: part(sold.totalMinor, returned.totalMinor, left.totalMinor),
    taxMinor: part(sold.taxMinor, returned.taxMinor, left.taxMinor),
  }
}

/** The share of a line's amount that belongs to a part of its quantity; all of it for all of it. */
export const shareOf = (amountMinor: number, partMilli: number, wholeMilli: number): number =>
  scaleRounded(amountMinor, Math.min(partMilli, wholeMilli), wholeMilli)

/** Adds what came back at different times. */
export const addParts = (parts: readonly LinePart[]): LinePart =>
  parts.reduce(
    (sum, part) => ({
      quantityMilli: sum.quantityMilli + part.quantityMilli,
      totalMinor: sum.totalMinor + part.totalMinor,
      taxMinor: sum.taxMinor + part.taxMinor,
    }),
    NOTHING_RETURNED,
  )
