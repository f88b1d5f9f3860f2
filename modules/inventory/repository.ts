import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { Names, TaxClass, Unit } from './shared.ts'
import { UNITS } from './shared.ts'
import { IS_LAYERED_NOW } from './stock-repository.ts'
import { tokensOf } from './tokens.ts'

/** A product as it is written: checked, its category and picture known. */
export interface ProductRow {
  id: string
  name: string
  names: Names
  sku: string | null
  categoryId: string | null
  unit: Unit
  priceMinor: number | null
  costMinor: number | null
  taxClass: TaxClass
  pictogram: string | null
  pictureId: string | null
  reorderLevelMilli: number | null
  isFavourite: boolean
  /** As stored: normalised, with the check digit verified. */
  barcodes: string[]
}

/** Names of other products that already carry one of these barcodes. */
export async function findBarcodeOwners(tx: Tx, barcodes: readonly string[]) {
  if (barcodes.length === 0) return []
  return tx
    .selectFrom('productBarcode as b')
    .innerJoin('product as p', 'p.id', 'b.productId')
    .where(sql<boolean>`b.barcode = any(${barcodes}::text[])`)
    .select(['b.barcode', 'b.productId', 'p.name'])
    .execute()
}

export async function findSkuOwners(tx: Tx, skus: readonly string[]) {
  if (skus.length === 0) return []
  const rows = await tx
    .selectFrom('product')
    .where(sql<boolean>`sku = any(${skus}::text[])`)
    .select(['sku', 'id as productId', 'name'])
    .execute()
  return rows.map((row) => ({ ...row, sku: row.sku ?? '' }))
}

/** Writes products with their level, barcodes and tokens: five statements for any number of them. */
export async function writeProducts(tx: Tx, products: readonly ProductRow[]): Promise<void> {
  if (products.length === 0) return
  await upsertProducts(tx, products)
  const ids = products.map((each) => each.id)
  await replaceBarcodes(tx, ids, products)
  await replaceTokens(tx, ids, products)
}

async function upsertProducts(tx: Tx, products: readonly ProductRow[]): Promise<void> {
  const rows = products.map((each) => ({
    id: each.id,
    name: each.name,
    names: each.names,
    sku: each.sku,
    category_id: each.categoryId,
    unit: each.unit,
    sold_by: UNITS[each.unit].soldBy,
    price_minor: each.priceMinor,
    cost_minor: each.costMinor,
    tax_class: each.taxClass,
    pictogram: each.pictogram,
    picture_id: each.pictureId,
    reorder_level_milli: each.reorderLevelMilli,
    is_favourite: each.isFavourite,
  }))
  await sql`
    with saved as (
      insert into product (id, name, names, sku, category_id, unit, sold_by, price_minor,
        cost_minor, tax_class, pictogram, picture_id, reorder_level_milli, is_favourite)
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
        id uuid, name text, names jsonb, sku text, category_id uuid, unit text, sold_by text,
        price_minor bigint, cost_minor bigint, tax_class text, pictogram text, picture_id uuid,
        reorder_level_milli bigint, is_favourite boolean)
      on conflict (tenant_id, id) do update set
        name = excluded.name, names = excluded.names, sku = excluded.sku,
        category_id = excluded.category_id, unit = excluded.unit, sold_by = excluded.sold_by,
        price_minor = excluded.price_minor, cost_minor = excluded.cost_minor,
        tax_class = excluded.tax_class, pictogram = excluded.pictogram,
        picture_id = excluded.picture_id, reorder_level_milli = excluded.reorder_level_milli,
        is_favourite = excluded.is_favourite, updated_at = clock_timestamp()
      returning id)
    insert into stock_level (product_id, quantity_milli, value_minor, is_layered)
    select id, 0, 0, ${IS_LAYERED_NOW} from saved
    on conflict do nothing`.execute(tx)
}

async function replaceBarcodes(
  tx: Tx,
  ids: readonly string[],
  products: readonly ProductRow[],
): Promise<void> {
  const pairs = products.flatMap((each) =>
    each.barcodes.map((barcode) => ({ barcode, productId: each.id })),
  )
  await sql`
    delete from product_barcode
    where product_id = any(${ids}::uuid[])
      and not barcode = any(${pairs.map((each) => each.barcode)}::text[])`.execute(tx)
  if (pairs.length === 0) return
  // A barcode of this product stays; one of another is left to the unique key, which refuses it.
  await sql`
    insert into product_barcode (barcode, product_id)
    select n.barcode, n.product_id
    from unnest(${pairs.map((each) => each.barcode)}::text[],
                ${pairs.map((each) => each.productId)}::uuid[]) as n(barcode, product_id)
    where not exists (select from product_barcode b
                      where b.barcode = n.barcode and b.product_id = n.product_id)`.execute(tx)
}

async function replaceTokens(
  tx: Tx,
  ids: readonly string[],
  products: readonly ProductRow[],
): Promise<void> {
  await sql`delete from product_token where product_id = any(${ids}::uuid[])`.execute(tx)
  const tokens: string[] = []
  const owners: string[] = []
  for (const product of products) {
    for (const token of tokensOf(product)) {
      tokens.push(token)
      owners.push(product.id)
    }
  }
  await sql`
    insert into product_token (token, product_id)
    select * from unnest(${tokens}::text[], ${owners}::uuid[])`.execute(tx)
}

/** The tenant's time zone: the day of a journal entry is the shop's. */
export async function timeZoneOf(tx: Tx): Promise<string> {
  const row = await tx.selectFrom('tenant').select('timeZone').executeTakeFirstOrThrow()
  return row.timeZone
}

/** True for PostgreSQL's refusal of a key that exists: somebody else was faster. */
export const isDuplicateKey = (error: unknown, constraint: string): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  'constraint' in error &&
  error.constraint === constraint
