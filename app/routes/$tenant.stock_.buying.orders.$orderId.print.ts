import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { queuePaper } from '#app/server/papers.server.ts'
import { orderDocument } from '#app/server/purchase-papers.server.ts'
import { orders } from '#modules/buying/index.ts'

const Input = z.object({ orderId: z.uuid(), requestId: z.uuid() })

/** An order on the shop's printer, which is one way of sending it. */
export const action = asResource(
  tenantAction('goods.manage', Input, async (tx, { orderId, requestId }) => {
    await orders.sendOrder(tx, { id: requestId, orderId, how: 'print' })
    return queuePaper(tx, {
      document: await orderDocument(tx, orderId),
      sourceType: 'purchase_order',
      requestId,
    })
  }),
)
