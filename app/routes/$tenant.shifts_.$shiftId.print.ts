import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { queuePaper, shiftDocument } from '#app/server/papers.server.ts'

const Input = z.object({ shiftId: z.uuid(), requestId: z.uuid() })

/** The report of a shift on the shop's printer. */
export const action = asResource(
  tenantAction('sales.read', Input, async (tx, { shiftId, requestId }) =>
    queuePaper(tx, {
      document: await shiftDocument(tx, shiftId, new Date()),
      sourceType: 'shift_report',
      requestId,
    }),
  ),
)
