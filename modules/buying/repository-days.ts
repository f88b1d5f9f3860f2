import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** The shop's clock on a day that a paper states. */
export interface ShopDay {
  today: string
  /** When goods of that day moved: now for today, its noon for an earlier one. */
  occurredAt: Date
  /** The tax that law puts on sales on that day, in parts per million. */
  ratePpm: number
}

/** @param day `YYYY-MM-DD`. */
export async function readShopDay(tx: Tx, day: string): Promise<ShopDay> {
  const { rows } = await sql<ShopDay>`
    select here.today,
           case when ${day}::date = here.today then now()
                else (${day}::date + time '12:00') at time zone here.time_zone end as occurred_at,
           coalesce((select rate_ppm from legal_rate
                     where code = 'vat_standard' and valid_from <= ${day}::date
                     order by valid_from desc limit 1), 0) as rate_ppm
    from (select time_zone, (now() at time zone time_zone)::date as today from tenant) here`.execute(
    tx,
  )
  return rows[0] ?? { today: day, occurredAt: new Date(), ratePpm: 0 }
}

/** Today by the shop's clock, `YYYY-MM-DD`. */
export async function readToday(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`
    select (now() at time zone time_zone)::date as today from tenant`.execute(tx)
  return rows[0]?.today ?? ''
}

/** The next number of a kind of paper. Whoever asks next waits, so that numbers have no holes. */
export async function nextNumber(tx: Tx, kind: 'order' | 'receipt'): Promise<number> {
  const { rows } = await sql<{ lastNumber: number }>`
    insert into buying_number as n (kind, last_number) values (${kind}, 1)
    on conflict (tenant_id, kind) do update set last_number = n.last_number + 1
    returning last_number`.execute(tx)
  return rows[0]?.lastNumber ?? 1
}
