import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { queuePaper, saleDocument } from '#app/server/papers.server.ts'

const Input = z.object({ saleId: z.uuid(), requestId: z.uuid() })

/** The paper without prices that goes along with a present, on the shop's printer. */
export const action = asResource(
  tenantAction('till.sell', Input, async (tx, { saleId, requestId }) =>
    queuePaper(tx, {
      document: await saleDocument(tx, saleId, 'gift'),
      sourceType: 'gift_receipt',
      requestId,
    }),
  ),
)
