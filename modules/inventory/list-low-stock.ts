import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { IS_LOW } from './queries.ts'

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
 * Products that run low, the emptiest first: the same ones that the list of goods calls low.
 *
 * @returns at most `limit` of them, and how many there are.
 */
export async function listLowStock(
  tx: Tx,
  limit = 10,
): Promise<{ products: LowStock[]; productCount: number }> {
  const rows = await tx
    .selectFrom('product as p')
    .leftJoin('stockLevel as l', (join) =>
      join.onRef('l.tenantId', '=', 'p.tenantId').onRef('l.productId', '=', 'p.id'),
    )
    .where(IS_LOW)
    .select(['p.id as productId', 'p.name', 'p.unit'])
    .select(sql<number>`coalesce(l.quantity_milli, 0)`.as('quantityMilli'))
    .select(['p.pictogram', 'p.pictureId'])
    .select(({ fn }) => fn.countAll<number>().over().as('productCount'))
    .orderBy('quantityMilli')
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(limit)
    .execute()
  return {
    products: rows.map(({ productCount: _, ...product }) => product),
    productCount: rows[0]?.productCount ?? 0,
  }
}
