import { type Insertable, sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { DB } from '#modules/kernel/schema.ts'
import { liveLines } from './repository.ts'

/** What the lines after the opening up to and including a day add up to, and how many there are. */
export async function sumLines(tx: Tx, bankAccountId: string, through: string) {
  const row = await liveLines(tx, bankAccountId)
    .where('l.bookedOn', '<=', through)
    .select(sql<number>`coalesce(sum(l.amount_minor), 0)::bigint`.as('sumMinor'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return row
}

/** What the books say on an account at the end of each of some days. */
export async function sumLedger(
  tx: Tx,
  accountCode: string,
  days: readonly string[],
): Promise<number[]> {
  const { rows } = await sql<{ sumMinor: number }>`
    select coalesce((select sum(p.amount_minor) from posting p
                     where p.account_code = ${accountCode} and p.posted_on <= d.day), 0)::bigint
           as sum_minor
    from unnest(${[...days]}::date[]) with ordinality d(day, place) order by d.place`.execute(tx)
  return rows.map((row) => row.sumMinor)
}

/** What matched lines up to and including a day hold, by the day it has in the books. */
export async function sumMatched(
  tx: Tx,
  bankAccountId: string,
  openingOn: string,
  through: string,
): Promise<{ beforeMinor: number; withinMinor: number; laterMinor: number }> {
  const { rows } = await sql<{ beforeMinor: number; withinMinor: number; laterMinor: number }>`
    select coalesce(sum(p.amount_minor) filter (where p.posted_on <= ${openingOn}::date), 0)::bigint
             as before_minor,
           coalesce(sum(p.amount_minor) filter (
             where p.posted_on > ${openingOn}::date and p.posted_on <= ${through}::date), 0)::bigint
             as within_minor,
           coalesce(sum(p.amount_minor) filter (where p.posted_on > ${through}::date), 0)::bigint
             as later_minor
    from bank_line l
    join bank_match m on m.tenant_id = l.tenant_id and m.line_id = l.id and m.undone_at is null
    join bank_match_posting h on h.tenant_id = m.tenant_id and h.match_id = m.id and h.is_held
    join posting p on p.tenant_id = h.tenant_id and p.entry_id = h.entry_id
      and p.position = h.position
    where l.bank_account_id = ${bankAccountId} and l.booked_on <= ${through}::date`.execute(tx)
  return rows[0] ?? { beforeMinor: 0, withinMinor: 0, laterMinor: 0 }
}

export async function insertCheck(tx: Tx, check: Insertable<DB['bankCheck']>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('bankCheck')
    .values(check)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** The newest check of each day, the latest day first. */
export const selectChecks = (tx: Tx, bankAccountId: string, limit: number) =>
  tx
    .selectFrom(
      tx
        .selectFrom('bankCheck as c')
        .leftJoin('userAccount as w', 'w.id', 'c.createdBy')
        .distinctOn('c.through')
        .select([
          'c.id',
          'c.through',
          'c.statementMinor',
          'c.ledgerMinor',
          'c.createdAt',
          'w.displayName as byName',
        ])
        .where('c.bankAccountId', '=', bankAccountId)
        .orderBy('c.through', 'desc')
        .orderBy('c.createdAt', 'desc')
        .orderBy('c.id')
        .as('n'),
    )
    .selectAll()
    .orderBy('n.through', 'desc')
    .limit(limit)
    .execute()
