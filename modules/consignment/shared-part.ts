import { scaleRounded } from '#modules/kernel/shared.ts'

/**
 * The neighbour's part of what was paid without tax, in whole NT$: the shop keeps its own, rounded
 * half up, and the rest is theirs, so that both together are what was paid.
 *
 * @param keepBp what the shop keeps, in hundredths of a percent.
 */
export const partOf = (netMinor: number, keepBp: number): number =>
  netMinor - scaleRounded(netMinor, keepBp, 10_000)

/**
 * How much of a part goes back when goods come back: of the whole when all of it is, and never a
 * dollar more or less over several times.
 *
 * @param before what came back of the line until now, above zero. @param netMinor what comes back now.
 */
export function backPart(
  sold: { netMinor: number; partMinor: number },
  before: { netMinor: number; partMinor: number },
  netMinor: number,
): number {
  if (sold.netMinor === 0) return 0
  const after = Math.min(before.netMinor + netMinor, sold.netMinor)
  return scaleRounded(sold.partMinor, after, sold.netMinor) - before.partMinor
}
