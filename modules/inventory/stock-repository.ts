import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { Level } from './cost.ts'

export interface LockedLevel extends Level {
  productId: string
  /** What one unit last cost; zero when nobody said. */
  unitCostMinor: number
  /** True: its value stands in layers, which are read beside it. */
  isLayered: boolean
  /** True: it is a neighbour's, and worth nothing here (see modules/consignment). */
  isConsigned: boolean
}

export interface MoveRow {
  id: string
  productId: string
  kind: string
  quantityMilli: number
  valueMinor: number
  sourceType: string
  sourceId: string
  sourceLine: number
  occurredAt: Date
  postedOn: string | undefined
  ofMoveId: string | undefined
  locationId: string | undefined
}

/** Locks the levels of products in the order of their ids, so that two batches never wait in a ring. */
export async function lockLevels(tx: Tx, productIds: readonly string[]): Promise<LockedLevel[]> {
  const { rows } = await sql<LockedLevel>`
    select l.product_id, l.quantity_milli, l.value_minor, l.is_layered,
           p.is_consigned,
           case when p.is_consigned then 0 else coalesce(p.cost_minor, 0) end as unit_cost_minor
    from stock_level l join product p on p.id = l.product_id
    where l.product_id = any(${productIds}::uuid[])
    order by l.product_id
    for update of l`.execute(tx)
  return rows
}

/** The same without locking anything; a product that never moved has a level of zero. */
export async function readLevels(tx: Tx, productIds: readonly string[]): Promise<LockedLevel[]> {
  const { rows } = await sql<LockedLevel>`
    select p.id as product_id, coalesce(l.quantity_milli, 0) as quantity_milli,
           coalesce(l.value_minor, 0) as value_minor,
           coalesce(l.is_layered, ${IS_LAYERED_NOW}) as is_layered,
           coalesce(p.cost_minor, 0) as unit_cost_minor
    from product p left join stock_level l on l.product_id = p.id
    where p.id = any(${productIds}::uuid[])`.execute(tx)
  return rows
}

/** Whether the tenant's new levels stand in layers: the setting as it is now, not as this began. */
export const IS_LAYERED_NOW = sql<boolean>`coalesce((
  select value = '"fifo"'::jsonb from tenant_setting
  where key = 'inventory.stock_method' and valid_from <= clock_timestamp()
  order by valid_from desc limit 1), false)`

/**
 * Gives products without a level one of zero, and locks it. Saving a product does this already, so
 * it runs only for products that came another way.
 */
export async function createLevels(tx: Tx, productIds: readonly string[]): Promise<LockedLevel[]> {
  const { rows } = await sql<LockedLevel>`
    insert into stock_level as l (product_id, quantity_milli, value_minor, is_layered)
    select p.id, 0, 0, ${IS_LAYERED_NOW} from product p
    where p.id = any(${productIds}::uuid[]) order by p.id
    on conflict (tenant_id, product_id) do update set quantity_milli = l.quantity_milli
    returning l.product_id, l.quantity_milli, l.value_minor, l.is_layered,
      (select p.is_consigned from product p where p.id = l.product_id) as is_consigned,
      (select case when p.is_consigned then 0 else coalesce(p.cost_minor, 0) end
       from product p where p.id = l.product_id) as unit_cost_minor`.execute(tx)
  return rows
}

/** Says nothing of how many lie on the shelf: goods that come back, or only change their place. */
const UNCOUNTED = new Set(['refund', 'transfer'])

/** All moves and all levels in one statement: each costs a round trip on the way of every sale. */
export async function writeMoves(
  tx: Tx,
  moves: readonly MoveRow[],
  levels: ReadonlyMap<string, Level>,
): Promise<void> {
  const changed = [...levels]
  const received = new Set(
    moves
      .filter((each) => each.quantityMilli > 0 && !UNCOUNTED.has(each.kind))
      .map((each) => each.productId),
  )
  await sql`
    with moved as (
      insert into stock_move (id, product_id, kind, quantity_milli, value_minor, source_type,
                              source_id, source_line, occurred_at, posted_on, of_move_id, location_id)
      select m.id, m.product_id, m.kind, m.quantity_milli, m.value_minor,
             m.source_type, m.source_id, m.source_line, m.occurred_at,
             -- The day of its entry: see insertEntries of the books.
             greatest(coalesce(m.posted_on, (m.occurred_at at time zone here.time_zone)::date),
                      here.open_day),
             m.of_move_id, m.location_id
      from (select time_zone, first_open_day() as open_day from tenant) here, unnest(
        ${moves.map((each) => each.id)}::uuid[], ${moves.map((each) => each.productId)}::uuid[],
        ${moves.map((each) => each.kind)}::text[],
        ${moves.map((each) => each.quantityMilli)}::bigint[],
        ${moves.map((each) => each.valueMinor)}::bigint[],
        ${moves.map((each) => each.sourceType)}::text[],
        ${moves.map((each) => each.sourceId)}::uuid[],
        ${moves.map((each) => each.sourceLine)}::integer[],
        ${moves.map((each) => each.occurredAt.toISOString())}::timestamptz[],
        ${moves.map((each) => each.postedOn ?? null)}::date[],
        ${moves.map((each) => each.ofMoveId ?? null)}::uuid[],
        ${moves.map((each) => each.locationId ?? null)}::uuid[])
        as m(id, product_id, kind, quantity_milli, value_minor, source_type, source_id,
             source_line, occurred_at, posted_on, of_move_id, location_id))
    update stock_level l set quantity_milli = n.quantity_milli, value_minor = n.value_minor,
      is_counted = l.is_counted or n.was_received, changed_at = clock_timestamp()
    from unnest(${changed.map(([id]) => id)}::uuid[],
                ${changed.map(([, level]) => level.quantityMilli)}::bigint[],
                ${changed.map(([, level]) => level.valueMinor)}::bigint[],
                ${changed.map(([id]) => received.has(id))}::boolean[])
         as n(product_id, quantity_milli, value_minor, was_received)
    where l.product_id = n.product_id`.execute(tx)
}

/** What lies at a place other than the shop floor. */
export interface PlaceLevel {
  productId: string
  locationId: string
  quantityMilli: number
}

/**
 * Adds to what lies elsewhere than on the shop floor; the products' levels are locked already.
 *
 * @returns what lies there now.
 */
export async function shiftPlaces(tx: Tx, changes: readonly PlaceLevel[]): Promise<PlaceLevel[]> {
  const { rows } = await sql<PlaceLevel>`
    insert into location_level as l (product_id, location_id, quantity_milli)
    select n.product_id, n.location_id, sum(n.quantity_milli)::bigint
    from unnest(${changes.map((each) => each.productId)}::uuid[],
                ${changes.map((each) => each.locationId)}::uuid[],
                ${changes.map((each) => each.quantityMilli)}::bigint[])
         as n(product_id, location_id, quantity_milli)
    group by n.product_id, n.location_id
    on conflict (tenant_id, product_id, location_id)
      do update set quantity_milli = l.quantity_milli + excluded.quantity_milli
    returning l.product_id, l.location_id, l.quantity_milli`.execute(tx)
  return rows
}
