import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { hashSecret } from '#modules/kernel/ids.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import {
  findKey,
  findStocktake,
  listCountEntries,
  type StandingStocktake,
  type StocktakeRow,
} from './count-repository.ts'
import { expectGoods, listScope } from './count-scope.ts'
import type { CountToken } from './count-token.ts'
import { countIsOver, noCountKey } from './errors.ts'
import { listUnits } from './product-units.ts'
import { barcodeRules } from './settings.ts'
import { type CountGoods, type CountSnapshot, Names, type SoldBy } from './shared.ts'
import { foldCounts } from './shared-count.ts'

/**
 * The stocktake that a phone's token lets in to, ended or not.
 *
 * @throws inventory.no_count_key
 */
export async function checkCountKey(
  tx: Tx,
  { keyId, secret }: CountToken,
): Promise<StandingStocktake> {
  const key = await findKey(tx, keyId)
  if (!key || !timingSafeEqual(key.secretHash, hashSecret(secret))) throw noCountKey()
  const stocktake = await findStocktake(tx, key.stocktakeId)
  if (!stocktake) throw noCountKey()
  return stocktake
}

/**
 * What a phone needs to count without a network. Once the stocktake is over nobody is told anything.
 *
 * @throws inventory.count_is_over
 */
export async function getCountSnapshot(
  tx: Tx,
  stocktake: StandingStocktake,
  now: Date,
): Promise<CountSnapshot> {
  if (stocktake.end) throw countIsOver()
  const isGuided = stocktake.mode === 'guided'
  const counted = foldCounts(await listCountEntries(tx, stocktake.id))
  return {
    madeAt: now.toISOString(),
    stocktake: await describe(tx, stocktake),
    goods: await listCountGoods(tx, stocktake),
    barcodeRules: await readSetting(tx, barcodeRules),
    counted: [...counted.values()].flatMap(({ productId, parts }) =>
      parts.map(({ deviceId, who, quantityMilli }) => ({
        productId,
        deviceId,
        who,
        quantityMilli: isGuided ? quantityMilli : null,
      })),
    ),
  }
}

async function describe(
  tx: Tx,
  { id, name, mode, locationId }: StocktakeRow,
): Promise<CountSnapshot['stocktake']> {
  const { rows } = await sql<{ shopName: string; placeName: string | null }>`
    select t.name as shop_name,
           (select s.name from stock_location s where s.id = ${locationId}::uuid) as place_name
    from tenant t`.execute(tx)
  return {
    id,
    name,
    mode,
    shopName: rows[0]?.shopName ?? '',
    placeName: rows[0]?.placeName ?? null,
  }
}

type GoodsRow = Omit<CountGoods, 'units' | 'expectedMilli' | 'names' | 'soldBy'> & {
  names: unknown
  soldBy: SoldBy
}

async function listCountGoods(tx: Tx, stocktake: StocktakeRow): Promise<CountGoods[]> {
  const ids = await listScope(tx, stocktake)
  const { rows } = await sql<GoodsRow>`
    select p.id, p.name, p.names, p.sku, p.unit, p.sold_by, p.price_minor, p.pictogram,
           array(select b.barcode from product_barcode b where b.product_id = p.id
                 order by b.barcode) as barcodes
    from product p where p.id = any(${ids}::uuid[]) order by p.name, p.id`.execute(tx)
  const units = await listUnits(tx, ids)
  const expected =
    stocktake.mode === 'guided'
      ? new Map((await expectGoods(tx, stocktake, [])).map((each) => [each.productId, each]))
      : undefined
  return rows.map((row) => ({
    ...row,
    names: Names.parse(row.names),
    units: units.get(row.id)?.units ?? [],
    expectedMilli: expected?.get(row.id)?.expectedMilli ?? null,
  }))
}
