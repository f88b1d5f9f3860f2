import type { Tx } from '#modules/kernel/db.ts'
import { moveStock, type StockSource } from './move-stock.ts'

export interface StockReceipt extends StockSource {
  productId: string
  /** What comes in, positive, in thousandths of the product's unit. */
  quantityMilli: number
  /** What all of it cost, in whole NT$, not negative; a refund gives back what the sale had cost. */
  valueMinor: number
  kind: 'opening' | 'refund' | 'purchase'
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
 * what the receipt cost, so that an entry over both balances.
 *
 * @throws inventory.unknown_product for a product that this tenant does not have.
 * @see docs/decisions/009-stock-cost.md
 */
export const receiveStock = (tx: Tx, receipts: readonly StockReceipt[]): Promise<ReceivedStock[]> =>
  moveStock(tx, receipts)
