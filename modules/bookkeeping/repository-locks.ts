import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'

/** Days up to which the books are closed; null where nothing is. */
export interface Locks {
  softThrough: string | null
  hardThrough: string | null
  /** The 31st of December of the last year whose books were closed. */
  yearThrough: string | null
}

/** The locks that hold, seen behind everybody who is changing them. */
export async function findLocks(tx: Tx): Promise<Locks> {
  await sql`select hold_periods()`.execute(tx)
  return readLocks(tx)
}

/** The same for a page that only shows them. */
export async function readLocks(tx: Tx): Promise<Locks> {
  const { rows } = await sql<Locks>`
    select
      (select through from period_lock where kind = 'soft'
       order by created_at desc, id desc limit 1) as soft_through,
      (select max(through) from period_lock where kind = 'hard') as hard_through,
      (select max(e.posted_on) from journal_entry e
       where e.source_type = 'year_end' and e.kind = 'year_end_close'
         and not exists (select from journal_entry r
                         where r.tenant_id = e.tenant_id and r.reverses_id = e.id))
        as year_through`.execute(tx)
  return rows[0] ?? { softThrough: null, hardThrough: null, yearThrough: null }
}

/** From here to the end of the transaction nobody else writes into the books. */
export async function holdPeriodsAlone(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(
    hashtextextended(current_tenant()::text || ':periods', 0))`.execute(tx)
}

export async function insertLock(
  tx: Tx,
  lock: { kind: 'soft' | 'hard'; through: string; note: string },
): Promise<void> {
  await tx
    .insertInto('periodLock')
    .values({ id: newId(), ...lock })
    .execute()
}

export async function insertLockException(
  tx: Tx,
  row: { entryId: string; through: string; reason: string },
): Promise<void> {
  await tx
    .insertInto('lockException')
    .values({ id: newId(), ...row })
    .execute()
}

/** Who closed and opened what, the latest first. */
export const selectLocks = (tx: Tx, limit: number) =>
  tx
    .selectFrom('periodLock as l')
    .leftJoin('userAccount as u', 'u.id', 'l.createdBy')
    .select(['l.id', 'l.kind', 'l.through', 'l.note', 'l.createdAt', 'u.displayName as byName'])
    .orderBy('l.createdAt', 'desc')
    .orderBy('l.id', 'desc')
    .limit(limit)
    .execute()

/** Entries that went behind a soft lock on purpose, the latest first. */
export const selectLockExceptions = (tx: Tx, limit: number) =>
  tx
    .selectFrom('lockException as x')
    .innerJoin('journalEntry as e', (join) =>
      join.onRef('e.tenantId', '=', 'x.tenantId').onRef('e.id', '=', 'x.entryId'),
    )
    .leftJoin('userAccount as u', 'u.id', 'x.createdBy')
    .select([
      'x.id',
      'x.entryId',
      'x.through',
      'x.reason',
      'x.createdAt',
      'u.displayName as byName',
      'e.postedOn',
      'e.kind',
      'e.memo',
    ])
    .orderBy('x.createdAt', 'desc')
    .orderBy('x.id', 'desc')
    .limit(limit)
    .execute()
