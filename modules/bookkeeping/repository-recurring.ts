import { sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'
import type { RecurringInput } from './shared.ts'

const selectAll = (tx: Tx) =>
  tx
    .selectFrom('recurringMoney as r')
    .leftJoin('account as p', (join) =>
      join.onRef('p.tenantId', '=', 'r.tenantId').onRef('p.code', '=', 'r.purposeCode'),
    )
    .leftJoin('account as m', (join) =>
      join.onRef('m.tenantId', '=', 'r.tenantId').onRef('m.code', '=', 'r.moneyCode'),
    )
    .select([
      'r.id',
      'r.direction',
      'r.amountMinor',
      'r.purposeCode',
      'r.moneyCode',
      'r.note',
      'r.costCentreId',
      'r.dayOfMonth',
      'r.startsOn',
      'r.booksItself',
      'p.name as purposeName',
      'p.names as purposeNames',
      'm.name as moneyName',
      'm.names as moneyNames',
    ])
    .where('r.archivedAt', 'is', null)
    .orderBy('r.dayOfMonth')
    .orderBy('r.id')

export const selectRecurring = (tx: Tx) => selectAll(tx).limit(200).execute()

export const findRecurring = (tx: Tx, id: string) =>
  selectAll(tx).where('r.id', '=', id).executeTakeFirst()

export async function upsertRecurring(tx: Tx, { id, ...input }: RecurringInput): Promise<void> {
  const row = { ...input, costCentreId: input.costCentreId ?? null }
  await tx
    .insertInto('recurringMoney')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doUpdateSet(row))
    .execute()
}

export async function archiveRecurring(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('recurringMoney')
    .set({ archivedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The turns that were booked or left out since a day, as `id day`. */
export async function findTurnsTaken(tx: Tx, since: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ turn: string }>`
    select recurring_id || ' ' || due_on as turn from money_slip
    where recurring_id is not null and due_on >= ${since}::date
    union select recurring_id || ' ' || due_on from recurring_skip
    where due_on >= ${since}::date`.execute(tx)
  return new Set(rows.map((row) => row.turn))
}

export async function insertSkip(
  tx: Tx,
  row: { recurringId: string; dueOn: string },
): Promise<void> {
  await tx
    .insertInto('recurringSkip')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'recurringId', 'dueOn']).doNothing())
    .execute()
}

/** Tenants that have something booked by itself. */
export async function listTenantsWithRecurring(db: Db): Promise<string[]> {
  const { rows } = await sql<{ tenantId: string }>`
    select tenant_id from list_tenants_with_recurring()`.execute(db)
  return rows.map((row) => row.tenantId)
}
