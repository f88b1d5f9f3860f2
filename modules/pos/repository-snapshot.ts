import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** Milliseconds of the database's clock at the beginning of this transaction. */
export async function readDatabaseMs(tx: Tx): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx)
  return rows[0]?.now.getTime() ?? 0
}

/** Goods that were saved, put away or moved since an instant. */
export async function findChangedGoods(
  tx: Tx,
  since: Date,
): Promise<{ productIds: string[]; removedIds: string[]; stockIds: string[] }> {
  const at = since.toISOString()
  const { rows: products } = await sql<{ id: string; isSold: boolean }>`
    select id, archived_at is null as is_sold from product
    where updated_at >= ${at}::timestamptz`.execute(tx)
  const { rows: levels } = await sql<{ productId: string }>`
    select product_id from stock_level where changed_at >= ${at}::timestamptz`.execute(tx)
  return {
    productIds: products.filter((each) => each.isSold).map((each) => each.id),
    removedIds: products.filter((each) => !each.isSold).map((each) => each.id),
    stockIds: levels.map((each) => each.productId),
  }
}
