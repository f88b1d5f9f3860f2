import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { StocktakeRow } from './count-repository.ts'

/** Products that a stocktake is about: in use, and of its categories where it has some. */
export const inScope = ({ id, isWhole }: Pick<StocktakeRow, 'id' | 'isWhole'>) =>
  sql`select p.id from product p where p.archived_at is null and (${isWhole}::boolean
      or p.category_id in (select c.category_id from stocktake_category c
                           where c.stocktake_id = ${id}))`

/** The ids of products in scope, in their order. */
export async function listScope(
  tx: Tx,
  stocktake: Pick<StocktakeRow, 'id' | 'isWhole'>,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${inScope(stocktake)} order by p.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Which of these ids are products of this tenant. */
export async function findKnownProducts(
  tx: Tx,
  productIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select p.id from product p where p.id = any(${productIds}::uuid[])`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** A product of a stocktake and what should lie there, or should have lain there when it was counted. */
export interface ExpectedGoods {
  productId: string
  name: string
  unit: string
  pictogram: string | null
  pictureId: string | null
  expectedMilli: number
  /** Nothing but counts ever moved it and none is there: the first count is its opening stock. */
  isFirst: boolean
}

/**
 * Nothing stands so many days earlier in the books than it happened. It only spares reading moves of
 * long ago, which lie in the order of their days.
 */
const SPARED_DAYS = 45

/**
 * What should lie at the place of a stocktake: now, or for products that were counted at the moment
 * they were last counted. That is what lies there now less everything that moved since. So what was
 * sold after counting is not missing, and what was sold before is, whenever the sale arrived here;
 * and nobody has to close the shop to count it.
 *
 * Whoever counts one product at two shelves with a sale in between gets the moment of the second.
 */
export async function expectGoods(
  tx: Tx,
  stocktake: StocktakeRow,
  counted: readonly { productId: string; countedAt: string }[],
): Promise<ExpectedGoods[]> {
  const { locationId } = stocktake
  const here =
    locationId === null
      ? sql`coalesce(l.quantity_milli, 0) - coalesce((select sum(e.quantity_milli)
          from location_level e where e.product_id = p.id), 0)`
      : sql`coalesce((select e.quantity_milli from location_level e
          where e.product_id = p.id and e.location_id = ${locationId}::uuid), 0)`
  const { rows } = await sql<ExpectedGoods>`
    with counted as (
      select * from unnest(${counted.map((each) => each.productId)}::uuid[],
                           ${counted.map((each) => each.countedAt)}::timestamptz[])
               as c(product_id, counted_at)),
    goods as (
      select s.id as product_id from (${inScope(stocktake)}) s
      union select product_id from counted)
    select p.id as product_id, p.name, p.unit, p.pictogram, p.picture_id,
      (${here} - coalesce((
        select sum(m.quantity_milli) from stock_move m
        where m.product_id = p.id and m.occurred_at > c.counted_at
          and m.posted_on >= c.counted_at::date - ${SPARED_DAYS}::integer
          and m.location_id is not distinct from ${locationId}::uuid), 0))::bigint
        as expected_milli,
      coalesce(l.quantity_milli, 0) = 0 and not exists (
        select from stock_move m where m.product_id = p.id and not exists (
          select from stock_act a where m.source_type = 'stock_act' and a.id = m.source_id
            and a.kind = 'count')) as is_first
    from goods g join product p on p.id = g.product_id
      left join stock_level l on l.product_id = p.id
      left join counted c on c.product_id = p.id
    order by p.name, p.id`.execute(tx)
  return rows.map((row) => ({ ...row, expectedMilli: Number(row.expectedMilli) }))
}
