import { type SelectQueryBuilder, sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { missingProduct } from './errors.ts'
import { barcodeRules } from './settings.ts'
import {
  type BarcodeRule,
  Names,
  parseBarcode,
  quantityOfGrams,
  readInStoreBarcode,
  type SoldBy,
  type TaxClass,
} from './shared.ts'
import { endOfPrefix, searchWords } from './tokens.ts'

export const PRODUCT_FILTERS = ['all', 'low', 'no_price', 'archived'] as const
export type ProductFilter = (typeof PRODUCT_FILTERS)[number]

/** A product as a list shows it. */
export interface ListedProduct {
  id: string
  name: string
  names: Names
  sku: string | null
  barcodes: string[]
  categoryId: string | null
  unit: string
  soldBy: SoldBy
  priceMinor: number | null
  taxClass: TaxClass
  pictogram: string | null
  pictureId: string | null
  stockMilli: number
  /** False until stock first came in: nobody ever said how many there are. */
  isCounted: boolean
  /** At or below what the shop wants to be reminded of, or counted once and none left. */
  isLow: boolean
  archivedAt: Date | null
}

export interface ProductPage {
  products: ListedProduct[]
  counts: Record<ProductFilter, number>
  /** Where the next page begins; undefined on the last one. */
  next: string | undefined
}

export interface ProductQuery {
  filter?: ProductFilter | undefined
  /** Any part of a name, SKU or barcode; several words must all be there. */
  search?: string | undefined
  categoryId?: string | undefined
  /** `next` of the page before. */
  after?: string | undefined
  /** At most 50. */
  limit?: number | undefined
}

const MAX_PAGE = 50
/** What runs low, in one place for every list; `p` is the product and `l` its level, if it has one. */
export const IS_LOW = sql<boolean>`(p.archived_at is null
  and (coalesce(l.quantity_milli, 0) <= p.reorder_level_milli
       or (l.is_counted and l.quantity_milli <= 0)) is true)`

function listed(tx: Tx) {
  return tx
    .selectFrom('product as p')
    .leftJoin('stockLevel as l', 'l.productId', 'p.id')
    .select([
      'p.id',
      'p.name',
      'p.names',
      'p.sku',
      'p.categoryId',
      'p.unit',
      sql<SoldBy>`p.sold_by`.as('soldBy'),
      'p.priceMinor',
      sql<TaxClass>`p.tax_class`.as('taxClass'),
      'p.pictogram',
      'p.pictureId',
      'p.archivedAt',
      sql<number>`coalesce(l.quantity_milli, 0)`.as('stockMilli'),
      sql<boolean>`coalesce(l.is_counted, false)`.as('isCounted'),
      IS_LOW.as('isLow'),
      sql<string[]>`array(select b.barcode from product_barcode b
        where b.product_id = p.id order by b.barcode)`.as('barcodes'),
    ])
}

const finish = <Row extends { names: unknown }>(row: Row) => ({
  ...row,
  names: Names.parse(row.names),
})

/** One page of products, what is low first, then by name; with the counts of every filter. */
export async function listProducts(tx: Tx, query: ProductQuery): Promise<ProductPage> {
  const limit = Math.min(query.limit ?? MAX_PAGE, MAX_PAGE)
  let rows = filtered(listed(tx), query.filter ?? 'all')
  const words = searchWords(query.search ?? '')
  if (words.length > 0) {
    const matches = words.map(
      (word) => sql`select t.product_id from product_token t
        where t.token >= ${word} and t.token < ${endOfPrefix(word)}`,
    )
    // One array, so that the index on tokens is asked once, whatever the planner believes.
    rows = rows.where(sql<boolean>`p.id = any(array(${sql.join(matches, sql` intersect `)}))`)
  }
  if (query.categoryId) rows = rows.where('p.categoryId', '=', query.categoryId)
  const after = readCursor(query.after)
  if (after) {
    rows = rows.where(
      sql<boolean>`(not ${IS_LOW}, p.name, p.id) > (${after.isNotLow}::boolean, ${after.name}, ${after.id}::uuid)`,
    )
  }
  const found = await rows
    .orderBy(sql`not ${IS_LOW}`)
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(limit + 1)
    .execute()
  const products = found.slice(0, limit).map(finish)
  const last = found.length > limit ? products.at(-1) : undefined
  return { products, counts: await countProducts(tx), next: last && writeCursor(last) }
}

/** At most so many products are asked for by their ids at once. */
const MAX_BY_ID = 200

/** The products with these ids that are in use, by name. */
export async function listProductsById(tx: Tx, ids: readonly string[]): Promise<ListedProduct[]> {
  if (ids.length === 0) return []
  const rows = await listed(tx)
    .where('p.id', 'in', ids.slice(0, MAX_BY_ID))
    .where('p.archivedAt', 'is', null)
    .orderBy('p.name')
    .orderBy('p.id')
    .execute()
  return rows.map(finish)
}

function filtered<DB, Tables extends keyof DB, Row>(
  rows: SelectQueryBuilder<DB, Tables, Row>,
  filter: ProductFilter,
) {
  if (filter === 'archived') return rows.where(sql<boolean>`p.archived_at is not null`)
  const active = rows.where(sql<boolean>`p.archived_at is null`)
  if (filter === 'low') return active.where(IS_LOW)
  if (filter === 'no_price') return active.where(sql<boolean>`p.price_minor is null`)
  return active
}

async function countProducts(tx: Tx): Promise<Record<ProductFilter, number>> {
  const { rows } = await sql<Record<'all' | 'low' | 'noPrice' | 'archived', number>>`
    select count(*) filter (where p.archived_at is null) as "all",
           count(*) filter (where ${IS_LOW}) as low,
           count(*) filter (where p.archived_at is null and p.price_minor is null) as no_price,
           count(*) filter (where p.archived_at is not null) as archived
    from product p left join stock_level l on l.product_id = p.id`.execute(tx)
  const counts = rows[0]
  return {
    all: counts?.all ?? 0,
    low: counts?.low ?? 0,
    no_price: counts?.noPrice ?? 0,
    archived: counts?.archived ?? 0,
  }
}

const writeCursor = (last: ListedProduct): string =>
  Buffer.from(JSON.stringify([!last.isLow, last.name, last.id])).toString('base64url')

/** A cursor that somebody made up begins at the first page. */
function readCursor(cursor: string | undefined) {
  if (!cursor) return undefined
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Array.isArray(value)) return undefined
    const [isNotLow, name, id]: unknown[] = value
    const isUuid = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
    if (typeof isNotLow !== 'boolean' || typeof name !== 'string' || !isUuid) return undefined
    return { isNotLow, name: name.replaceAll('\0', ''), id }
  } catch {
    return undefined
  }
}

