import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { markDownDocument, queuePaper } from '#app/server/papers.server.ts'
import { MarkDownForm } from '#modules/inventory/shared.ts'

/** Prints labels with a lower price for a lot, and goes back to it. */
export const action = asResource(
  tenantAction(
    'goods.read',
    MarkDownForm,
    async (tx, form) => {
      await queuePaper(tx, {
        document: await markDownDocument(tx, form, new Date()),
        sourceType: 'label',
        requestId: form.requestId,
      })
      return form
    },
    ({ lotId }, { membership }) => `/${membership.slug}/stock/expiry/${lotId}?sent=1`,
  ),
)
