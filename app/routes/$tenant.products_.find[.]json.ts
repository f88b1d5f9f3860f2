import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { findGoods } from '#modules/inventory/index.ts'

const Query = z.object({ q: z.string().max(100).catch('').default('') })

/** Products for a form that somebody is filling: by part of a name, or by a scanned code. */
export const loader = tenantLoader('goods.read', Query, async (tx, { q }) => ({
  q,
  ...(await findGoods(tx, q)),
}))
