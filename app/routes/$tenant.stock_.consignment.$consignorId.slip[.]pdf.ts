import { z } from 'zod'
import { slipPdf } from '#app/server/consignment-papers.server.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { pdfResponse } from '#app/server/papers.server.ts'

const Params = z.object({ consignorId: z.uuid(), payment: z.uuid().optional() })

/** A neighbour's slip on A4: of a payment, or of what is not paid yet. */
export const loader = tenantLoader('goods.read', Params, async (tx, input, edge) => {
  const slip = { consignorId: input.consignorId, paymentId: input.payment }
  return pdfResponse(await slipPdf(tx, slip, new Date()), `${edge.membership.slug}-consignment`)
})
