import type { Tx } from '#modules/kernel/db.ts'
import { unknownReceipt } from './errors.ts'
import { moveStock, type StockSource } from './move-stock.ts'
import { findReceipts, type ReceiptLine } from './receipt-repository.ts'
import { lockLevels } from './stock-repository.ts'

export interface Revaluation extends Omit<StockSource, 'sourceLine'> {
  /** Lines of receipts, and by how much each cost more (less, when negative), in whole NT$. */
  lines: readonly { receipt: ReceiptLine; amountMinor: number }[]
}

export interface RevaluedReceipt {
  /** What the inventory account gains: the part that still lies there. */
  enteredMinor: number
  /** The rest: it belongs to the cost of what was already sold. Both together are the amount. */
  soldMinor: number
  lines: { productId: string; enteredMinor: number; soldMinor: number }[]
}

/**
 * Books what goods cost more or less than was said when they came: freight and duty, or a bill that
 * differs from the order. What of a receipt still lies there takes its share as a move of value
 * without quantity; at the moving average that is the smaller of the receipt and the level, in
 * layers what is left of the receipt's own. Posts nothing; the caller's entry has the other side.
 *
 * Spread one amount over lines with `spreadEvenly`, so that the parts add up to the dollar.
 *
 * @throws inventory.unknown_receipt
 */
export async function revalueReceipt(
  tx: Tx,
  { lines, ...source }: Revaluation,
): Promise<RevaluedReceipt> {
  const asked = lines.map((each) => each.receipt)
  const known = (await findReceipts(tx, asked)).map((each) => each?.productId)
  // Again under the locks of the levels, because goods may go back at the same moment.
  await lockLevels(tx, [...new Set(known.flatMap((id) => id ?? []))])
  const receipts = await findReceipts(tx, asked)
  const moved = await moveStock(
    tx,
    lines.map(({ amountMinor }, index) => {
      const receipt = receipts[index]
      if (!receipt) throw unknownReceipt()
      return {
        ...source,
        sourceLine: index,
        productId: receipt.productId,
        kind: 'revaluation',
        quantityMilli: 0,
        valueMinor: amountMinor,
        ofMoveId: receipt.moveId,
        receivedMilli: receipt.receivedMilli - receipt.returnedMilli,
      }
    }),
  )
  const answer = moved.map(({ productId, valueMinor, settledMinor }) => ({
    productId,
    enteredMinor: valueMinor,
    soldMinor: settledMinor,
  }))
  return {
    enteredMinor: answer.reduce((sum, each) => sum + each.enteredMinor, 0),
    soldMinor: answer.reduce((sum, each) => sum + each.soldMinor, 0),
    lines: answer,
  }
}
