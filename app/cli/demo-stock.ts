import {
  findGoods,
  lots,
  places,
  recipes,
  saveProduct,
  stockActs,
} from '#modules/inventory/index.ts'
import { type GoodsLine, ProductInput } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'

const DAY_MS = 86_400_000
const inDays = (days: number) => dayIn('Asia/Taipei', new Date(Date.now() + days * DAY_MS))

interface Goods {
  id: string
  product: { name: string }
}

/**
 * What happens to a shop's goods beside selling: a store room, some thrown away and some eaten, rice
 * out of a sack into bags, and what expires soon.
 */
export async function moveDemoGoods(tx: Tx, goods: readonly Goods[]): Promise<void> {
  const line = (name: string, pieces: number): GoodsLine[] =>
    goods
      .filter((each) => each.product.name === name)
      .map(({ id }) => ({ productId: id, quantityMilli: pieces * 1000 }))
  const act = (note = '') => ({ id: newId(), note, locationId: null })
  const store = { id: newId(), name: '後面倉庫', kind: 'store' as const }
  await places.savePlace(tx, store)
  await places.savePlace(tx, { id: newId(), name: '藍色貨車', kind: 'van' })
  await stockActs.carryGoods(tx, {
    ...act(),
    toLocationId: store.id,
    lines: line('雞蛋 10 入', 20),
  })
  await stockActs.throwAway(tx, {
    ...act('搬的時候掉了'),
    reason: 'broken',
    lines: line('雞蛋 10 入', 1),
  })
  await stockActs.takeForOwnUse(tx, { ...act('晚餐'), lines: line('雞蛋 10 入', 1) })
  await repack(tx)
  const eggs = line('雞蛋 10 入', 0)[0]
  if (eggs) await noteExpiry(tx, eggs.productId)
}

/** A sack of rice becomes small bags, by a recipe that is kept. */
async function repack(tx: Tx): Promise<void> {
  const sack = ProductInput.parse({
    id: newId(),
    name: '白米 30 公斤袋裝',
    names: { en: 'Rice, sack of 30 kg' },
    unit: 'bag',
    priceMinor: 2200,
    costMinor: 1800,
    pictogram: 'rice-sack',
    stockMilli: 3000,
    units: [{ id: newId(), name: '板', countMilli: 1000, baseMilli: 20_000, isBuying: true }],
  })
  const bag = ProductInput.parse({
    id: newId(),
    name: '白米小包 600 公克',
    names: { en: 'Rice, small bag of 600 g' },
    unit: 'bag',
    priceMinor: 55,
    pictogram: 'rice-sack',
  })
  await saveProduct(tx, sack)
  await saveProduct(tx, bag)
  const inputs = [{ productId: sack.id, quantityMilli: 1000 }]
  const hoped = [{ productId: bag.id, quantityMilli: 50_000 }]
  const recipe = { id: newId(), name: '三十公斤米分小包', inputs, outputs: hoped }
  await recipes.saveRecipe(tx, recipe)
  await stockActs.makeGoods(tx, {
    id: newId(),
    note: '漏了一包',
    locationId: null,
    recipeId: recipe.id,
    inputs,
    outputs: [{ productId: bag.id, quantityMilli: 49_000 }],
  })
}

async function noteExpiry(tx: Tx, productId: string): Promise<void> {
  const { goods } = await findGoods(tx, '雞蛋')
  const stockMilli = goods.find((each) => each.id === productId)?.stockMilli ?? 0
  const early = Math.floor(stockMilli / 4000) * 1000
  const some = [
    { expiresOn: inDays(5), quantityMilli: early, code: '1127' },
    { expiresOn: inDays(19), quantityMilli: Math.max(stockMilli - early, 0), code: '1211' },
  ].filter((lot) => lot.quantityMilli > 0)
  await lots.recordLots(
    tx,
    some.map((lot) => ({ ...lot, id: newId(), productId, receivedOn: inDays(-2) })),
  )
  await lots.setHasExpiry(tx, productId, true)
}
