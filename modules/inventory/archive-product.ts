import { sql } from 'kysely'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { missingProduct } from './errors.ts'

/**
 * Takes a product off the shelf: tills no longer show it, its history stays. Repeating is harmless.
 *
 * @throws inventory.missing_product
 */
export const archiveProduct = (tx: Tx, input: { productId: string }) =>
  setArchived(tx, input.productId, true)

/** Puts an archived product back. @throws inventory.missing_product */
export const restoreProduct = (tx: Tx, input: { productId: string }) =>
  setArchived(tx, input.productId, false)

async function setArchived(tx: Tx, productId: string, isArchived: boolean) {
  const product = await tx
    .updateTable('product')
    .set({
      archivedAt: isArchived ? sql<Date>`coalesce(archived_at, now())` : null,
      updatedAt: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', productId)
    .returning('name')
    .executeTakeFirst()
  if (!product) throw missingProduct()
  await recordAudit(tx, {
    action: isArchived ? 'inventory.product_archived' : 'inventory.product_restored',
    targetType: 'product',
    targetId: productId,
    detail: { name: product.name },
  })
  return { id: productId, name: product.name, isArchived }
}
