import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { pdfResponse } from '#app/server/papers.server.ts'
import { orderPdf } from '#app/server/purchase-papers.server.ts'

const Params = z.object({ orderId: z.uuid() })

/** An order on A4, to print or to send along. */
export const loader = tenantLoader('goods.read', Params, async (tx, { orderId }, edge) =>
  pdfResponse(await orderPdf(tx, orderId, new Date()), `${edge.membership.slug}-order`),
)
