import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { answerPdf, statementDocument } from '#app/server/papers.server.ts'

const Params = z.object({ customerId: z.uuid() })

/** What a customer took and paid as a PDF file. */
export const loader = tenantLoader('customers.read', Params, async (tx, { customerId }, edge) =>
  answerPdf(
    tx,
    await statementDocument(tx, customerId, new Date()),
    `${edge.membership.slug}-statement`,
  ),
)
