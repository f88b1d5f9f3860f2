import { isUnit, UNIT_KEYS, UNITS, type Unit } from './shared-unit.ts'

/** So many of a unit are so many of the product's own, both in thousandths: 1 case = 24 cans. */
export interface Conversion {
  countMilli: number
  baseMilli: number
}

/** A unit in which a product can be counted, its own one first. */
export interface UnitChoice extends Conversion {
  /** The key of a known unit, or the id of one that the shop made for this product. */
  id: string
  /** Undefined: the key says it, in the reader's language. */
  name: string | undefined
  isBuying: boolean
}

export type Converted =
  | { ok: true; quantityMilli: number }
  /** It does not come out in whole thousandths; these two quantities of the unit do. */
  | { ok: false; belowMilli: number; aboveMilli: number }

/**
 * A quantity of some unit in thousandths of the product's own. What does not come out even is
 * refused and never rounded in silence: half a can more in every case is a crate at the year's end.
 */
export function toBaseQuantity(quantityMilli: number, unit: Conversion): Converted {
  const top = BigInt(quantityMilli) * BigInt(unit.baseMilli)
  const bottom = BigInt(unit.countMilli)
  if (top % bottom === 0n) return { ok: true, quantityMilli: Number(top / bottom) }
  // Whole steps of the unit that come out: every `count ÷ gcd` thousandths of it.
  const step = Number(bottom / gcd(bottom, BigInt(unit.baseMilli)))
  const belowMilli = Math.floor(quantityMilli / step) * step
  return { ok: false, belowMilli, aboveMilli: belowMilli + step }
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}

/**
 * A quantity as people say it: whole ones of the largest unit, and the rest in the product's own
 * (3 cases and 5 cans). Below zero, and without a larger unit, all of it is the rest.
 */
export function splitIntoUnits(
  quantityMilli: number,
  units: readonly UnitChoice[],
): { unit: UnitChoice; whole: number; restMilli: number } | undefined {
  const larger = units
    .filter((unit) => unit.countMilli === 1000 && unit.baseMilli > 1000)
    .sort((a, b) => b.baseMilli - a.baseMilli)
    .find((unit) => unit.baseMilli <= quantityMilli)
  if (!larger) return undefined
  return {
    unit: larger,
    whole: Math.floor(quantityMilli / larger.baseMilli),
    restMilli: quantityMilli % larger.baseMilli,
  }
}

/** Every unit of a product: its own, other weights for what is weighed, and the shop's own. */
export function unitsOf(
  unit: string,
  own: readonly (Conversion & { id: string; name: string; isBuying: boolean })[],
): UnitChoice[] {
  const base: UnitChoice = {
    id: unit,
    name: undefined,
    countMilli: 1000,
    baseMilli: 1000,
    isBuying: false,
  }
  return [base, ...otherWeights(unit), ...own]
}

function otherWeights(unit: string): UnitChoice[] {
  const weight = isUnit(unit) ? milligramsOf(unit) : undefined
  if (weight === undefined) return []
  return UNIT_KEYS.flatMap((key) => {
    const other = milligramsOf(key)
    if (other === undefined || key === unit) return []
    const shared = Number(gcd(BigInt(weight), BigInt(other)))
    return {
      id: key,
      name: undefined,
      countMilli: weight / shared,
      baseMilli: other / shared,
      isBuying: false,
    }
  })
}

function milligramsOf(unit: Unit): number | undefined {
  const definition = UNITS[unit]
  return 'milligrams' in definition ? definition.milligrams : undefined
}
