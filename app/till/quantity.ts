import { isUnit, MAX_QUANTITY_MILLI, type SoldBy, UNITS } from '#modules/inventory/shared.ts'

/** Thousandths as people write them: 2000 is `2`, 1200 is `1.2`. Written from whole numbers only. */
export function formatMilli(milli: number): string {
  const whole = Math.floor(milli / 1000)
  const rest = String(milli % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return rest === '' ? String(whole) : `${whole}.${rest}`
}

/**
 * Reads a typed quantity into thousandths, digit by digit so that no float is near it. Full-width
 * digits and a trailing point count.
 *
 * @returns undefined for nothing, for zero, for more than three decimals, and past the largest
 *   quantity one line may hold.
 */
export function parseMilli(typed: string): number | undefined {
  const match = /^(\d{0,7})(?:\.(\d{0,3}))?$/.exec(typed.normalize('NFKC').trim())
  if (!match) return undefined
  const milli = Number(match[1] || '0') * 1000 + Number((match[2] ?? '').padEnd(3, '0'))
  return milli > 0 && milli <= MAX_QUANTITY_MILLI ? milli : undefined
}

/** Units that a weight may be typed in, its own first; a scale may speak grams to any of them. */
export function weightUnits(unit: string): string[] {
  return isUnit(unit) && UNITS[unit].soldBy === 'weight' && unit !== 'gram'
    ? [unit, 'gram']
    : [unit]
}

/** What one press on + adds, in thousandths: one piece, or a tenth of a unit of weight. */
export const stepOf = (soldBy: SoldBy) => (soldBy === 'piece' ? 1000 : 100)
