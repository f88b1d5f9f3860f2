import type { Tx } from '#modules/kernel/db.ts'
import { listPlaced } from './act-repository.ts'
import { listUnits } from './product-units.ts'
import { findByBarcode, type ListedProduct, listProducts, listProductsById } from './queries.ts'
import { parseBarcode, type TaxClass, type UnitChoice } from './shared.ts'

/** A product as a form offers it: with its units and what lies where. */
export interface FoundGoods {
  id: string
  name: string
  names: Record<string, string>
  unit: string
  pictogram: string | null
  pictureId: string | null
  priceMinor: number | null
  taxClass: TaxClass
  /** The shop notes until when it keeps. */
  hasExpiry: boolean
  units: UnitChoice[]
  stockMilli: number
  /** What lies elsewhere than on the shop floor; the floor holds the rest. */
  placed: { locationId: string; quantityMilli: number }[]
  /** What a scanned code says of the quantity itself, in the product's own unit. */
  scannedMilli: number | undefined
}

const MOST_FOUND = 12

/**
 * Products that somebody looks for, by part of a name, by item number, or by a scanned code.
 *
 * @returns `isExact` when a whole code found its one product: a scanner need not ask again.
 */
export async function findGoods(
  tx: Tx,
  search: string,
): Promise<{ goods: FoundGoods[]; isExact: boolean }> {
  if (parseBarcode(search).ok) {
    const scanned = await findByBarcode(tx, search)
    if (scanned) {
      const goods = await withUnits(tx, [scanned.product], scanned.quantityMilli)
      return { goods, isExact: true }
    }
  }
  const { products } = await listProducts(tx, { search, limit: MOST_FOUND })
  return { goods: await withUnits(tx, products), isExact: false }
}

/** The goods with these ids that are in use, as a form offers them. */
export const listGoods = async (tx: Tx, ids: readonly string[]): Promise<FoundGoods[]> =>
  withUnits(tx, await listProductsById(tx, ids))

async function withUnits(
  tx: Tx,
  products: readonly ListedProduct[],
  scannedMilli?: number,
): Promise<FoundGoods[]> {
  const ids = products.map((product) => product.id)
  const united = await listUnits(tx, ids)
  const placed = ids.length === 0 ? [] : await listPlaced(tx, ids)
  return products.map((product) => ({
    id: product.id,
    name: product.name,
    names: product.names,
    unit: product.unit,
    pictogram: product.pictogram,
    pictureId: product.pictureId,
    priceMinor: product.priceMinor,
    taxClass: product.taxClass,
    hasExpiry: united.get(product.id)?.hasExpiry ?? false,
    units: united.get(product.id)?.units ?? [],
    stockMilli: product.stockMilli,
    placed: placed
      .filter((each) => each.productId === product.id && each.quantityMilli !== 0)
      .map(({ locationId, quantityMilli }) => ({ locationId, quantityMilli })),
    scannedMilli,
  }))
}
