import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { ACCOUNTS, MONEY_ACCOUNTS } from './shared.ts'

export interface EntryRow {
  id: string
  kind: string
  postedOn: string
  memo: string
  sourceType: string
  sourceId: string
  /** The entry that this one undoes. */
  reversesId?: string | undefined
  costCentreId?: string | null | undefined
  postings: { accountCode: string; amountMinor: number }[]
}

/** Behind `soft` locks one may go with a reason; behind `hard` ones only what closes a year goes. */
export type Behind = 'soft' | 'hard'

const FIRST_DAY = {
  none: sql`first_open_day()`,
  soft: sql`first_unfiled_day()`,
  hard: sql`'-infinity'::date`,
} as const

/**
 * Entries and all their postings, in one statement however many there are. What belongs to a day
 * that is closed stands on the first open one and keeps its own day beside it.
 *
 * @param options `behind` what kind of lock an entry goes all the same.
 */
export async function insertEntries(
  tx: Tx,
  entries: readonly EntryRow[],
  options: { behind?: Behind } = {},
): Promise<void> {
  const heads = entries.map((entry) => ({
    id: entry.id,
    posted_on: entry.postedOn,
    kind: entry.kind,
    memo: entry.memo,
    source_type: entry.sourceType,
    source_id: entry.sourceId,
    reverses_id: entry.reversesId ?? null,
    cost_centre_id: entry.costCentreId ?? null,
  }))
  const sides = entries.flatMap((entry) =>
    entry.postings.map(({ accountCode, amountMinor }, position) => ({
      entry_id: entry.id,
      position,
      account_code: accountCode,
      amount_minor: amountMinor,
    })),
  )
  const firstOpenDay = FIRST_DAY[options.behind ?? 'none']
  await sql`
    with open as (select ${firstOpenDay} as day),
    written as (
      insert into journal_entry
        (id, posted_on, document_on, kind, memo, source_type, source_id, reverses_id,
         cost_centre_id)
      select e.id, greatest(e.posted_on, open.day),
             case when e.posted_on < open.day then e.posted_on end,
             e.kind, e.memo, e.source_type, e.source_id, e.reverses_id, e.cost_centre_id
      from jsonb_populate_recordset(null::journal_entry, ${JSON.stringify(heads)}::jsonb) e, open
      returning id, posted_on),
    waiting as (insert into entry_to_seal (entry_id) select id from written)
    insert into posting (entry_id, position, account_code, amount_minor, posted_on)
    select p.entry_id, p.position, p.account_code, p.amount_minor, written.posted_on
    from jsonb_populate_recordset(null::posting, ${JSON.stringify(sides)}::jsonb) p
    join written on written.id = p.entry_id`.execute(tx)
}

const MONEY_CODES: ReadonlySet<string> = new Set(MONEY_ACCOUNTS.map((name) => ACCOUNTS[name].code))

export async function insertStandardAccounts(tx: Tx): Promise<void> {
  await tx
    .insertInto('account')
    .values(
      Object.values(ACCOUNTS).map((account) => ({
        code: account.code,
        name: account.name,
        names: JSON.stringify({ en: account.nameEn }),
        kind: account.kind,
        holdsMoney: MONEY_CODES.has(account.code),
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

/** The shop's own day. */
export async function todayOf(tx: Tx, now = new Date()): Promise<string> {
  const { timeZone } = await tx.selectFrom('tenant').select('timeZone').executeTakeFirstOrThrow()
  return dayIn(timeZone, now)
}

/**
 * Lets one person at a time do what may be done once: undo an entry, open or close a year. Tills
 * never wait for it.
 */
export async function lockBooks(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(
    hashtextextended(current_tenant()::text || ':books', 0))`.execute(tx)
}

/** An entry as far as undoing or repeating it has to know. */
export const findEntryHead = (tx: Tx, id: string) =>
  tx
    .selectFrom('journalEntry as e')
    .select([
      'e.id',
      'e.kind',
      'e.memo',
      'e.postedOn',
      'e.documentOn',
      'e.sourceType',
      'e.sourceId',
      'e.reversesId',
      'e.costCentreId',
    ])
    .select((eb) =>
      eb
        .selectFrom('journalEntry as r')
        .select('r.id')
        .whereRef('r.reversesId', '=', 'e.id')
        .as('reversedById'),
    )
    .where('e.id', '=', id)
    .executeTakeFirst()

export const selectPostings = (tx: Tx, entryId: string) =>
  tx
    .selectFrom('posting')
    .select(['accountCode', 'amountMinor'])
    .where('entryId', '=', entryId)
    .orderBy('position')
    .execute()

/** Where an entry stands in the order of the journal. */
export const findEntryDay = (tx: Tx, id: string) =>
  tx.selectFrom('journalEntry').select(['id', 'postedOn']).where('id', '=', id).executeTakeFirst()
