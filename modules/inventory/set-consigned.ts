import type { Tx } from '#modules/kernel/db.ts'
import { consignedGoodsLeft, ownGoodsLeft, unknownProduct } from './errors.ts'
import { createLevels, lockLevels } from './stock-repository.ts'

/**
 * Makes products a neighbour's goods, which are worth nothing here, or the shop's own again.
 *
 * @throws inventory.unknown_product, inventory.own_goods_left while the shop's own ones are there,
 *   inventory.consigned_goods_left while the neighbour's are
 */
export async function setConsigned(
  tx: Tx,
  productIds: readonly string[],
  isConsigned: boolean,
): Promise<void> {
  if (productIds.length === 0) return
  // Products before levels, as everywhere.
  const products = await tx
    .selectFrom('product')
    .select(['id', 'name', 'isConsigned'])
    .where('id', 'in', [...productIds])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const levels = await lockLevels(tx, productIds)
  const missing = productIds.filter((id) => !levels.some((each) => each.productId === id))
  if (missing.length > 0) levels.push(...(await createLevels(tx, missing)))
  for (const id of productIds) {
    const product = products.find((each) => each.id === id)
    const level = levels.find((each) => each.productId === id)
    if (!product || !level) throw unknownProduct(id)
    if (product.isConsigned === isConsigned) continue
    if (isConsigned && (level.valueMinor !== 0 || level.quantityMilli !== 0)) {
      throw ownGoodsLeft(product.name)
    }
    if (!isConsigned && level.quantityMilli > 0) throw consignedGoodsLeft(product.name)
  }
  await tx
    .updateTable('product')
    .set({ isConsigned })
    .where('id', 'in', [...productIds])
    .execute()
}
