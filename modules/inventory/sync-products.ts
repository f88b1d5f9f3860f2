import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** The most products of one page. */
const MAX_PAGE = 200

/** A product with its barcodes and stock, for machines; archived ones are told too. */
export type SyncedProduct = Awaited<ReturnType<typeof listProductsForSync>>['products'][number]

/**
 * Products in the order of their ids, so that a walk over all pages meets each of them once.
 *
 * @param page `after` is the id of the last product read; `updatedSince` leaves out what has not
 *   changed since that instant (a moving stock is no change of a product).
 * @returns `nextAfter` asks for the page behind this one; null on the last.
 */
export async function listProductsForSync(
  tx: Tx,
  page: { after?: string | undefined; updatedSince?: Date | undefined; limit: number },
) {
  const limit = Math.min(page.limit, MAX_PAGE)
  let query = products(tx)
  if (page.after !== undefined) query = query.where('p.id', '>', page.after)
  if (page.updatedSince) query = query.where('p.updatedAt', '>=', page.updatedSince)
  const rows = await query
    .orderBy('p.id')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  return {
    products: shown,
    nextAfter: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** One product as `listProductsForSync` tells it. */
export const findProductForSync = (tx: Tx, id: string): Promise<SyncedProduct | undefined> =>
  products(tx).where('p.id', '=', id).executeTakeFirst()

const products = (tx: Tx) =>
  tx
    .selectFrom('product as p')
    .leftJoin('stockLevel as l', (join) =>
      join.onRef('l.tenantId', '=', 'p.tenantId').onRef('l.productId', '=', 'p.id'),
    )
    .select(['p.id', 'p.name', 'p.names', 'p.sku', 'p.categoryId', 'p.unit', 'p.soldBy'])
    .select(['p.priceMinor', 'p.costMinor', 'p.taxClass', 'p.pictogram', 'p.reorderLevelMilli'])
    .select(['p.pictureId', 'p.isFavourite', 'p.updatedAt'])
    .select([
      sql<SqlBool>`p.archived_at is not null`.as('isArchived'),
      sql<number>`coalesce(l.quantity_milli, 0)`.as('stockMilli'),
      sql<string[]>`array(select b.barcode from product_barcode b
        where b.tenant_id = p.tenant_id and b.product_id = p.id order by b.barcode)`.as('barcodes'),
    ])
