import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/**
 * Adds customers without a name, in the order of their ids so that two batches never wait in a ring.
 * @returns the ids that were not there before.
 */
export async function insertCustomers(tx: Tx, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into customer (id)
    select id from unnest(${customerIds}::uuid[]) as named (id) order by id
    on conflict (tenant_id, id) do nothing returning id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Gives a customer a name where none stands. @returns false when one stood already. */
export async function insertPersonal(
  tx: Tx,
  personal: { customerId: string; name: string; phone: string | null },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('customerPersonal')
    .values(personal)
    .onConflict((conflict) => conflict.columns(['tenantId', 'customerId']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Sets the name and the phone. The customer must exist. */
export async function upsertPersonal(
  tx: Tx,
  personal: { customerId: string; name: string; phone: string | null },
): Promise<void> {
  const { name, phone } = personal
  await tx
    .insertInto('customerPersonal')
    .values(personal)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'customerId']).doUpdateSet({ name, phone }),
    )
    .execute()
}

/** @returns false when the shop has no such customer. */
export async function updateTabLimit(
  tx: Tx,
  customerId: string,
  tabLimitMinor: number | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('customer')
    .set({ tabLimitMinor, updatedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', customerId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Notes that something about a customer has changed. @returns false when there is none such. */
export async function touchCustomer(tx: Tx, customerId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('customer')
    .set({ updatedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', customerId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Locks tabs in the order of their customers' ids; a tab that was never used begins at zero. */
export async function lockTabs(tx: Tx, customerIds: readonly string[]) {
  const { rows } = await sql<{
    customerId: string
    balanceMinor: number
    ownLimitMinor: number | null
  }>`
    insert into tab_balance as b (customer_id, balance_minor)
    select id, 0 from unnest(${customerIds}::uuid[]) as named (id) order by id
    on conflict (tenant_id, customer_id) do update set balance_minor = b.balance_minor
    returning b.customer_id, b.balance_minor,
      (select c.tab_limit_minor from customer c
       where c.tenant_id = b.tenant_id and c.id = b.customer_id) as own_limit_minor`.execute(tx)
  return rows
}

export interface TabEntryRow {
  id: string
  customerId: string
  kind: string
  amountMinor: number
  sourceType: string
  sourceId: string
  sourceLine: number
  occurredAt: Date
}

/**
 * Adds entries and moves their balances, which must be locked, in one statement.
 * @returns the ids that were added: an entry whose source stands already is left out.
 */
export async function insertTabEntries(
  tx: Tx,
  entries: readonly TabEntryRow[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    with added as (
      insert into tab_entry (id, customer_id, kind, amount_minor, source_type, source_id,
        source_line, occurred_at)
      select id, customer_id, kind, amount_minor, source_type, source_id, source_line, occurred_at
      from jsonb_populate_recordset(null::tab_entry, ${JSON.stringify(entries.map(asRow))}::jsonb)
      on conflict (tenant_id, source_type, source_id, source_line) do nothing
      returning id, customer_id, amount_minor
    ), moved as (
      update tab_balance b set balance_minor = b.balance_minor + a.amount_minor
      from (select customer_id, sum(amount_minor)::bigint as amount_minor from added
            group by customer_id) a
      where b.customer_id = a.customer_id)
    select id from added`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

const asRow = (entry: TabEntryRow) => ({
  id: entry.id,
  customer_id: entry.customerId,
  kind: entry.kind,
  amount_minor: entry.amountMinor,
  source_type: entry.sourceType,
  source_id: entry.sourceId,
  source_line: entry.sourceLine,
  occurred_at: entry.occurredAt,
})
