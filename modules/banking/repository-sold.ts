import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { SoldOnDay } from './suggest.ts'

/** Where in an entry an account stands; an entry has each account once. */
export async function findPosition(
  tx: Tx,
  entryId: string,
  accountCode: string,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom('posting')
    .select('position')
    .where('entryId', '=', entryId)
    .where('accountCode', '=', accountCode)
    .executeTakeFirst()
  return row?.position
}

/**
 * What tills sold a day on accounts that card companies and the like owe, less what was given back,
 * on days that no line has settled yet.
 */
export async function selectUnsettledDays(
  tx: Tx,
  codes: readonly string[],
  from: string,
  to: string,
): Promise<SoldOnDay[]> {
  const { rows } = await sql<SoldOnDay>`
    select p.account_code as code, p.posted_on as day, sum(p.amount_minor)::bigint as amount_minor
    from posting p
    join journal_entry e on e.tenant_id = p.tenant_id and e.id = p.entry_id
    where p.account_code = any(${[...codes]}::text[])
      and p.posted_on between ${from}::date and ${to}::date
      and e.source_type in ('sale', 'sale_refund')
      and not exists (
        select from bank_match m
        where m.settled_code = p.account_code and m.undone_at is null
          and p.posted_on between m.settled_from and m.settled_to)
    group by p.account_code, p.posted_on
    having sum(p.amount_minor) <> 0
    order by p.account_code, p.posted_on
    limit 500`.execute(tx)
  return rows
}
