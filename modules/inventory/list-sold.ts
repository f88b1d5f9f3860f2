import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** What of a product was sold within some days, less what came back, and what lies there now. */
export interface SoldOfProduct {
  productId: string
  name: string
  unit: string
  reorderLevelMilli: number | null
  stockMilli: number
  soldMilli: number
  /** Over how many of these days: fewer than all for a product that is newer. At least one. */
  dayCount: number
}

/**
 * Products in use with what was sold of them in the last days, today included. Without a sale and
 * without a level that somebody wants to be reminded of, a product is left out.
 */
export async function listSold(tx: Tx, days: number): Promise<SoldOfProduct[]> {
  const { rows } = await sql<SoldOfProduct>`
    with here as (
      select (now() at time zone time_zone)::date as today from tenant
    ), sold as (
      select m.product_id, -sum(m.quantity_milli)::bigint as sold_milli
      from stock_move m, here
      where m.kind in ('sale', 'refund') and m.posted_on > here.today - ${days}::int
      group by m.product_id
    ), started as (
      select m.product_id, min(m.posted_on) as first_on from stock_move m group by m.product_id
    )
    select p.id as product_id, p.name, p.unit, p.reorder_level_milli,
           coalesce(l.quantity_milli, 0) as stock_milli,
           greatest(coalesce(s.sold_milli, 0), 0) as sold_milli,
           greatest(1, least(${days}::int, here.today - b.first_on + 1))::int as day_count
    from product p cross join here
    left join stock_level l on l.product_id = p.id
    left join sold s on s.product_id = p.id
    left join started b on b.product_id = p.id
    where p.archived_at is null
      and (s.sold_milli > 0 or p.reorder_level_milli is not null)
    order by p.name, p.id limit 2000`.execute(tx)
  return rows.map((row) => ({ ...row, dayCount: row.dayCount ?? days }))
}
