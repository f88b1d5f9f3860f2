import type { Tx } from '#modules/kernel/db.ts'
import { unknownOrder } from './errors.ts'
import { findOrder, findOrderLines, findOrders, findSteps } from './repository-orders.ts'
import { findReceiptsOfOrder } from './repository-receipts.ts'
import { orderState } from './shared.ts'

/** Rows of a page of orders. */
const PAGE = 50

/** Orders, the latest first. @param page from 1. */
export async function listOrders(
  tx: Tx,
  options: { supplierId?: string | undefined; isOpen?: boolean; page?: number } = {},
) {
  const { supplierId, isOpen = false, page = 1 } = options
  const offset = (page - 1) * PAGE
  const rows = await findOrders(tx, { supplierId, isOpen, limit: PAGE + 1, offset })
  return {
    orders: rows.slice(0, PAGE).map((row) => ({ ...row, state: orderState(row) })),
    hasMore: rows.length > PAGE,
  }
}
export type ListedOrder = Awaited<ReturnType<typeof listOrders>>['orders'][number]

/**
 * One order with its lines, what came of each, what was done with it and the receipts of it.
 *
 * @throws buying.unknown_order, for other shops' as well.
 */
export async function getOrder(tx: Tx, id: string) {
  const order = await findOrder(tx, id)
  if (!order) throw unknownOrder()
  return {
    ...order,
    state: orderState(order),
    lines: await findOrderLines(tx, id),
    steps: await findSteps(tx, id),
    receipts: await findReceiptsOfOrder(tx, id),
  }
}
export type Order = Awaited<ReturnType<typeof getOrder>>
