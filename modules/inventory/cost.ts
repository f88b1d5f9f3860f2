import { scaleRounded } from '#modules/kernel/shared.ts'

/** What lies on the shelf and what it is worth. Both are below zero when more was sold than booked in. */
export interface Level {
  quantityMilli: number
  valueMinor: number
}

/**
 * Takes stock out at the moving average. The last unit takes all the value that is left, so that
 * rounding never leaves a dollar behind; what is not there costs what a unit last cost.
 *
 * @param quantityMilli positive. @param unitCostMinor whole NT$ for one unit (1000 thousandths).
 * @see docs/decisions/009-stock-cost.md
 */
export function issueFrom(
  level: Level,
  quantityMilli: number,
  unitCostMinor: number,
): { level: Level; costMinor: number } {
  const onHandMilli = Math.max(level.quantityMilli, 0)
  const fromShelfMilli = Math.min(quantityMilli, onHandMilli)
  const shelfCost =
    fromShelfMilli === 0 ? 0 : scaleRounded(level.valueMinor, fromShelfMilli, onHandMilli)
  const lacking = scaleRounded(unitCostMinor, quantityMilli - fromShelfMilli, 1000)
  const costMinor = shelfCost + lacking
  return {
    costMinor,
    level: {
      quantityMilli: level.quantityMilli - quantityMilli,
      valueMinor: level.valueMinor - costMinor,
    },
  }
}

/**
 * Brings stock in. Stock that was below zero had been sold at a guessed cost: the part that fills
 * the hole settles that guess, and only the rest lies on the shelf at what it cost.
 *
 * @param quantityMilli positive. @param valueMinor what all of it cost, not negative.
 * @returns `enteredMinor` is what the inventory account gains; `settledMinor` is the rest of
 *   `valueMinor`, which belongs to the cost of what was already sold (negative when the guess was high).
 */
export function receiveInto(
  level: Level,
  quantityMilli: number,
  valueMinor: number,
): { level: Level; enteredMinor: number; settledMinor: number } {
  const after = level.quantityMilli + quantityMilli
  const worth = worthAfterReceipt(level, quantityMilli, valueMinor)
  const enteredMinor = worth - level.valueMinor
  return {
    level: { quantityMilli: after, valueMinor: worth },
    enteredMinor,
    settledMinor: valueMinor - enteredMinor,
  }
}

function worthAfterReceipt(level: Level, quantityMilli: number, valueMinor: number): number {
  if (level.quantityMilli >= 0) return level.valueMinor + valueMinor
  const after = level.quantityMilli + quantityMilli
  // Still below zero: the guess for what is still lacking stands.
  if (after < 0) return scaleRounded(level.valueMinor, -after, -level.quantityMilli)
  return scaleRounded(valueMinor, after, quantityMilli)
}

/** What a quantity is worth when nobody says: at the average, or at what a unit last cost. */
export const usualValue = (level: Level, quantityMilli: number, unitCostMinor: number): number =>
  level.quantityMilli > 0
    ? scaleRounded(level.valueMinor, quantityMilli, level.quantityMilli)
    : scaleRounded(unitCostMinor, quantityMilli, 1000)
