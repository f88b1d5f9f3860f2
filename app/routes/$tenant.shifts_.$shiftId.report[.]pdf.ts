import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { answerPdf, shiftDocument } from '#app/server/papers.server.ts'

const Params = z.object({ shiftId: z.uuid() })

/** The report of a shift as a PDF file. */
export const loader = tenantLoader('sales.read', Params, async (tx, { shiftId }, edge) =>
  answerPdf(tx, await shiftDocument(tx, shiftId, new Date()), `${edge.membership.slug}-shift`),
)
