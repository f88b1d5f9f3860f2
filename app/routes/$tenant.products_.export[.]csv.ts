import { z } from 'zod'
import { tenantLoader } from '#app/server/edge.server.ts'
import { fileResponse } from '#app/server/file-response.server.ts'
import { goodsFiles } from '#modules/inventory/index.ts'

/** All goods as CSV, in the columns that an import reads. */
export const loader = tenantLoader('goods.manage', z.object({}), async (tx, _input, edge) => {
  const text = await goodsFiles.exportProducts(tx)
  const name = `${edge.membership.slug}-goods.csv`
  return fileResponse(text, { name, type: 'text/csv; charset=utf-8' })
})
