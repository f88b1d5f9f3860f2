import type { Tx } from '#modules/kernel/db.ts'
import { moreThanReceived, unknownReceipt } from './errors.ts'
import { moveStock, type StockSource } from './move-stock.ts'
import { type FoundReceipt, findReceipts, type ReceiptLine } from './receipt-repository.ts'
import { lockLevels } from './stock-repository.ts'

export interface SupplierReturn extends StockSource {
  productId: string
  /** What goes back, positive, in thousandths of the product's unit. */
  quantityMilli: number
  /** The receipt that it came with, where that is known: no more goes back than came. */
  receipt?: ReceiptLine | undefined
  locationId?: string | undefined
}

export interface ReturnedStock {
  productId: string
  /**
   * What the inventory account loses, in whole NT$, not negative. The supplier gives back the price
   * of then, so the caller books the difference to `purchaseDifference`.
   */
  costMinor: number
  levelMilli: number
  isNegative: boolean
}

/**
 * Gives goods back to whom they came from: out at the moving average, or out of the layer of their
 * own receipt and then the oldest. Posts nothing; the caller's entry has the other side.
 *
 * @returns one answer per return, in the same order.
 * @throws inventory.unknown_receipt, inventory.more_than_received when less of that receipt is left
 *   to give back, counting what went back before and in this call.
 */
export async function returnToSupplier(
  tx: Tx,
  returns: readonly SupplierReturn[],
): Promise<ReturnedStock[]> {
  // First the locks: two returns of one receipt at once must see each other.
  await lockLevels(tx, [...new Set(returns.map((each) => each.productId))])
  const receipts = await findReceiptsOf(tx, returns)
  const moved = await moveStock(
    tx,
    returns.map(({ receipt: _, ...each }, index) => ({
      ...each,
      kind: 'supplier_return',
      quantityMilli: -each.quantityMilli,
      ofMoveId: receipts[index]?.moveId,
    })),
  )
  return moved.map(({ productId, valueMinor, levelMilli, placeMilli }) => ({
    productId,
    costMinor: 0 - valueMinor,
    levelMilli,
    isNegative: levelMilli < 0 || (placeMilli ?? 0) < 0,
  }))
}

async function findReceiptsOf(
  tx: Tx,
  returns: readonly SupplierReturn[],
): Promise<(FoundReceipt | undefined)[]> {
  const asked = returns.flatMap((each) => each.receipt ?? [])
  const found = asked.length === 0 ? [] : await findReceipts(tx, asked)
  const left = new Map<string, number>()
  return returns.map((each) => {
    if (!each.receipt) return undefined
    const receipt = found[asked.indexOf(each.receipt)]
    if (receipt?.productId !== each.productId) throw unknownReceipt()
    const before = left.get(receipt.moveId) ?? receipt.receivedMilli - receipt.returnedMilli
    if (each.quantityMilli > before) throw moreThanReceived(receipt.productName, before)
    left.set(receipt.moveId, before - each.quantityMilli)
    return receipt
  })
}
