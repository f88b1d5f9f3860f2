import type { Tx } from '#modules/kernel/db.ts'
import { moveStock, type StockSource } from './move-stock.ts'

export interface StockIssue extends StockSource {
  productId: string
  /** What goes out, positive, in thousandths of the product's unit. */
  quantityMilli: number
  kind: 'sale' | 'correction' | 'waste' | 'own_use' | 'production' | 'consignment'
  /** Where it leaves from; undefined is the shop floor. */
  locationId?: string | undefined
  /** The move that this one undoes, where it undoes one: its own layer goes first. */
  ofMoveId?: string | undefined
}

export interface IssuedStock {
  productId: string
  /** What it cost, in whole NT$: the part of the inventory account that becomes cost of sales. */
  costMinor: number
  /** What is left after this issue; below zero more was sold than was booked in. */
  levelMilli: number
  /**
   * True when this issue leaves the product, or the place it left from, below zero: never refused,
   * but the owner should look.
   */
  isNegative: boolean
}

/**
 * Takes stock out for one or many sales, each line after the one before, at the moving average or
 * from the oldest layers. Physical stock is never refused: what was handed over is gone, whatever
 * the books say.
 *
 * @returns one answer per issue, in the same order. At most three statements for any number at the
 *   moving average on the shop floor. Nothing is posted: the caller's entry has the other side.
 * @throws inventory.unknown_product for a product that this tenant does not have.
 * @see docs/decisions/009-stock-cost.md
 */
export async function issueStock(tx: Tx, issues: readonly StockIssue[]): Promise<IssuedStock[]> {
  const moved = await moveStock(
    tx,
    issues.map((issue) => ({ ...issue, quantityMilli: -issue.quantityMilli })),
  )
  return moved.map(({ productId, valueMinor, levelMilli, placeMilli }) => ({
    productId,
    // Not `-valueMinor`, which is -0 for goods without a cost.
    costMinor: 0 - valueMinor,
    levelMilli,
    isNegative: levelMilli < 0 || (placeMilli ?? 0) < 0,
  }))
}
