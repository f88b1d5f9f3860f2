import { scaleRounded } from '#modules/kernel/shared.ts'

export const SOLD_BY = ['piece', 'weight'] as const
export type SoldBy = (typeof SOLD_BY)[number]

/**
 * Units a shop sells in, by the key of their name in the catalogue of texts. `grams` is what a
 * scale's kilograms are converted with (1 台斤 = 600 g, 1 台兩 = 37.5 g); pieces have none.
 */
export const UNITS = {
  piece: { soldBy: 'piece' },
  bottle: { soldBy: 'piece' },
  can: { soldBy: 'piece' },
  bag: { soldBy: 'piece' },
  box: { soldBy: 'piece' },
  pack: { soldBy: 'piece' },
  bunch: { soldBy: 'piece' },
  bundle: { soldBy: 'piece' },
  cup: { soldBy: 'piece' },
  sheet: { soldBy: 'piece' },
  roll: { soldBy: 'piece' },
  case: { soldBy: 'piece' },
  catty: { soldBy: 'weight', milligrams: 600_000 },
  tael: { soldBy: 'weight', milligrams: 37_500 },
  kg: { soldBy: 'weight', milligrams: 1_000_000 },
  gram: { soldBy: 'weight', milligrams: 1_000 },
} as const satisfies Record<string, { soldBy: SoldBy; milligrams?: number }>
export type Unit = keyof typeof UNITS
export const UNIT_KEYS = Object.keys(UNITS) as [Unit, ...Unit[]]

export const isUnit = (text: string): text is Unit => Object.hasOwn(UNITS, text)

/** Thousandths of a unit in a number of grams; undefined for units that are not weights. */
export function quantityOfGrams(unit: string, grams: number): number | undefined {
  if (!isUnit(unit)) return undefined
  const definition = UNITS[unit]
  if (!('milligrams' in definition)) return undefined
  return scaleRounded(grams, 1_000_000, definition.milligrams)
}
