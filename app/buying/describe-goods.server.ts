import { purchases } from '#modules/buying/index.ts'
import { type ListedProduct, listProductsById } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import type { FoundProduct } from './use-lines.ts'

/** Goods as forms of buying offer them: with what they last cost, from this supplier if ever. */
export async function withPrices(
  tx: Tx,
  products: readonly ListedProduct[],
  supplierId: string | null,
): Promise<FoundProduct[]> {
  const ids = products.map((each) => each.id)
  const prices = await purchases.listLastPrices(tx, ids, supplierId)
  return products.map(({ id, name, unit, taxClass, stockMilli }) => ({
    id,
    name,
    unit,
    stockMilli,
    isTaxable: taxClass === 'taxable',
    last: prices.find((each) => each.productId === id),
  }))
}

/** The same for goods by their ids; what was put away is left out. */
export const describeGoods = async (
  tx: Tx,
  ids: readonly string[],
  supplierId: string | null,
): Promise<FoundProduct[]> => withPrices(tx, await listProductsById(tx, ids), supplierId)
