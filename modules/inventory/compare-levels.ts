import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** A level that is not the sum of its moves. */
export interface LevelDifference {
  productId: string
  name: string
  levelMilli: number
  movesMilli: number
  levelValueMinor: number
  movesValueMinor: number
}

/**
 * Adds up every move again and compares the sums with the levels. Moves are the truth: an empty
 * answer means that every level is right, and anything else is a bug to look at before it is mended.
 */
export async function compareLevels(tx: Tx): Promise<LevelDifference[]> {
  const { rows } = await sql<LevelDifference>`
    select p.id as product_id, p.name,
           coalesce(l.quantity_milli, 0) as level_milli, coalesce(m.quantity, 0)::bigint as moves_milli,
           coalesce(l.value_minor, 0) as level_value_minor, coalesce(m.value, 0)::bigint as moves_value_minor
    from product p
    left join stock_level l on l.product_id = p.id
    left join (select product_id, sum(quantity_milli) as quantity, sum(value_minor) as value
               from stock_move group by product_id) m on m.product_id = p.id
    where coalesce(l.quantity_milli, 0) <> coalesce(m.quantity, 0)
       or coalesce(l.value_minor, 0) <> coalesce(m.value, 0)
    order by p.name, p.id
    limit 1000`.execute(tx)
  return rows
}

/** Sets every level that is wrong to the sum of its moves. @returns what it found, as `compareLevels`. */
export async function rebuildLevels(tx: Tx): Promise<LevelDifference[]> {
  await sql`lock table stock_level in share row exclusive mode`.execute(tx)
  const differences = await compareLevels(tx)
  if (differences.length === 0) return differences
  await sql`
    insert into stock_level (product_id, quantity_milli, value_minor)
    select * from unnest(${differences.map((each) => each.productId)}::uuid[],
                         ${differences.map((each) => each.movesMilli)}::bigint[],
                         ${differences.map((each) => each.movesValueMinor)}::bigint[])
    on conflict (tenant_id, product_id) do update
      set quantity_milli = excluded.quantity_milli, value_minor = excluded.value_minor,
          changed_at = clock_timestamp()`.execute(tx)
  return differences
}
