import { assert, scaleRounded } from '#modules/kernel/shared.ts'
import { issueFrom, type Level, receiveInto } from './cost.ts'
import { inOrder, type Layer, takeFromLayers } from './layers.ts'

/**
 * What lies there and what it is worth: at the moving average, or in layers, whose sum the level is
 * while it is not below zero. Below zero there are no layers, and the value is a guess.
 */
export interface Shelf extends Level {
  /** Undefined at the moving average. */
  layers: readonly Layer[] | undefined
}

/**
 * Takes stock out: at the average, or from the oldest layers. What is not there costs what a unit
 * last cost.
 *
 * @param quantityMilli positive. @param layerId goods that go back where they came from leave their
 *   own layer first.
 */
export function takeOut(
  shelf: Shelf,
  quantityMilli: number,
  unitCostMinor: number,
  layerId?: string,
): { shelf: Shelf; costMinor: number } {
  if (!shelf.layers) {
    const { level, costMinor } = issueFrom(shelf, quantityMilli, unitCostMinor)
    return { shelf: { ...level, layers: undefined }, costMinor }
  }
  const fromShelfMilli = Math.min(quantityMilli, Math.max(shelf.quantityMilli, 0))
  const taken = takeFromLayers(shelf.layers, fromShelfMilli, layerId)
  const lacking = scaleRounded(unitCostMinor, quantityMilli - fromShelfMilli, 1000)
  const costMinor = taken.costMinor + lacking
  return {
    costMinor,
    shelf: {
      quantityMilli: shelf.quantityMilli - quantityMilli,
      valueMinor: shelf.valueMinor - costMinor,
      layers: taken.layers,
    },
  }
}

export interface Arrival {
  /** Positive. */
  quantityMilli: number
  /** What all of it cost, not negative. */
  valueMinor: number
  layerId: string
  receivedOn: string
}

/** Brings stock in; see `receiveInto`. What is left of it on the shelf is a layer of its own. */
export function putIn(
  shelf: Shelf,
  { quantityMilli, valueMinor, layerId, receivedOn }: Arrival,
): { shelf: Shelf; enteredMinor: number; settledMinor: number } {
  const { level, ...value } = receiveInto(shelf, quantityMilli, valueMinor)
  if (!shelf.layers) return { shelf: { ...level, layers: undefined }, ...value }
  const wasBelow = shelf.quantityMilli < 0
  const rest = {
    id: layerId,
    receivedOn,
    quantityMilli: wasBelow ? level.quantityMilli : quantityMilli,
    valueMinor: wasBelow ? level.valueMinor : valueMinor,
  }
  const layers = rest.quantityMilli > 0 ? inOrder([...shelf.layers, rest]) : shelf.layers
  return { shelf: { ...level, layers }, ...value }
}

/**
 * What goods cost more (or less) than was said when they came. The part that still lies there takes
 * its share, and never falls below nothing; the rest belongs to what was sold.
 *
 * @param receivedMilli what came, less what went back to the supplier.
 * @param layerId the layer of that receipt. At the average the shelf holds the receipt as far as it
 *   holds anything: the smaller of the two quantities.
 */
export function revalue(
  shelf: Shelf,
  amountMinor: number,
  receivedMilli: number,
  layerId: string,
): { shelf: Shelf; enteredMinor: number } {
  const layer = shelf.layers?.find((each) => each.id === layerId)
  const held = shelf.layers ? layer : shelf
  const heldMilli = Math.min(Math.max(held?.quantityMilli ?? 0, 0), receivedMilli)
  if (!held || heldMilli === 0) return { shelf, enteredMinor: 0 }
  const share = scaleRounded(amountMinor, heldMilli, receivedMilli)
  const enteredMinor = Math.max(share, 0 - held.valueMinor)
  return {
    enteredMinor,
    shelf: {
      quantityMilli: shelf.quantityMilli,
      valueMinor: shelf.valueMinor + enteredMinor,
      layers: shelf.layers?.map((each) =>
        each === layer ? { ...each, valueMinor: each.valueMinor + enteredMinor } : each,
      ),
    },
  }
}

/** What is wrong with a shelf, in words; undefined when all of this holds. */
export function shelfProblem(shelf: Shelf): string | undefined {
  const { quantityMilli, valueMinor, layers } = shelf
  if (quantityMilli === 0 && valueMinor !== 0) return 'nothing is worth something'
  if (quantityMilli > 0 && valueMinor < 0) return 'goods are worth less than nothing'
  if (quantityMilli < 0 && valueMinor > 0) return 'a hole is worth something'
  if (!layers) return undefined
  const sum = (pick: (layer: Layer) => number) =>
    layers.reduce((total, layer) => total + pick(layer), 0)
  if (layers.some((each) => each.quantityMilli <= 0)) return 'a layer is empty'
  if (layers.some((each) => each.valueMinor < 0)) return 'a layer is worth less than nothing'
  if (sum((each) => each.quantityMilli) !== Math.max(quantityMilli, 0))
    return 'the layers hold another quantity than the level'
  if (quantityMilli >= 0 && sum((each) => each.valueMinor) !== valueMinor)
    return 'the layers hold another value than the level'
  return undefined
}

/** A receipt as the change to layers sees it: the newest first. */
export interface PastReceipt {
  id: string
  receivedOn: string
  quantityMilli: number
}

/**
 * Layers for a level that had none: what lies there is the newest that came, and its value is spread
 * over it by quantity, to the dollar.
 *
 * @param receipts newest first; where they do not reach, one layer more stands before them.
 */
export function coverWithLayers(
  level: Level,
  receipts: readonly PastReceipt[],
  rest: { id: string; receivedOn: string },
): Layer[] {
  let missing = Math.max(level.quantityMilli, 0)
  const covered: Omit<Layer, 'valueMinor'>[] = []
  for (const { id, receivedOn, quantityMilli } of receipts) {
    if (missing === 0) break
    const taken = Math.min(missing, quantityMilli)
    covered.push({ id, receivedOn, quantityMilli: taken })
    missing -= taken
  }
  if (missing > 0) covered.push({ ...rest, quantityMilli: missing })
  return inOrder(spreadByQuantity(level.valueMinor, covered))
}

function spreadByQuantity(valueMinor: number, layers: readonly Omit<Layer, 'valueMinor'>[]) {
  let leftMinor = valueMinor
  let leftMilli = layers.reduce((sum, each) => sum + each.quantityMilli, 0)
  assert(leftMilli === 0 || valueMinor >= 0, 'goods that lie there are worth something')
  return layers.map((layer) => {
    const share = scaleRounded(leftMinor, layer.quantityMilli, leftMilli)
    leftMinor -= share
    leftMilli -= layer.quantityMilli
    return { ...layer, valueMinor: share }
  })
}
