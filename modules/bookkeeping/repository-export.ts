import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'

/** A posting with the head of its entry, as it leaves the books. */
export interface LedgerRow {
  entryId: string
  postedOn: string
  documentOn: string | null
  kind: string
  memo: string
  sourceType: string
  sourceId: string
  accountCode: string
  amountMinor: number
}

const ROWS_AT_ONCE = 5000
const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * All postings of some days in the order of the books, read through one cursor: what is posted
 * meanwhile is not among them, however long it takes, and the memory that it needs stays small.
 */
export async function* readPostings(
  tx: Tx,
  from: string,
  to: string,
): AsyncGenerator<readonly LedgerRow[]> {
  // A cursor takes no parameters; these two were checked to be days and nothing else.
  assert(DAY.test(from) && DAY.test(to), 'days are YYYY-MM-DD')
  await sql`declare ledger_rows no scroll cursor for
    select e.id as entry_id, e.posted_on, e.document_on, e.kind, e.memo, e.source_type, e.source_id,
           p.account_code, p.amount_minor
    from journal_entry e join posting p on p.tenant_id = e.tenant_id and p.entry_id = e.id
    where e.posted_on between ${sql.lit(from)}::date and ${sql.lit(to)}::date
    order by e.posted_on, e.id, p.position`.execute(tx)
  for (;;) {
    const { rows } = await sql<LedgerRow>`fetch ${sql.lit(ROWS_AT_ONCE)} from ledger_rows`.execute(
      tx,
    )
    if (rows.length === 0) break
    yield rows
  }
  await sql`close ledger_rows`.execute(tx)
}

/** The day of the first and of the last posting; undefined in empty books. */
export async function findPostedDays(tx: Tx): Promise<{ first: string; last: string } | undefined> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select min(posted_on) as first, max(posted_on) as last from journal_entry`.execute(tx)
  const { first = null, last = null } = rows[0] ?? {}
  return first === null || last === null ? undefined : { first, last }
}
