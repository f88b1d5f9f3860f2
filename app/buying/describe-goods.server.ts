import { purchases } from '#modules/buying/index.ts'
import { type FoundGoods, listGoods } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import type { FoundProduct } from './use-lines.ts'

/** Goods as forms of buying offer them: with what they last cost, from this supplier if ever. */
export async function withPrices(
  tx: Tx,
  goods: readonly FoundGoods[],
  supplierId: string | null,
): Promise<FoundProduct[]> {
  const ids = goods.map((each) => each.id)
  const prices = await purchases.listLastPrices(tx, ids, supplierId)
  return goods.map((each) => ({
    ...each,
    isTaxable: each.taxClass === 'taxable',
    last: prices.find(({ productId }) => productId === each.id),
  }))
}

/** The same for goods by their ids; what was put away is left out. */
export const describeGoods = async (
  tx: Tx,
  ids: readonly string[],
  supplierId: string | null,
): Promise<FoundProduct[]> => withPrices(tx, await listGoods(tx, ids), supplierId)
