import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { queuePaper, statementDocument } from '#app/server/papers.server.ts'

const Input = z.object({ customerId: z.uuid(), requestId: z.uuid() })

/** What a customer took and paid, on the shop's printer. */
export const action = asResource(
  tenantAction('customers.read', Input, async (tx, { customerId, requestId }) =>
    queuePaper(tx, {
      document: await statementDocument(tx, customerId, new Date()),
      sourceType: 'tab_statement',
      requestId,
    }),
  ),
)
