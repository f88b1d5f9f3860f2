import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { Level } from './cost.ts'
import { IS_LAYERED_NOW } from './stock-repository.ts'

/** All levels of the tenant, locked in the order of their products. */
export async function lockAllLevels(tx: Tx): Promise<(Level & { productId: string })[]> {
  const { rows } = await sql<Level & { productId: string }>`
    select product_id, quantity_milli, value_minor from stock_level
    order by product_id for update`.execute(tx)
  return rows
}

export async function isLayeredNow(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ isLayered: boolean }>`
    select ${IS_LAYERED_NOW} as is_layered`.execute(tx)
  return rows[0]?.isLayered ?? false
}

export async function setLayered(
  tx: Tx,
  productIds: readonly string[],
  isLayered: boolean,
): Promise<void> {
  await sql`
    update stock_level set is_layered = ${isLayered}
    where product_id = any(${productIds}::uuid[])`.execute(tx)
}

/** What a level, a place or the layers of a product say, and what they should. */
export interface Odd {
  productId: string
  name: string
  isQuantity: boolean
  found: number
  expected: number
}

/** Places where more or less lies than was moved there. At most 1,000. */
export async function findOddPlaces(tx: Tx): Promise<(Odd & { locationId: string })[]> {
  const { rows } = await sql<Odd & { locationId: string }>`
    with moved as (
      select product_id, location_id, sum(quantity_milli)::bigint as quantity_milli
      from stock_move where location_id is not null group by product_id, location_id)
    select p.id as product_id, p.name || ' / ' || s.name as name, true as is_quantity,
           location_id, coalesce(l.quantity_milli, 0) as found,
           coalesce(m.quantity_milli, 0) as expected
    from location_level l full join moved m using (product_id, location_id)
    join product p on p.id = product_id join stock_location s on s.id = location_id
    where coalesce(l.quantity_milli, 0) <> coalesce(m.quantity_milli, 0)
    order by 2 limit 1000`.execute(tx)
  return rows
}

/** Products whose layers are not what the level holds, or that have layers and should not. */
export async function findOddLayers(tx: Tx): Promise<Odd[]> {
  const { rows } = await sql<Odd>`
    with held as (
      select l.product_id, p.name,
             coalesce(sum(y.quantity_milli), 0)::bigint as layers_milli,
             coalesce(sum(y.value_minor), 0)::bigint as layers_minor,
             case when l.is_layered then greatest(l.quantity_milli, 0) else 0 end as level_milli,
             case when l.is_layered and l.quantity_milli > 0 then l.value_minor else 0 end
               as level_minor
      from stock_level l join product p on p.id = l.product_id
      left join stock_layer y on y.product_id = l.product_id
      group by l.tenant_id, l.product_id, p.tenant_id, p.id)
    select product_id, name, layers_milli <> level_milli as is_quantity,
           case when layers_milli <> level_milli then layers_milli else layers_minor end as found,
           case when layers_milli <> level_milli then level_milli else level_minor end as expected
    from held where layers_milli <> level_milli or layers_minor <> level_minor
    order by name, product_id limit 1000`.execute(tx)
  return rows
}

/** Products that are valued another way than the shop is: 1 in layers, 0 at the average. */
export async function findOddMethods(tx: Tx): Promise<Odd[]> {
  const { rows } = await sql<Odd>`
    select p.id as product_id, p.name, true as is_quantity,
           l.is_layered::int as found, (not l.is_layered)::int as expected
    from stock_level l join product p on p.id = l.product_id
    where l.is_layered <> (select ${IS_LAYERED_NOW})
    order by p.name, p.id limit 1000`.execute(tx)
  return rows
}

/** What all moves of each day were worth. */
export async function sumMovesByDay(tx: Tx): Promise<{ day: string; amountMinor: number }[]> {
  const { rows } = await sql<{ day: string; amountMinor: number }>`
    select posted_on as day, sum(value_minor)::bigint as amount_minor from stock_move
    group by posted_on order by posted_on`.execute(tx)
  return rows
}

/** Sets what lies at a place to the sum of what was moved there. */
export async function mendPlaces(
  tx: Tx,
  odd: readonly { productId: string; locationId: string; expected: number }[],
): Promise<void> {
  if (odd.length === 0) return
  await sql`
    insert into location_level (product_id, location_id, quantity_milli)
    select * from unnest(${odd.map((each) => each.productId)}::uuid[],
                         ${odd.map((each) => each.locationId)}::uuid[],
                         ${odd.map((each) => each.expected)}::bigint[])
    on conflict (tenant_id, product_id, location_id)
      do update set quantity_milli = excluded.quantity_milli`.execute(tx)
}
