import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** At most so many customers stand in the list: whoever owes most comes first. */
const MOST = 2_000

/** What a customer owed at the end of a day, and since how long. Whole NT$. */
export interface TabAge {
  customerId: string
  /** Null while nobody has given them one. */
  name: string | null
  /** Below zero is credit, which stands with the youngest. */
  owesMinor: number
  /** Up to 30 days, 60, 90, and older; together what is owed. */
  agesMinor: [number, number, number, number]
}

/**
 * What customers owed at the end of a day, by how long they had owed it. Payments pay the oldest
 * first, as on the tab itself; what happened later does not exist yet.
 *
 * @param day `YYYY-MM-DD` in the shop's own time.
 */
export async function listTabAges(tx: Tx, day: string): Promise<TabAge[]> {
  const { rows } = await sql<{
    customerId: string
    name: string | null
    owesMinor: number
    upTo60: number
    upTo90: number
    older: number
  }>`
    with moves as (
      select e.customer_id, e.id, e.kind, e.amount_minor, e.occurred_at,
             ${day}::date - (e.occurred_at at time zone t.time_zone)::date as days
      from tab_entry e, tenant t
      where e.occurred_at < (${day}::date + 1)::timestamp at time zone t.time_zone
    ), stood as (
      select customer_id, sum(amount_minor) as owes from moves
      group by customer_id having sum(amount_minor) <> 0
    ), taken as (
      select m.customer_id, m.days, m.amount_minor, s.owes,
             sum(m.amount_minor) over (
               partition by m.customer_id order by m.occurred_at desc, m.id desc) as reached
      from moves m join stood s on s.customer_id = m.customer_id
      where s.owes > 0 and m.amount_minor > 0 and m.kind <> 'payment'
    ), open as (
      select customer_id, days, least(amount_minor, owes - (reached - amount_minor)) as open_minor
      from taken where reached - amount_minor < owes
    ), aged as (
      select customer_id,
             sum(open_minor) filter (where days between 31 and 60)::bigint as up_to_60,
             sum(open_minor) filter (where days between 61 and 90)::bigint as up_to_90,
             sum(open_minor) filter (where days > 90)::bigint as older
      from open group by customer_id
    )
    select s.customer_id, p.name, s.owes::bigint as owes_minor,
           coalesce(a.up_to_60, 0) as "upTo60", coalesce(a.up_to_90, 0) as "upTo90",
           coalesce(a.older, 0) as older
    from stood s
    left join aged a on a.customer_id = s.customer_id
    left join customer_personal p on p.customer_id = s.customer_id
    order by s.owes desc, s.customer_id limit ${MOST}`.execute(tx)
  return rows.map(({ upTo60, upTo90, older, ...row }) => ({
    ...row,
    agesMinor: [row.owesMinor - upTo60 - upTo90 - older, upTo60, upTo90, older],
  }))
}
