import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { notEven, unitTwice, unknownProduct, unknownUnit } from './errors.ts'
import { type GoodsLine, toBaseQuantity, type UnitChoice, unitsOf } from './shared.ts'
import type { UnitInput } from './shared-product.ts'

/** A product with every unit that it can be counted in, its own one first. */
export interface UnitedProduct {
  id: string
  name: string
  unit: string
  priceMinor: number | null
  hasExpiry: boolean
  /** A neighbour's goods: see modules/consignment. */
  isConsigned: boolean
  units: UnitChoice[]
}

/** The units of products, by their ids; products of other tenants do not exist here. */
export async function listUnits(
  tx: Tx,
  productIds: readonly string[],
): Promise<Map<string, UnitedProduct>> {
  if (productIds.length === 0) return new Map()
  const products = await tx
    .selectFrom('product')
    .select(['id', 'name', 'unit', 'priceMinor', 'hasExpiry', 'isConsigned'])
    .where(sql<boolean>`id = any(${productIds}::uuid[])`)
    .execute()
  const rows = await tx
    .selectFrom('productUnit')
    .select(['id', 'productId', 'name', 'countMilli', 'baseMilli', 'isBuying'])
    .where(sql<boolean>`product_id = any(${productIds}::uuid[])`)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return new Map(
    products.map((product) => {
      const own = rows.filter((row) => row.productId === product.id)
      return [product.id, { ...product, units: unitsOf(product.unit, own) }]
    }),
  )
}

/** The further units of a product become these. */
export async function saveUnits(
  tx: Tx,
  productId: string,
  units: readonly UnitInput[],
): Promise<void> {
  const names = new Set<string>()
  for (const { name } of units) {
    if (names.has(name)) throw unitTwice(name)
    names.add(name)
  }
  // All of them anew, so that two may exchange their names; nothing points at a unit.
  await tx.deleteFrom('productUnit').where('productId', '=', productId).execute()
  if (units.length === 0) return
  await tx
    .insertInto('productUnit')
    .values(units.map((unit) => ({ productId, ...unit })))
    .execute()
}

export interface BaseLine {
  productId: string
  name: string
  unit: string
  priceMinor: number | null
  /** In thousandths of the product's own unit. */
  quantityMilli: number
}

/**
 * Lines in whatever units somebody counted in, as quantities of the products' own.
 *
 * @throws inventory.unknown_product, inventory.unknown_unit, inventory.not_even when a quantity does
 *   not come out in whole thousandths; it names the nearest ones that do.
 */
export async function inBaseUnits(tx: Tx, lines: readonly GoodsLine[]): Promise<BaseLine[]> {
  const ids = [...new Set(lines.map((line) => line.productId))]
  const products = await listUnits(tx, ids)
  return lines.map(({ productId, quantityMilli, unitId }) => {
    const product = products.get(productId)
    if (!product) throw unknownProduct(productId)
    const { name, unit, priceMinor } = product
    const counted = product.units.find((each) => each.id === (unitId ?? unit))
    if (!counted) throw unknownUnit(name)
    const converted = toBaseQuantity(quantityMilli, counted)
    if (!converted.ok) throw notEven(name, quantityMilli, converted)
    return { productId, name, unit, priceMinor, quantityMilli: converted.quantityMilli }
  })
}
