import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { orderHasCome, orderOver, unknownOrder } from './errors.ts'
import { type FoundOrder, insertStep, lockOrder, type StepRow } from './repository-orders.ts'
import { type OrderState, orderState, type SentHow } from './shared.ts'

/** States in which nothing more happens to an order. */
const OVER: readonly OrderState[] = ['received', 'closed', 'cancelled']

/**
 * Notes that an order went to the supplier, and how. It may go more than once, and does not change
 * any more after the first time.
 *
 * @param step `id` is made by whoever starts it, so that pressing twice notes one.
 * @throws buying.unknown_order, buying.order_over
 */
export const sendOrder = (tx: Tx, step: { id: string; orderId: string; how: SentHow }) =>
  takeStep(tx, { ...step, kind: 'sent', note: '' })

/**
 * Ends an order of which the rest will not come.
 *
 * @throws buying.unknown_order, buying.order_over
 */
export const closeOrder = (tx: Tx, step: { id: string; orderId: string; note: string }) =>
  takeStep(tx, { ...step, kind: 'closed', how: null })

/**
 * Calls an order off of which nothing came yet.
 *
 * @throws buying.unknown_order, buying.order_over, buying.order_has_come
 */
export const cancelOrder = (tx: Tx, step: { id: string; orderId: string; note: string }) =>
  takeStep(tx, { ...step, kind: 'cancelled', how: null })

async function takeStep(tx: Tx, step: StepRow): Promise<{ id: string; state: OrderState }> {
  const order = await lockOrder(tx, step.orderId)
  if (!order) throw unknownOrder()
  const state = orderState(order)
  // A second press finds what the first one did.
  if (step.kind !== 'sent' && state === (step.kind === 'closed' ? 'closed' : 'cancelled')) {
    return { id: order.id, state }
  }
  if (OVER.includes(state)) throw orderOver(order.number)
  if (step.kind === 'cancelled' && order.hasCome) throw orderHasCome(order.number)
  await insertStep(tx, step)
  await recordAudit(tx, {
    action: `buying.order_${step.kind}`,
    targetType: 'purchase_order',
    targetId: order.id,
    detail: { number: order.number, ...(step.how === null ? {} : { how: step.how }) },
  })
  return { id: order.id, state: orderState(after(order, step.kind)) }
}

const after = (order: FoundOrder, kind: StepRow['kind']): FoundOrder => ({
  ...order,
  isSent: order.isSent || kind === 'sent',
  isClosed: order.isClosed || kind === 'closed',
  isCancelled: order.isCancelled || kind === 'cancelled',
})
