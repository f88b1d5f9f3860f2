import { sumByDay } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { compareLevels, rebuildLevels } from './compare-levels.ts'
import { coverLevels } from './cover-levels.ts'
import { dropLayers } from './layer-repository.ts'
import {
  findOddLayers,
  findOddMethods,
  findOddPlaces,
  isLayeredNow,
  lockAllLevels,
  mendPlaces,
  setLayered,
  sumMovesByDay,
} from './level-repository.ts'

/** Something that does not agree with the moves, which are the truth. */
export interface StockDifference {
  /** `books`: the account 1201 of the day in `subject` is another sum than that day's moves. */
  what: 'quantity' | 'value' | 'place' | 'layer_quantity' | 'layer_value' | 'method' | 'books'
  /** The product's name, the product and its place, or the first day that differs. */
  subject: string
  /** Thousandths for quantities, whole NT$ for values. */
  found: number
  expected: number
}

/**
 * Adds up every move again and compares: levels, what lies at each place, layers, and the account
 * 1201 of every day. An empty answer means that shelf and books agree to the dollar.
 */
export async function verifyStock(tx: Tx): Promise<StockDifference[]> {
  const levels = (await compareLevels(tx)).flatMap((odd): StockDifference[] => [
    { what: 'quantity', subject: odd.name, found: odd.levelMilli, expected: odd.movesMilli },
    { what: 'value', subject: odd.name, found: odd.levelValueMinor, expected: odd.movesValueMinor },
  ])
  const places = (await findOddPlaces(tx)).map(({ name, found, expected }): StockDifference => {
    return { what: 'place', subject: name, found, expected }
  })
  const layers = (await findOddLayers(tx)).map((odd): StockDifference => {
    const what = odd.isQuantity ? 'layer_quantity' : 'layer_value'
    return { what, subject: odd.name, found: odd.found, expected: odd.expected }
  })
  const methods = (await findOddMethods(tx)).map(({ name, found, expected }): StockDifference => {
    return { what: 'method', subject: name, found, expected }
  })
  const wrong = levels.filter((each) => each.found !== each.expected)
  return [...wrong, ...places, ...layers, ...methods, ...(await compareBooks(tx))]
}

/** The first day on which the books and the moves differ: from there on every balance is off. */
async function compareBooks(tx: Tx): Promise<StockDifference[]> {
  const booked = new Map((await sumByDay(tx, 'inventory')).map((each) => [each.day, each]))
  const moved = new Map((await sumMovesByDay(tx)).map((each) => [each.day, each]))
  for (const day of [...new Set([...booked.keys(), ...moved.keys()])].sort()) {
    const found = booked.get(day)?.amountMinor ?? 0
    const expected = moved.get(day)?.amountMinor ?? 0
    if (found !== expected) return [{ what: 'books', subject: day, found, expected }]
  }
  return []
}

/**
 * Makes levels, places and layers again from the moves, and leaves the books alone: those are
 * corrected by entries. Layers that were wrong are laid anew over the newest receipts.
 *
 * @returns what it found, as `verifyStock`.
 */
export async function mendStock(tx: Tx): Promise<StockDifference[]> {
  const found = await verifyStock(tx)
  await rebuildLevels(tx)
  const levels = await lockAllLevels(tx)
  await mendPlaces(tx, await findOddPlaces(tx))
  const wrong = new Set([
    ...(await findOddMethods(tx)).map((each) => each.productId),
    ...(await findOddLayers(tx)).map((each) => each.productId),
  ])
  if (wrong.size === 0) return found
  const isLayered = await isLayeredNow(tx)
  await dropLayers(tx, [...wrong])
  await setLayered(tx, [...wrong], isLayered)
  const ours = levels.filter((each) => wrong.has(each.productId))
  if (isLayered) await coverLevels(tx, ours)
  return found
}
