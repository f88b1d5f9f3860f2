import { scaleRounded } from '#modules/kernel/shared.ts'

/** What is left of one receipt, for shops that count first in, first out. Never empty. */
export interface Layer {
  /** The id of the move that brought it. */
  id: string
  /** `YYYY-MM-DD`: the older goes first, whenever it was written down. */
  receivedOn: string
  quantityMilli: number
  valueMinor: number
}

/** Layers in the order in which they go. Ids grow with time, and so settle what came on one day. */
export const inOrder = (layers: readonly Layer[]): Layer[] =>
  [...layers].sort((a, b) => compare(a.receivedOn, b.receivedOn) || compare(a.id, b.id))

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Takes a quantity from layers, oldest first; the last of a layer takes all that is left of its value.
 *
 * @param quantityMilli not more than all layers hold. @param firstId the layer to take from before
 *   all others, where it is still there.
 */
export function takeFromLayers(
  layers: readonly Layer[],
  quantityMilli: number,
  firstId?: string,
): { layers: Layer[]; costMinor: number } {
  const first = layers.filter((layer) => layer.id === firstId)
  const queue = [...first, ...inOrder(layers).filter((layer) => layer.id !== firstId)]
  const left: Layer[] = []
  let wanted = quantityMilli
  let costMinor = 0
  for (const layer of queue) {
    const taken = Math.min(wanted, layer.quantityMilli)
    const cost =
      taken === layer.quantityMilli
        ? layer.valueMinor
        : scaleRounded(layer.valueMinor, taken, layer.quantityMilli)
    wanted -= taken
    costMinor += cost
    if (taken < layer.quantityMilli) {
      left.push({
        ...layer,
        quantityMilli: layer.quantityMilli - taken,
        valueMinor: layer.valueMinor - cost,
      })
    }
  }
  return { layers: inOrder(left), costMinor }
}
