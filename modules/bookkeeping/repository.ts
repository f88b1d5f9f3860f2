import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'
import { ACCOUNTS } from './shared.ts'

export interface EntryRow {
  id: string
  kind: string
  postedOn: string
  memo: string
  sourceType: string
  sourceId: string
  postings: { accountCode: string; amountMinor: number }[]
}

/** Entries and all their postings, in one statement however many there are. */
export function insertEntries(tx: Tx, entries: readonly EntryRow[]): Promise<void> {
  return insertRows(tx, {
    journalEntry: entries.map(({ postings: _, ...entry }) => entry),
    posting: entries.flatMap((entry) =>
      entry.postings.map((posting, position) => ({ entryId: entry.id, position, ...posting })),
    ),
  })
}

export async function insertStandardAccounts(tx: Tx): Promise<void> {
  await tx
    .insertInto('account')
    .values(
      Object.values(ACCOUNTS).map((account) => ({
        code: account.code,
        name: account.name,
        names: JSON.stringify({ en: account.nameEn }),
        kind: account.kind,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenantId', 'code']).doNothing())
    .execute()
}

/**
 * Debits less credits of every account up to and including a day: all that was ever posted less
 * what came later, because the later part is the shorter one to look up.
 */
export async function sumByAccount(tx: Tx, upTo: string | undefined) {
  const { rows } = await sql<{
    code: string
    name: string
    names: unknown
    kind: string
    balanceMinor: number
  }>`
    with ever as (
      select p.account_code, sum(p.amount_minor) as amount_minor from posting p
      group by p.account_code
    ), later as (
      select p.account_code, sum(p.amount_minor) as amount_minor
      from journal_entry e join posting p on p.tenant_id = e.tenant_id and p.entry_id = e.id
      where e.posted_on > ${upTo ?? 'infinity'}::date
      group by p.account_code
    )
    select a.code, a.name, a.names, a.kind,
           (coalesce(ever.amount_minor, 0) - coalesce(later.amount_minor, 0))::bigint
             as balance_minor
    from account a
    left join ever on ever.account_code = a.code
    left join later on later.account_code = a.code
    order by a.code`.execute(tx)
  return rows
}
