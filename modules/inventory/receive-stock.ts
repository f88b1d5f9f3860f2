import type { Tx } from '#modules/kernel/db.ts'
import { divideRounded } from '#modules/kernel/shared.ts'
import { moveStock, type StockSource } from './move-stock.ts'
import { rememberCosts } from './receipt-repository.ts'
import { MAX_AMOUNT_MINOR } from './shared-limits.ts'

export interface StockReceipt extends StockSource {
  productId: string
  /** What comes in, positive, in thousandths of the product's unit. */
  quantityMilli: number
  /** What all of it cost, in whole NT$, not negative; a refund gives back what the sale had cost. */
  valueMinor: number
  kind: 'opening' | 'refund' | 'purchase' | 'consignment' | 'waste' | 'own_use' | 'production'
  /** Where it is put; undefined is the shop floor. */
  locationId?: string | undefined
  /** The move that this one undoes, where it undoes one. */
  ofMoveId?: string | undefined
}

export interface ReceivedStock {
  productId: string
  /** What the inventory account gains. */
  valueMinor: number
  /**
   * The rest of the receipt's value: it corrects the guessed cost of goods sold below zero, and is
   * booked to the cost of sales (negative when the guess had been too high).
   */
  settledMinor: number
  levelMilli: number
}

/**
 * Brings stock in, each receipt after the one before. `valueMinor + settledMinor` of the answer is
 * what the receipt cost, so that an entry over both balances; the caller posts it, on the same day.
 * A purchase says too what a unit last cost. A receipt of a past day is valued now, among what lies
 * there now, and stands on its own day in the books (the first open one, where that is closed).
 *
 * @throws inventory.unknown_product for a product that this tenant does not have.
 * @see docs/decisions/009-stock-cost.md
 */
export async function receiveStock(
  tx: Tx,
  receipts: readonly StockReceipt[],
): Promise<ReceivedStock[]> {
  const bought = receipts.filter((each) => each.kind === 'purchase' && each.valueMinor > 0)
  // Before the levels: whoever saves a product locks it first and its level after.
  if (bought.length > 0) await rememberCosts(tx, bought.map(unitCostOf))
  return moveStock(tx, receipts)
}

const unitCostOf = ({ productId, quantityMilli, valueMinor }: StockReceipt) => ({
  productId,
  costMinor: Math.min(divideRounded(BigInt(valueMinor) * 1000n, quantityMilli), MAX_AMOUNT_MINOR),
})
