import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { TaxBoxes, TaxPeriod, Worksheet } from './shared.ts'

/** Today by the shop's clock, and the day on which its books begin. */
export async function readDays(tx: Tx): Promise<{ today: string; firstDay: string }> {
  const { rows } = await sql<{ today: string; firstDay: string }>`
    select (now() at time zone t.time_zone)::date as today,
           coalesce((select min(posted_on) from posting),
                    (t.created_at at time zone t.time_zone)::date) as first_day
    from tenant t`.execute(tx)
  const row = rows[0]
  if (!row) throw new Error('a tenant has a clock')
  return row
}

export interface FiledReturn extends Worksheet {
  id: string
  period: TaxPeriod
  creditMinor: number
  filedAt: Date
  filedByName: string | null
}

/** Returns that were filed, the newest first. */
export async function selectReturns(tx: Tx): Promise<FiledReturn[]> {
  const { rows } = await sql<Omit<FiledReturn, 'boxes'> & { boxes: TaxBoxes }>`
    select r.id, r.period, r.form, r.boxes, r.credit_minor, r.filed_at,
           u.display_name as filed_by_name
    from tax_return r left join user_account u on u.id = r.filed_by
    order by r.period desc`.execute(tx)
  return rows
}

export async function insertReturn(
  tx: Tx,
  { id, period, form, boxes }: Worksheet & { id: string; period: TaxPeriod },
): Promise<void> {
  await tx
    .insertInto('taxReturn')
    .values({ id, period, form, boxes: JSON.stringify(boxes), creditMinor: boxes.carriedOn })
    .execute()
}

/** Only one at a time files: two presses are one filing. */
export const lockReturns = (tx: Tx) =>
  sql`select pg_advisory_xact_lock(hashtextextended(current_tenant()::text || ':tax', 0))`.execute(
    tx,
  )

/** An amount that held by law on a day; undefined when no law is known for that day. */
export async function findLegalAmount(
  tx: Tx,
  code: 'tax_from_goods' | 'tax_from_services' | 'invoices_from',
  day: string,
): Promise<{ amountMinor: number; source: string } | undefined> {
  return tx
    .selectFrom('legalAmount')
    .select(['amountMinor', 'source'])
    .where('code', '=', code)
    .where('validFrom', '<=', day)
    .orderBy('validFrom', 'desc')
    .limit(1)
    .executeTakeFirst()
}
