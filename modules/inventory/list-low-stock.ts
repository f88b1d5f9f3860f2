import type { Tx } from '#modules/kernel/db.ts'

/** A product that is nearly or wholly gone. Quantity in thousandths of its unit. */
export interface LowStock {
  productId: string
  name: string
  unit: string
  quantityMilli: number
  pictogram: string | null
  pictureId: string | null
}

/**
 * Products at or below the level their owner wants to be told at, the emptiest first. What has no
 * such level is never on the list.
 *
 * @returns at most `limit` of them, and how many there are.
 */
export async function listLowStock(
  tx: Tx,
  limit = 10,
): Promise<{ products: LowStock[]; productCount: number }> {
  const rows = await tx
    .selectFrom('product as p')
    .innerJoin('stockLevel as l', (join) =>
      join.onRef('l.tenantId', '=', 'p.tenantId').onRef('l.productId', '=', 'p.id'),
    )
    .where('p.archivedAt', 'is', null)
    .whereRef('l.quantityMilli', '<=', 'p.reorderLevelMilli')
    .select(['p.id as productId', 'p.name', 'p.unit', 'l.quantityMilli'])
    .select(['p.pictogram', 'p.pictureId'])
    .select(({ fn }) => fn.countAll<number>().over().as('productCount'))
    .orderBy('l.quantityMilli')
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(limit)
    .execute()
  return {
    products: rows.map(({ productCount: _, ...product }) => product),
    productCount: rows[0]?.productCount ?? 0,
  }
}
