import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** Something that moved a product, with what lay there afterwards. */
export interface MovementRow {
  id: string
  postedOn: string
  occurredAt: Date
  kind: string
  quantityMilli: number
  valueMinor: number
  sourceType: string
  sourceId: string
  /** Undefined name: the shop floor. */
  placeName: string | null
  /** Quantity and value of all places together after this move. */
  levelMilli: number
  levelMinor: number
}

export interface ProductMovement {
  /** What lay there before the first day and after the last. */
  opening: { quantityMilli: number; valueMinor: number }
  closing: { quantityMilli: number; valueMinor: number }
  moveCount: number
  rows: MovementRow[]
  hasMore: boolean
}

export const MOVEMENT_PAGE = 50

/**
 * What moved a product between two days, both included, the newest first. Moves stand in the order
 * of their days and then of being written down, and so does what lay there after each.
 */
export async function getMovement(
  tx: Tx,
  query: { productId: string; from: string; to: string; page?: number | undefined; limit?: number },
): Promise<ProductMovement> {
  const limit = query.limit ?? MOVEMENT_PAGE
  const { productId, from, to } = query
  const { rows: sums } = await sql<{
    openingMilli: number
    openingMinor: number
    closingMilli: number
    closingMinor: number
    moveCount: number
  }>`
    select coalesce(sum(quantity_milli) filter (where posted_on < ${from}::date), 0)::bigint
             as opening_milli,
           coalesce(sum(value_minor) filter (where posted_on < ${from}::date), 0)::bigint
             as opening_minor,
           coalesce(sum(quantity_milli), 0)::bigint as closing_milli,
           coalesce(sum(value_minor), 0)::bigint as closing_minor,
           count(*) filter (where posted_on >= ${from}::date) as move_count
    from stock_move where product_id = ${productId}::uuid and posted_on <= ${to}::date`.execute(tx)
  const { rows } = await sql<MovementRow>`
    with walked as (
      select id, posted_on,
             sum(quantity_milli) over so_far as level_milli, sum(value_minor) over so_far as level_minor
      from stock_move where product_id = ${productId}::uuid and posted_on <= ${to}::date
      window so_far as (order by posted_on, id))
    select m.id, m.posted_on, m.occurred_at, m.kind, m.quantity_milli, m.value_minor, m.source_type,
           m.source_id, s.name as place_name, w.level_milli::bigint, w.level_minor::bigint
    from (select * from walked where posted_on >= ${from}::date
          order by posted_on desc, id desc
          limit ${limit + 1} offset ${((query.page ?? 1) - 1) * limit}) w
    join stock_move m on m.id = w.id
    left join stock_location s on s.id = m.location_id
    order by w.posted_on desc, w.id desc`.execute(tx)
  const sum = sums[0]
  return {
    opening: { quantityMilli: sum?.openingMilli ?? 0, valueMinor: sum?.openingMinor ?? 0 },
    closing: { quantityMilli: sum?.closingMilli ?? 0, valueMinor: sum?.closingMinor ?? 0 },
    moveCount: sum?.moveCount ?? 0,
    rows: rows.slice(0, limit),
    hasMore: rows.length > limit,
  }
}

/** What lies of one product at each place other than the shop floor, by name. */
export async function listPlacesOf(
  tx: Tx,
  productId: string,
): Promise<{ placeId: string; name: string; quantityMilli: number }[]> {
  return tx
    .selectFrom('locationLevel as l')
    .innerJoin('stockLocation as s', 's.id', 'l.locationId')
    .select(['s.id as placeId', 's.name', 'l.quantityMilli'])
    .where('l.productId', '=', productId)
    .where('l.quantityMilli', '<>', 0)
    .orderBy('s.name')
    .execute()
}

/** What lay there of a product in the evening of each day between two, at all places together. */
export async function listEvenings(
  tx: Tx,
  { productId, from, to }: { productId: string; from: string; to: string },
): Promise<{ day: string; levelMilli: number }[]> {
  const { rows } = await sql<{ day: string; levelMilli: number }>`
    with moved as (
      select greatest(posted_on, ${from}::date - 1) as day, sum(quantity_milli) as quantity_milli
      from stock_move where product_id = ${productId}::uuid and posted_on <= ${to}::date
      group by 1)
    select d::date as day, coalesce((select sum(quantity_milli) from moved
      where moved.day <= d::date), 0)::bigint as level_milli
    from generate_series(${from}::date, ${to}::date, interval '1 day') d order by d`.execute(tx)
  return rows
}
