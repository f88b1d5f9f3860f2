import { z } from 'zod'
import { slipDocument } from '#app/server/consignment-papers.server.ts'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { queuePaper } from '#app/server/papers.server.ts'

const Input = z.object({
  consignorId: z.uuid(),
  paymentId: z.uuid().optional(),
  requestId: z.uuid(),
})

/** A neighbour's slip on the shop's printer. */
export const action = asResource(
  tenantAction('goods.read', Input, async (tx, { consignorId, paymentId, requestId }) =>
    queuePaper(tx, {
      document: await slipDocument(tx, { consignorId, paymentId }, new Date()),
      sourceType: 'consignment_slip',
      requestId,
    }),
  ),
)
