import { stockActs, stocktakes } from '#modules/inventory/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import { makePhone, openForm } from '#test/make-count.ts'
import type { Month } from './month.ts'

/** Two people count the shelf, and find more or less than there should be; some counts are taken back. */
export async function countGoods(month: Month): Promise<void> {
  const { dice, shop } = month
  const { id: stocktakeId } = await shop.run((tx) => stocktakes.openStocktake(tx, openForm()))
  const phones = [makePhone('小英'), makePhone('阿松伯')]
  const found = new Map<string, number>()
  for (const goods of month.goods) {
    if (dice.chance(0.3)) continue
    const counted = Math.max(0, goods.onHandMilli + 1000 * (dice.below(5) - 2))
    // What stands on two shelves is counted by two people, and adds up.
    const mine = Math.floor(counted / 2000) * 1000
    for (const [at, quantityMilli] of [mine, counted - mine].entries()) {
      await phones[at]?.count(shop, stocktakeId, { productId: goods.id, quantityMilli })
    }
    found.set(goods.id, counted)
  }
  if (found.size === 0) return
  const { review } = await shop.read((tx) => stocktakes.getStocktake(tx, stocktakeId))
  const actId = newId()
  const seen = review?.entryCount ?? 0
  await shop.run((tx) =>
    stocktakes.postStocktake(tx, { stocktakeId, id: actId, uncounted: 'leave', seen }),
  )
  if (dice.chance(0.3)) {
    await shop.run((tx) => stockActs.undoAct(tx, { id: newId(), actId }))
    return
  }
  for (const goods of month.goods) goods.onHandMilli = found.get(goods.id) ?? goods.onHandMilli
}
