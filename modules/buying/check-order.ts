import type { Tx } from '#modules/kernel/db.ts'
import {
  moreThanOrdered,
  orderOver,
  receivedMeanwhile,
  unknownOrder,
  unknownOrderLine,
} from './errors.ts'
import { findOrderLines, lockOrder } from './repository-orders.ts'
import { orderState, type PurchaseInput } from './shared.ts'

interface ReceivedLine {
  productId: string
  name: string
  quantityMilli: number
  orderLineNo: number | null
}

/**
 * Holds the order that goods came for, and works out how much of each line is more than it had still
 * to come. That is asked about once, and written down when somebody says that it is so.
 *
 * @returns for each line of goods how much is too much, in thousandths of the product's unit.
 * @throws buying.unknown_order, buying.order_over, buying.received_meanwhile,
 *   buying.unknown_order_line, buying.more_than_ordered
 */
export async function checkOrder(
  tx: Tx,
  input: Pick<PurchaseInput, 'order' | 'supplierId'>,
  lines: readonly ReceivedLine[],
): Promise<number[]> {
  if (input.order === null) return lines.map(() => 0)
  const { id, shownReceipts, confirmsOver } = input.order
  const order = await lockOrder(tx, id)
  if (order?.supplierId !== input.supplierId) throw unknownOrder()
  const state = orderState(order)
  if (state === 'cancelled' || state === 'closed') throw orderOver(order.number)
  if (order.receiptCount !== shownReceipts) throw receivedMeanwhile(order.number)
  const ordered = new Map((await findOrderLines(tx, id)).map((each) => [each.lineNo, each]))
  const left = new Map(
    [...ordered.values()].map((each) => [each.lineNo, each.quantityMilli - each.comeMilli]),
  )
  return lines.map(({ orderLineNo, productId, name, quantityMilli }) => {
    if (orderLineNo === null) return 0
    const line = ordered.get(orderLineNo)
    if (line?.productId !== productId) throw unknownOrderLine(name)
    const stillMilli = Math.max(left.get(orderLineNo) ?? 0, 0)
    const overMilli = Math.max(quantityMilli - stillMilli, 0)
    if (overMilli > 0 && !confirmsOver) {
      throw moreThanOrdered({ name, stillMilli, quantityMilli })
    }
    left.set(orderLineNo, stillMilli - quantityMilli)
    return overMilli
  })
}
