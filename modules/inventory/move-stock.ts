import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { usualValue } from './cost.ts'
import { unknownProduct } from './errors.ts'
import { type ProductLayer, readLayers, writeLayers } from './layer-repository.ts'
import { timeZoneOf } from './repository.ts'
import { putIn, revalue, type Shelf, takeOut } from './shelf.ts'
import {
  createLevels,
  type LockedLevel,
  lockLevels,
  type MoveRow,
  readLevels,
  shiftPlaces,
  writeMoves,
} from './stock-repository.ts'

/** Where a move comes from. One line of one source moves stock once, for ever. */
export interface StockSource {
  sourceType: string
  sourceId: string
  /** Zero when the source has one line only. */
  sourceLine?: number
  /** When it happened in the shop; an offline sale is older than its arrival here. */
  occurredAt: Date
  /** The day in the books, `YYYY-MM-DD`, where it is another than the shop's day of `occurredAt`. */
  postedOn?: string | undefined
}

export interface Movement extends StockSource {
  productId: string
  kind: string
  /** In is positive, out is negative; zero for a revaluation only. */
  quantityMilli: number
  /** What a receipt cost, or by how much goods are revalued; undefined: at the usual value. */
  valueMinor?: number | undefined
  /** Where it happened; undefined is the shop floor. */
  locationId?: string | undefined
  /** The move that this one belongs to. */
  ofMoveId?: string | undefined
  /** For a revaluation: what came with that receipt, less what went back. */
  receivedMilli?: number
}

export interface Moved {
  productId: string
  /** What the inventory account gained (or lost, when negative). */
  valueMinor: number
  /** The rest of what was received or revalued: it belongs to the cost of what was sold. */
  settledMinor: number
  /** What is left after this movement. */
  levelMilli: number
  /** What is left after all of them at the place where it happened; undefined on the shop floor. */
  placeMilli: number | undefined
}

interface LockedShelf {
  shelf: Shelf
  unitCostMinor: number
  isConsigned: boolean
}

/**
 * Moves stock in the order given: locks the levels, values each movement after the one before, and
 * writes. Two statements for any number of movements at the moving average on the shop floor; more
 * where levels are missing, stand in layers, or lie elsewhere.
 */
export async function moveStock(tx: Tx, movements: readonly Movement[]): Promise<Moved[]> {
  if (movements.length === 0) return []
  const ids = [...new Set(movements.map((each) => each.productId))]
  const levels = await lockOrCreate(tx, ids)
  const { shelves, before, timeZone } = await openShelves(tx, levels)
  const rows: MoveRow[] = []
  const moved = movements.map((movement): Moved => {
    const own = shelves.get(movement.productId)
    assert(own, 'every level was locked')
    const row = rowOf(movement)
    const result = valuate(own, movement, row.id, timeZone)
    own.shelf = result.shelf
    row.valueMinor = result.valueMinor
    // A revaluation of goods that are all sold leaves no trace on the shelf.
    if (row.quantityMilli !== 0 || row.valueMinor !== 0) rows.push(row)
    return {
      productId: movement.productId,
      valueMinor: result.valueMinor,
      settledMinor: result.settledMinor,
      levelMilli: result.shelf.quantityMilli,
      placeMilli: undefined,
    }
  })
  await writeMoves(tx, rows, new Map([...shelves].map(([id, { shelf }]) => [id, shelf])))
  if (before.length > 0 || timeZone !== undefined) await saveLayers(tx, before, shelves)
  await savePlaces(tx, movements, moved)
  return moved
}

/**
 * What movements would be worth if they were made now, in the same order. Locks nothing and writes
 * nothing: for showing it before somebody says yes.
 */
export async function foreseeValues(
  tx: Tx,
  movements: readonly Pick<Movement, 'productId' | 'kind' | 'quantityMilli'>[],
): Promise<number[]> {
  if (movements.length === 0) return []
  const ids = [...new Set(movements.map((each) => each.productId))]
  const levels = new Map((await readLevels(tx, ids)).map((row) => [row.productId, row]))
  const { shelves, timeZone } = await openShelves(tx, levels)
  const source = { sourceType: '', sourceId: '', occurredAt: new Date() }
  return movements.map((movement) => {
    const own = shelves.get(movement.productId)
    if (!own) throw unknownProduct(movement.productId)
    const result = valuate(own, { ...source, ...movement }, newId(), timeZone)
    own.shelf = result.shelf
    return result.valueMinor
  })
}

