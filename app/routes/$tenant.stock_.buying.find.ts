import { z } from 'zod'
import { withPrices } from '#app/buying/describe-goods.server.ts'
import { tenantLoader } from '#app/server/edge.server.ts'
import { findByBarcode, listProducts } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'

const Query = z.object({
  q: z.string().max(200),
  supplier: z.uuid().optional().catch(undefined),
})
const SHOWN = 8

/** Goods that somebody looks for while buying, with what they last cost. */
export const loader = tenantLoader('goods.read', Query, async (tx, { q, supplier }) => {
  const { products, isExact } = await find(tx, q)
  return { q, isExact, products: await withPrices(tx, products, supplier ?? null) }
})

async function find(tx: Tx, q: string) {
  const exact = q.trim() === '' ? undefined : await findByBarcode(tx, q.trim())
  if (exact) return { products: [exact.product], isExact: true }
  const { products } = await listProducts(tx, { search: q, limit: SHOWN })
  return { products, isExact: false }
}
