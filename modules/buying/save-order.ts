import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { readGoods } from './base-quantity.ts'
import { changedMeanwhile, noSupplier, orderNotDraft } from './errors.ts'
import { nextNumber } from './repository-days.ts'
import { insertOrder, lockOrder, replaceOrderLines, updateOrder } from './repository-orders.ts'
import { findSupplier } from './repository-suppliers.ts'
import { type OrderInput, orderState } from './shared.ts'

/**
 * Writes an order, or changes one that was not sent yet. What was sent is what the supplier holds in
 * their hands, and stays as it is.
 *
 * @throws buying.no_supplier, buying.unknown_product, buying.unknown_unit,
 *   buying.order_not_draft, buying.changed_meanwhile
 */
export async function saveOrder(
  tx: Tx,
  input: OrderInput,
): Promise<{ id: string; number: number }> {
  const supplier = await findSupplier(tx, input.supplierId)
  if (!supplier) throw noSupplier()
  const before = await lockOrder(tx, input.id)
  // Receipts hold its lines, those that were taken back too.
  const isDraft = before && orderState(before) === 'draft' && before.receiptCount === 0
  if (before && !isDraft) throw orderNotDraft(before.number)
  const isStale =
    before && input.shownChangedAt && before.updatedAt.toISOString() !== input.shownChangedAt
  if (isStale) throw changedMeanwhile()
  const goods = await readGoods(tx, input.lines)
  const order = {
    id: input.id,
    number: before?.number ?? (await nextNumber(tx, 'order')),
    supplierId: supplier.id,
    expectedOn: input.expectedOn,
    pricesIncludeTax: supplier.pricesIncludeTax,
    note: input.note,
  }
  if (before) await updateOrder(tx, order)
  else await insertOrder(tx, order)
  await replaceOrderLines(
    tx,
    order.id,
    goods.map(({ isTaxable: _, ...line }, index) => ({ ...line, lineNo: index + 1 })),
  )
  await recordAudit(tx, {
    action: before ? 'buying.order_changed' : 'buying.order_written',
    targetType: 'purchase_order',
    targetId: order.id,
    detail: { number: order.number },
  })
  return { id: order.id, number: order.number }
}
