import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { ACCOUNTS, type AccountName } from './shared.ts'

/** Debits less credits of one account on each day that has any, the earliest first. */
export async function sumByDay(
  tx: Tx,
  account: AccountName,
): Promise<{ day: string; amountMinor: number }[]> {
  const { rows } = await sql<{ day: string; amountMinor: number }>`
    select posted_on as day, sum(amount_minor)::bigint as amount_minor from posting
    where account_code = ${ACCOUNTS[account].code}
    group by posted_on order by posted_on`.execute(tx)
  return rows
}
