/** Notes and coins in use, largest first, in whole New Taiwan dollars. */
export const DENOMINATIONS = [2000, 1000, 500, 200, 100, 50, 20, 10, 5, 1] as const

export type Denomination = (typeof DENOMINATIONS)[number]

/** What a drawer gives back: 2000 and 200 are legal but seldom in one (Central Bank of the ROC). */
export const DRAWER: readonly Denomination[] = [1000, 500, 100, 50, 10, 5, 1]

export interface Pieces {
  denomination: Denomination
  count: number
}

/** The fewest notes and coins that make `amountMinor` (whole dollars, not negative). */
export function piecesOf(amountMinor: number, drawer: readonly Denomination[] = DRAWER): Pieces[] {
  const pieces: Pieces[] = []
  let rest = amountMinor
  for (const denomination of drawer) {
    const count = Math.floor(rest / denomination)
    if (count > 0) pieces.push({ denomination, count })
    rest -= count * denomination
  }
  return pieces
}

/**
 * What people are likely to hand over for a total, smallest first and without repeats: rounded up
 * to the next 10, 50, 100, and the notes above it.
 */
export function likelyTenders(totalMinor: number, most = 3): number[] {
  const steps = [10, 50, 100, 500, 1000]
  const sums = steps.map((step) => Math.ceil(totalMinor / step) * step)
  return [...new Set(sums)].filter((sum) => sum > totalMinor).slice(-most)
}