/** A product as its form shows it. */
export interface ProductDetail extends ListedProduct {
  costMinor: number | null
  reorderLevelMilli: number | null
  isFavourite: boolean
  hasExpiry: boolean
  /** Units beside its own that the shop made for it. */
  ownUnits: { id: string; name: string; countMilli: number; baseMilli: number; isBuying: boolean }[]
  /** Given back on saving, so that nobody overwrites somebody else's change. */
  changedAt: string
}

/** @throws inventory.missing_product, also for another tenant's. */
export async function getProduct(tx: Tx, id: string): Promise<ProductDetail> {
  const row = await listed(tx)
    .select(['p.costMinor', 'p.reorderLevelMilli', 'p.isFavourite', 'p.hasExpiry', 'p.updatedAt'])
    .where('p.id', '=', id)
    .executeTakeFirst()
  if (!row) throw missingProduct()
  const { updatedAt, ...product } = row
  const ownUnits = await tx
    .selectFrom('productUnit')
    .select(['id', 'name', 'countMilli', 'baseMilli', 'isBuying'])
    .where('productId', '=', id)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return { ...finish(product), ownUnits, changedAt: updatedAt.toISOString() }
}

export interface FoundByBarcode {
  product: ListedProduct
  /** What the code itself says, for in-store codes: thousandths of the product's unit. */
  quantityMilli?: number
  /** Or the price of this piece, in whole NT$. */
  priceMinor?: number
}

/** The product of a scanned code, in-store weight and price codes included; undefined when none. */
export async function findByBarcode(tx: Tx, code: string): Promise<FoundByBarcode | undefined> {
  const read = parseBarcode(code)
  if (!read.ok) return undefined
  const exact = await findExact(tx, read.barcode)
  if (exact) return { product: exact }
  if (!/^2\d{12}$/.test(read.barcode)) return undefined
  return findInStore(tx, read.barcode, await readSetting(tx, barcodeRules))
}

async function findInStore(
  tx: Tx,
  barcode: string,
  rules: readonly BarcodeRule[],
): Promise<FoundByBarcode | undefined> {
  const code = readInStoreBarcode(barcode, rules)
  const product = code && (await findExact(tx, code.itemCode))
  if (!product) return undefined
  if (code.holds === 'price') return { product, priceMinor: code.value }
  const quantityMilli = quantityOfGrams(product.unit, code.value)
  return quantityMilli === undefined ? { product } : { product, quantityMilli }
}

async function findExact(tx: Tx, barcode: string): Promise<ListedProduct | undefined> {
  const row = await listed(tx)
    .where(
      sql<boolean>`p.id = (select b.product_id from product_barcode b where b.barcode = ${barcode})`,
    )
    .where('p.archivedAt', 'is', null)
    .executeTakeFirst()
  return row && finish(row)
}

export interface Category {
  id: string
  name: string
  names: Names
  pictogram: string | null
  position: number
  /** Goods that scammers make people buy. */
  isScamProne: boolean
}

/** At most 200 categories, in the shop's order. */
export async function listCategories(tx: Tx): Promise<Category[]> {
  const rows = await tx
    .selectFrom('category')
    .select(['id', 'name', 'names', 'pictogram', 'position', 'isScamProne'])
    .where('archivedAt', 'is', null)
    .orderBy('position')
    .orderBy('name')
    .limit(200)
    .execute()
  return rows.map(finish)
}

export const findCategory = (tx: Tx, id: string) =>
  tx.selectFrom('category').select('id').where('id', '=', id).executeTakeFirst()
