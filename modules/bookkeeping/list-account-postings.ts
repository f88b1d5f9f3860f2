import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { namesOf } from './account-shapes.ts'
import { tooManyPostings, unknownAccount } from './errors.ts'

/** More rows than this make a sheet that nobody opens on a phone. */
const MOST_POSTINGS = 50_000

/** A row of the general ledger: what happened, on which side, and what stood there afterwards. */
export interface LedgerRow {
  entryId: string
  postedOn: string
  /** The day on the paper where the books were closed for it already. */
  documentOn: string | null
  kind: string
  memo: string
  sourceType: string
  sourceId: string
  amountMinor: number
  balanceMinor: number
}

/**
 * All of an account between two days, the earliest first, for a file.
 *
 * @throws bookkeeping.unknown_account, and bookkeeping.too_many_postings above 50,000
 */
export async function listAccountPostings(
  tx: Tx,
  code: string,
  { from, to }: { from: string; to: string },
) {
  const account = await tx
    .selectFrom('account')
    .select(['code', 'name', 'names'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!account) throw unknownAccount()
  const { rows: before } = await sql<{ openingMinor: number }>`
    select coalesce(sum(amount_minor), 0)::bigint as opening_minor from posting
    where account_code = ${code} and posted_on < ${from}::date`.execute(tx)
  const openingMinor = before[0]?.openingMinor ?? 0
  const { rows } = await sql<LedgerRow>`
    select p.entry_id, e.posted_on, e.document_on, e.kind, e.memo, e.source_type, e.source_id,
           p.amount_minor, (${openingMinor}::bigint + sum(p.amount_minor)
             over (order by e.posted_on, e.id, p.position))::bigint as balance_minor
    from posting p join journal_entry e on e.tenant_id = p.tenant_id and e.id = p.entry_id
    where p.account_code = ${code} and p.posted_on between ${from}::date and ${to}::date
    order by e.posted_on, e.id, p.position limit ${MOST_POSTINGS + 1}`.execute(tx)
  if (rows.length > MOST_POSTINGS) throw tooManyPostings(MOST_POSTINGS)
  const closingMinor = rows.at(-1)?.balanceMinor ?? openingMinor
  return { ...account, names: namesOf(account.names), openingMinor, closingMinor, rows }
}
