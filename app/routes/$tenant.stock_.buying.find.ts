import { z } from 'zod'
import { withPrices } from '#app/buying/describe-goods.server.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { findGoods } from '#modules/inventory/index.ts'

const Query = z.object({
  q: z.string().max(100).catch('').default(''),
  supplier: z.uuid().optional().catch(undefined),
})

/** Goods that somebody looks for while buying, with what they last cost. */
export const loader = tenantLoader('goods.read', Query, async (tx, { q, supplier }) => {
  const { goods, isExact } = await findGoods(tx, q)
  return { q, isExact, goods: await withPrices(tx, goods, supplier ?? null) }
})
