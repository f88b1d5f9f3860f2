import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { answerPdf, labelsDocument } from '#app/server/papers.server.ts'
import { DomainError } from '#modules/kernel/errors.ts'

const Ids = z.array(z.uuid()).min(1).max(200)
const Query = z.object({ copies: z.coerce.number().int().min(1).max(20).catch(1) })

/** Labels of the chosen products (`product[]`, several) as a PDF file. */
export const loader = tenantLoader('goods.read', Query, async (tx, { copies }, edge) => {
  const chosen = Ids.safeParse(new URL(edge.request.url).searchParams.getAll('product[]'))
  if (!chosen.success) throw new DomainError('request.no_such_page', 'missing')
  const document = await labelsDocument(tx, chosen.data, copies, new Date())
  return answerPdf(tx, document, `${edge.membership.slug}-labels`)
})
