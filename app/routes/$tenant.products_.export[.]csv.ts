import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { goodsFiles } from '#modules/inventory/index.ts'

/** All goods as CSV, in the columns that an import reads. */
export const loader = tenantLoader('goods.manage', z.object({}), async (tx, _input, edge) => {
  const text = await goodsFiles.exportProducts(tx)
  return new Response(text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${edge.membership.slug}-goods.csv"`,
      'Cache-Control': 'no-store',
    },
  })
})
