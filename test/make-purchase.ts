import { orders, suppliers } from '#modules/buying/index.ts'
import {
  OrderForm,
  PurchaseForm,
  type PurchaseInput,
  SupplierForm,
} from '#modules/buying/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'

/** Somebody to buy from, as the form leaves them. */
export async function makeSupplier(tx: Tx, more: Record<string, string> = {}): Promise<string> {
  const form = SupplierForm.parse({ id: newId(), name: '部落青果行', ...more })
  return (await suppliers.saveSupplier(tx, form)).id
}

export interface MadeLine {
  productId: string
  unit?: string
  quantity: string
  amount: string
  /** The line of the order that it came for. */
  orderLine?: string
  /** Until when it keeps, `YYYY-MM-DD`. */
  expiresOn?: string
}

/** A purchase as the form sends it: of bottles, today and paid in cash unless told. */
export function makePurchase(
  supplierId: string,
  lines: readonly MadeLine[],
  more: Record<string, string> = {},
): PurchaseInput {
  return PurchaseForm.parse({
    id: newId(),
    supplierId,
    receivedOn: dayIn('Asia/Taipei', new Date()),
    pays: 'cash',
    productId: lines.map((each) => each.productId),
    unit: lines.map((each) => each.unit ?? 'bottle'),
    quantity: lines.map((each) => each.quantity),
    amount: lines.map((each) => each.amount),
    orderLine: lines.map((each) => each.orderLine ?? ''),
    expiresOn: lines.map((each) => each.expiresOn ?? ''),
    ...more,
  })
}

/** An order that was sent, as the form leaves it. */
export async function makeOrder(
  tx: Tx,
  supplierId: string,
  lines: readonly MadeLine[],
): Promise<string> {
  const form = OrderForm.parse({
    id: newId(),
    supplierId,
    productId: lines.map((each) => each.productId),
    unit: lines.map((each) => each.unit ?? 'bottle'),
    quantity: lines.map((each) => each.quantity),
    amount: lines.map((each) => each.amount),
  })
  const { id } = await orders.saveOrder(tx, form)
  await orders.sendOrder(tx, { id: newId(), orderId: id, how: 'message' })
  return id
}
