import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** What was used on one day of the shop. */
export interface UsageDay {
  /** `YYYY-MM-DD` by the shop's clock. */
  day: string
  quantity: number
}

/**
 * What a tenant used between two days, both included: the rows a bill is made of, by day.
 *
 * @param timeZone the days are those of this zone, as they are for sales.
 */
export async function listUsageDays(
  tx: Tx,
  meter: 'sale',
  from: string,
  to: string,
  timeZone: string,
): Promise<UsageDay[]> {
  const { rows } = await sql<UsageDay>`
    select (occurred_at at time zone ${timeZone})::date as day, sum(quantity)::bigint as quantity
    from usage_event
    where meter = ${meter}
      and occurred_at >= (${from}::date)::timestamp at time zone ${timeZone}
      and occurred_at < (${to}::date + 1)::timestamp at time zone ${timeZone}
    group by 1 order by 1 desc`.execute(tx)
  return rows
}
