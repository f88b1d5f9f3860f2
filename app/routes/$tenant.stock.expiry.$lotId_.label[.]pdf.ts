import { tenantLoader } from '#app/server/edge.server.ts'
import { answerPdf, markDownDocument } from '#app/server/papers.server.ts'
import { MarkDownForm } from '#modules/inventory/shared.ts'

/** Labels with a lower price for a lot, as a PDF file. */
export const loader = tenantLoader('goods.read', MarkDownForm, async (tx, form, edge) =>
  answerPdf(tx, await markDownDocument(tx, form, new Date()), `${edge.membership.slug}-labels`),
)
