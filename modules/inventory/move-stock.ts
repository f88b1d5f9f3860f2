import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { issueFrom, type Level, receiveInto, usualValue } from './cost.ts'
import { unknownProduct } from './errors.ts'
import {
  createLevels,
  type LockedLevel,
  lockLevels,
  type MoveRow,
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
  /** In is positive, out is negative; never zero. */
  quantityMilli: number
  /** What a receipt cost; undefined for an issue, and for a receipt at the usual value. */
  valueMinor?: number
}

export interface Moved {
  productId: string
  /** What the inventory account gained (or lost, when negative). */
  valueMinor: number
  settledMinor: number
  /** What is left after this movement. */
  levelMilli: number
}

/**
 * Moves stock in the order given: locks the levels, values each movement after the one before, and
 * writes. Two statements for any number of movements; three when a level is missing.
 */
export async function moveStock(tx: Tx, movements: readonly Movement[]): Promise<Moved[]> {
  if (movements.length === 0) return []
  const levels = await lockOrCreate(tx, [...new Set(movements.map((each) => each.productId))])
  const now = new Map<string, Level>(levels)
  const rows: MoveRow[] = []
  const moved = movements.map((movement): Moved => {
    assert(movement.quantityMilli !== 0, 'a movement moves something')
    const level = now.get(movement.productId)
    const unitCostMinor = levels.get(movement.productId)?.unitCostMinor ?? 0
    assert(level, 'every level was locked')
    const result = valuate(level, movement, unitCostMinor)
    now.set(movement.productId, result.level)
    rows.push(rowOf(movement, result.valueMinor))
    return {
      productId: movement.productId,
      valueMinor: result.valueMinor,
      settledMinor: result.settledMinor,
      levelMilli: result.level.quantityMilli,
    }
  })
  await writeMoves(tx, rows, now)
  return moved
}

function valuate(level: Level, movement: Movement, unitCostMinor: number) {
  const { quantityMilli } = movement
  if (quantityMilli < 0) {
    const issued = issueFrom(level, -quantityMilli, unitCostMinor)
    return { level: issued.level, valueMinor: -issued.costMinor, settledMinor: 0 }
  }
  const worth = movement.valueMinor ?? usualValue(level, quantityMilli, unitCostMinor)
  const received = receiveInto(level, quantityMilli, worth)
  return {
    level: received.level,
    valueMinor: received.enteredMinor,
    settledMinor: received.settledMinor,
  }
}

const rowOf = (movement: Movement, valueMinor: number): MoveRow => ({
  productId: movement.productId,
  kind: movement.kind,
  quantityMilli: movement.quantityMilli,
  valueMinor,
  sourceType: movement.sourceType,
  sourceId: movement.sourceId,
  sourceLine: movement.sourceLine ?? 0,
  occurredAt: movement.occurredAt,
  postedOn: movement.postedOn,
})

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
