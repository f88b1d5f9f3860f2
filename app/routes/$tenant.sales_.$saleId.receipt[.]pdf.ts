import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { answerPdf, saleDocument } from '#app/server/papers.server.ts'

const Params = z.object({
  saleId: z.uuid(),
  kind: z.enum(['receipt', 'gift']).default('receipt'),
})

/** The receipt of a sale as a PDF file; `?kind=gift` is the paper without prices. */
export const loader = tenantLoader('sales.read', Params, async (tx, { saleId, kind }, edge) => {
  const document = await saleDocument(tx, saleId, kind)
  return answerPdf(tx, document, `${edge.membership.slug}-${kind}`)
})