function valuate(
  { shelf, unitCostMinor, isConsigned }: LockedShelf,
  movement: Movement,
  moveId: string,
  timeZone: string | undefined,
) {
  const { kind, quantityMilli, ofMoveId } = movement
  if (kind === 'transfer') return { shelf, valueMinor: 0, settledMinor: 0 }
  if (quantityMilli === 0) return revaluate(shelf, movement)
  if (quantityMilli < 0) {
    const issued = takeOut(shelf, -quantityMilli, unitCostMinor, ofMoveId)
    return { shelf: issued.shelf, valueMinor: 0 - issued.costMinor, settledMinor: 0 }
  }
  const statedMinor = movement.valueMinor ?? usualValue(shelf, quantityMilli, unitCostMinor)
  const received = putIn(shelf, {
    quantityMilli,
    // A neighbour's goods are worth nothing here; what they are said to have cost is cost at once.
    valueMinor: isConsigned ? 0 : statedMinor,
    layerId: moveId,
    receivedOn: movement.postedOn ?? dayIn(timeZone ?? 'UTC', movement.occurredAt),
  })
  return {
    shelf: received.shelf,
    valueMinor: received.enteredMinor,
    settledMinor: isConsigned ? statedMinor - received.enteredMinor : received.settledMinor,
  }
}

function revaluate(shelf: Shelf, { valueMinor = 0, ofMoveId, receivedMilli = 0 }: Movement) {
  assert(ofMoveId !== undefined, 'a revaluation names its receipt')
  const { shelf: after, enteredMinor } = revalue(shelf, valueMinor, receivedMilli, ofMoveId)
  return { shelf: after, valueMinor: enteredMinor, settledMinor: valueMinor - enteredMinor }
}

function rowOf(movement: Movement): MoveRow {
  const { productId, kind, quantityMilli, sourceType, sourceId, occurredAt } = movement
  const isRevaluation = kind === 'revaluation'
  assert(isRevaluation === (quantityMilli === 0), 'a movement moves something')
  return {
    id: newId(),
    productId,
    kind,
    quantityMilli,
    valueMinor: 0,
    sourceType,
    sourceId,
    sourceLine: movement.sourceLine ?? 0,
    occurredAt,
    postedOn: movement.postedOn,
    ofMoveId: movement.ofMoveId,
    locationId: movement.locationId,
  }
}

/** The shelves behind locked levels. The time zone is known only where layers are: they need days. */
async function openShelves(tx: Tx, levels: ReadonlyMap<string, LockedLevel>) {
  const layered = [...levels.values()]
    .filter((each) => each.isLayered)
    .map((each) => each.productId)
  const before = layered.length > 0 ? await readLayers(tx, layered) : []
  const shelves = new Map<string, LockedShelf>()
  for (const [id, { quantityMilli, valueMinor, isLayered, ...known }] of levels) {
    const layers = isLayered ? before.filter((each) => each.productId === id) : undefined
    const { unitCostMinor, isConsigned } = known
    shelves.set(id, { shelf: { quantityMilli, valueMinor, layers }, unitCostMinor, isConsigned })
  }
  return { shelves, before, timeZone: layered.length > 0 ? await timeZoneOf(tx) : undefined }
}

async function saveLayers(
  tx: Tx,
  before: readonly ProductLayer[],
  shelves: ReadonlyMap<string, LockedShelf>,
): Promise<void> {
  const known = new Map(before.map((each) => [each.id, each]))
  const now = [...shelves].flatMap(([productId, { shelf }]) =>
    (shelf.layers ?? []).map((layer) => ({ ...layer, productId })),
  )
  const kept = new Set(now.map((each) => each.id))
  const isChanged = (layer: ProductLayer) => {
    const old = known.get(layer.id)
    return old?.quantityMilli !== layer.quantityMilli || old.valueMinor !== layer.valueMinor
  }
  const gone = before.filter((each) => !kept.has(each.id))
  await writeLayers(tx, now.filter(isChanged), gone)
}

async function savePlaces(
  tx: Tx,
  movements: readonly Movement[],
  moved: readonly Moved[],
): Promise<void> {
  const changes = movements.flatMap(({ productId, locationId, quantityMilli }) =>
    locationId === undefined ? [] : [{ productId, locationId, quantityMilli }],
  )
  if (changes.length === 0) return
  const now = await shiftPlaces(tx, changes)
  for (const [index, movement] of movements.entries()) {
    const place = now.find(
      (each) => each.productId === movement.productId && each.locationId === movement.locationId,
    )
    const answer = moved[index]
    if (place && answer) answer.placeMilli = place.quantityMilli
  }
}

async function lockOrCreate(tx: Tx, productIds: string[]): Promise<Map<string, LockedLevel>> {
  const byId = (rows: LockedLevel[]) => rows.map((row) => [row.productId, row] as const)
  const levels = new Map(byId(await lockLevels(tx, productIds)))
  const missing = productIds.filter((id) => !levels.has(id))
  if (missing.length === 0) return levels
  for (const [id, row] of byId(await createLevels(tx, missing))) levels.set(id, row)
  const unknown = missing.find((id) => !levels.has(id))
  if (unknown) throw unknownProduct(unknown)
  return levels
}
