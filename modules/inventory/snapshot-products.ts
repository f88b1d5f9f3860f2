import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { Names, type SoldBy, type TaxClass } from './shared.ts'

/** A product as a till carries it: everything it needs to sell without asking again. */
export interface ProductSnapshot {
  id: string
  name: string
  names: Record<string, string>
  sku: string | null
  barcodes: string[]
  categoryId: string | null
  unit: string
  soldBy: SoldBy
  /** Null when nobody has set a price yet. */
  priceMinor: number | null
  taxClass: TaxClass
  pictogram: string | null
  pictureId: string | null
  isFavourite: boolean
  stockMilli: number
}

interface Row extends Omit<ProductSnapshot, 'barcodes' | 'names'> {
  names: unknown
}

/** All products that are sold, favourites first, each in the order they were added; two statements for any number. */
export async function snapshotProducts(tx: Tx): Promise<ProductSnapshot[]> {
  const { rows } = await sql<Row>`
    select p.id, p.name, p.names, p.sku, p.category_id, p.unit, p.sold_by, p.price_minor,
           p.tax_class, p.pictogram, p.picture_id, p.is_favourite,
           coalesce(l.quantity_milli, 0) as stock_milli
    from product p left join stock_level l on l.product_id = p.id
    where p.archived_at is null
    order by p.is_favourite desc, p.id`.execute(tx)
  const barcodes = await barcodesOfSold(tx)
  return rows.map((row) => ({
    ...row,
    names: Names.parse(row.names),
    barcodes: barcodes.get(row.id) ?? [],
  }))
}

async function barcodesOfSold(tx: Tx): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom('productBarcode as b')
    .innerJoin('product as p', 'p.id', 'b.productId')
    .where('p.archivedAt', 'is', null)
    .select(['b.productId', 'b.barcode'])
    .orderBy('b.barcode')
    .execute()
  const byProduct = new Map<string, string[]>()
  for (const { productId, barcode } of rows) {
    const list = byProduct.get(productId)
    if (list) list.push(barcode)
    else byProduct.set(productId, [barcode])
  }
  return byProduct
}

/**
 * A short text that changes whenever a product, its barcodes or a category changes; stock does not
 * count. The instants are added up and not compared, because a change may commit after a later one.
 */
export async function productsVersion(tx: Tx): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select concat_ws('.', p.number, p.sum, c.number, c.sum) as version
    from (select count(*) as number,
                 sum((extract(epoch from updated_at) * 1000000)::bigint) as sum from product) p,
         (select count(*) as number,
                 sum((extract(epoch from updated_at) * 1000000)::bigint) as sum from category) c`.execute(
    tx,
  )
  return rows[0]?.version ?? ''
}
