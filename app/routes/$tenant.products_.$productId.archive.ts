import { z } from 'zod'
import { asResource, tenantAction } from '#app/server/edge.server.ts'
import { archiveProduct, restoreProduct } from '#modules/inventory/index.ts'

const Input = z.object({ productId: z.uuid(), restore: z.literal('yes').optional() })

/** Puts a product away, or back. */
export const action = asResource(
  tenantAction('goods.manage', Input, (tx, input) =>
    input.restore ? restoreProduct(tx, input) : archiveProduct(tx, input),
  ),
)
