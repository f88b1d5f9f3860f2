import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
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
export async function insertEntries(tx: Tx, entries: EntryRow[]): Promise<void> {
  await tx
    .with('entries', (db) =>
      db.insertInto('journalEntry').values(entries.map(({ postings: _, ...entry }) => entry)),
    )
    .insertInto('posting')
    .values(
      entries.flatMap((entry) =>
        entry.postings.map((posting, position) => ({ entryId: entry.id, position, ...posting })),
      ),
    )
    .execute()
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

/** Debits less credits of every account up to and including a day. */
export async function sumByAccount(tx: Tx, upTo: string | undefined) {
  return tx
    .selectFrom('account as a')
    .leftJoin('posting as p', 'p.accountCode', 'a.code')
    .leftJoin('journalEntry as e', (join) =>
      join.onRef('e.id', '=', 'p.entryId').on('e.postedOn', '<=', upTo ?? '9999-12-31'),
    )
    .select([
      'a.code',
      'a.name',
      'a.names',
      'a.kind',
      sql<number>`coalesce(sum(p.amount_minor) filter (where e.id is not null), 0)::bigint`.as(
        'balanceMinor',
      ),
    ])
    .groupBy(['a.tenantId', 'a.code'])
    .orderBy('a.code')
    .execute()
}
