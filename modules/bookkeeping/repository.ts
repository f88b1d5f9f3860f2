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
  /** The entry that this one undoes. */
  reversesId?: string | undefined
  postings: { accountCode: string; amountMinor: number }[]
}

/**
 * Entries and all their postings, in one statement however many there are. What belongs to a day
 * that is closed stands on the first open one and keeps its own day beside it.
 */
export async function insertEntries(tx: Tx, entries: readonly EntryRow[]): Promise<void> {
  const heads = entries.map((entry) => ({
    id: entry.id,
    posted_on: entry.postedOn,
    kind: entry.kind,
    memo: entry.memo,
    source_type: entry.sourceType,
    source_id: entry.sourceId,
    reverses_id: entry.reversesId ?? null,
  }))
  const sides = entries.flatMap((entry) =>
    entry.postings.map(({ accountCode, amountMinor }, position) => ({
      entry_id: entry.id,
      position,
      account_code: accountCode,
      amount_minor: amountMinor,
    })),
  )
  await sql`
    with open as (select first_open_day() as day),
    written as (
      insert into journal_entry
        (id, posted_on, document_on, kind, memo, source_type, source_id, reverses_id)
      select e.id, greatest(e.posted_on, open.day),
             case when e.posted_on < open.day then e.posted_on end,
             e.kind, e.memo, e.source_type, e.source_id, e.reverses_id
      from jsonb_populate_recordset(null::journal_entry, ${JSON.stringify(heads)}::jsonb) e, open
      returning id, posted_on)
    insert into posting (entry_id, position, account_code, amount_minor, posted_on)
    select p.entry_id, p.position, p.account_code, p.amount_minor, written.posted_on
    from jsonb_populate_recordset(null::posting, ${JSON.stringify(sides)}::jsonb) p
    join written on written.id = p.entry_id`.execute(tx)
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
