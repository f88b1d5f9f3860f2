import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { kindOf, namesOf } from './account-shapes.ts'
import { unknownAccount } from './errors.ts'
import { findEntryDay, sumByAccount } from './repository.ts'
import { type AccountKind, CLOSING_KINDS } from './shared.ts'

/** An account and what stands on it. A debit is positive, a credit negative, in whole NT$. */
export interface AccountBalance {
  code: string
  name: string
  /** The name in other languages, by BCP 47 tag. */
  names: Record<string, string>
  kind: AccountKind
  balanceMinor: number
}

/** Rows of a page of one account. */
const ACCOUNT_PAGE = 50

/**
 * Debits less credits of every account up to and including a day. The sum is zero, or the books are
 * broken.
 */
export async function getTrialBalance(
  tx: Tx,
  asOf: string,
): Promise<{ accounts: AccountBalance[]; debitMinor: number; creditMinor: number }> {
  const accounts = (await sumByAccount(tx, asOf)).map(readAccount)
  return {
    accounts,
    debitMinor: accounts.reduce((sum, each) => sum + Math.max(each.balanceMinor, 0), 0),
    creditMinor: accounts.reduce((sum, each) => sum + Math.max(-each.balanceMinor, 0), 0),
  }
}

/**
 * Income and costs between two days, both included, as people read them: income positive, costs
 * positive, `profitMinor` the one less the other. Reads only the entries of those days. What closes
 * a year is left out: it moves the result, and earns nothing.
 *
 * @param options `costCentreId`: of one cost centre; null is what belongs to none.
 */
export async function getIncomeSummary(
  tx: Tx,
  from: string,
  to: string,
  options: { costCentreId?: string | null | undefined } = {},
) {
  const { costCentreId } = options
  const ofCentre =
    costCentreId === undefined
      ? sql`true`
      : costCentreId === null
        ? sql`e.cost_centre_id is null`
        : sql`e.cost_centre_id = ${costCentreId}::uuid`
  const { rows } = await sql<AccountBalance>`
    select a.code, a.name, a.names, a.kind, -p.amount_minor as balance_minor
    from (select p.tenant_id, p.account_code, sum(p.amount_minor)::bigint as amount_minor
          from journal_entry e
          join posting p on p.tenant_id = e.tenant_id and p.entry_id = e.id
          where e.posted_on between ${from}::date and ${to}::date
            and ${ofCentre} and ${NO_CLOSING}
          group by p.tenant_id, p.account_code) p
    join account a on a.tenant_id = p.tenant_id and a.code = p.account_code
    where a.kind in ('income', 'expense') and p.amount_minor <> 0
    order by a.code`.execute(tx)
  const accounts = rows.map(readAccount)
  const income = accounts.filter((each) => each.kind === 'income')
  const costs = accounts
    .filter((each) => each.kind === 'expense')
    .map((each) => ({ ...each, balanceMinor: -each.balanceMinor }))
  const sum = (list: AccountBalance[]) => list.reduce((total, each) => total + each.balanceMinor, 0)
  return {
    income,
    costs,
    incomeMinor: sum(income),
    costsMinor: sum(costs),
    profitMinor: sum(income) - sum(costs),
  }
}

const NO_CLOSING = sql`e.kind not in (${sql.join([...CLOSING_KINDS])})`

/** What a part of the business earned; `costCentreId` null is what belongs to none. */
export interface CentreIncome {
  costCentreId: string | null
  name: string | null
  incomeMinor: number
  costsMinor: number
  profitMinor: number
}

/** Income and costs between two days by cost centre, what belongs to none at the end. */
export async function getIncomeByCostCentre(
  tx: Tx,
  from: string,
  to: string,
): Promise<CentreIncome[]> {
  const { rows } = await sql<CentreIncome>`
    select s.cost_centre_id, c.name, s.income_minor, s.costs_minor,
           s.income_minor - s.costs_minor as profit_minor
    from (select e.tenant_id, e.cost_centre_id,
            coalesce(-sum(p.amount_minor) filter (where a.kind = 'income'), 0)::bigint
              as income_minor,
            coalesce(sum(p.amount_minor) filter (where a.kind = 'expense'), 0)::bigint
              as costs_minor
          from journal_entry e
          join posting p on p.tenant_id = e.tenant_id and p.entry_id = e.id
          join account a on a.tenant_id = p.tenant_id and a.code = p.account_code
          where e.posted_on between ${from}::date and ${to}::date and ${NO_CLOSING}
            and a.kind in ('income', 'expense')
          group by e.tenant_id, e.cost_centre_id) s
    left join cost_centre c on c.tenant_id = s.tenant_id and c.id = s.cost_centre_id
    order by c.name nulls last`.execute(tx)
  return rows
}

/** What happened on an account; `balanceMinor` is what stood on it afterwards. */
export interface PostingRow {
  entryId: string
  position: number
  postedOn: string
  kind: string
  memo: string
  sourceType: string
  sourceId: string
  amountMinor: number
  balanceMinor: number
}

/**
 * An account between two days, the earliest first, with what stood on it before and after. An entry
 * touches an account once, because `postEntries` adds up the same accounts.
 *
 * @param options `after` is the id of the last entry of the page before; `isLatestFirst` turns the
 *   order round, and each row still has what stood on the account after it.
 * @throws bookkeeping.unknown_account
 */
export async function getAccountStatement(
  tx: Tx,
  code: string,
  options: { from: string; to: string; after?: string | undefined; isLatestFirst?: boolean },
) {
  const account = await tx
    .selectFrom('account')
    .select(['code', 'name', 'names', 'kind'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!account) throw unknownAccount()
  const { from, to, isLatestFirst = false } = options
  const period = await sumAccount(tx, code, from, to)
  const opening = await sumAccountBefore(tx, code, from)
  const mark = options.after === undefined ? undefined : await findEntryDay(tx, options.after)
  const rows = await selectPage(tx, code, { from, to, mark, isLatestFirst })
  const shown = rows.slice(0, ACCOUNT_PAGE)
  const closing = opening + period.amountMinor
  const upTo = mark && opening + (await sumAccountUpTo(tx, code, from, { ...mark, isLatestFirst }))
  let balanceMinor = upTo ?? (isLatestFirst ? closing : opening)
  const postings = shown.map((row) => {
    if (!isLatestFirst) balanceMinor += row.amountMinor
    const posting = { ...row, balanceMinor }
    if (isLatestFirst) balanceMinor -= row.amountMinor
    return posting
  })
  return {
    code: account.code,
    name: account.name,
    names: namesOf(account.names),
    kind: kindOf(account.kind),
    openingMinor: opening,
    closingMinor: closing,
    postingCount: period.postingCount,
    postings,
    nextAfter: rows.length > ACCOUNT_PAGE ? shown.at(-1)?.entryId : undefined,
  }
}

interface Mark {
  id: string
  postedOn: string
}

/** One row more than a page, so that it is known whether there is another. */
async function selectPage(
  tx: Tx,
  code: string,
  asked: { from: string; to: string; mark: Mark | undefined; isLatestFirst: boolean },
): Promise<PostingRow[]> {
  const { from, to, mark, isLatestFirst } = asked
  const place = mark && sql`(${mark.postedOn}::date, ${mark.id}::uuid)`
  const behind = isLatestFirst ? sql`<` : sql`>`
  const way = isLatestFirst ? sql`desc` : sql`asc`
  const { rows } = await sql<PostingRow>`
    select p.entry_id, p.position, e.posted_on, e.kind, e.memo, e.source_type, e.source_id,
           p.amount_minor, 0 as balance_minor
    from journal_entry e join posting p on p.tenant_id = e.tenant_id and p.entry_id = e.id
    where p.account_code = ${code} and e.posted_on between ${from}::date and ${to}::date
      ${place ? sql`and (e.posted_on, e.id) ${behind} ${place}` : sql``}
    order by e.posted_on ${way}, e.id ${way}, p.position limit ${ACCOUNT_PAGE + 1}`.execute(tx)
  return rows
}

async function sumAccount(tx: Tx, code: string, from: string, to: string) {
  const { rows } = await sql<{ amountMinor: number; postingCount: number }>`
    select coalesce(sum(p.amount_minor), 0)::bigint as amount_minor, count(*) as posting_count
    from journal_entry e join posting p on p.tenant_id = e.tenant_id and p.entry_id = e.id
    where p.account_code = ${code} and e.posted_on between ${from}::date and ${to}::date`.execute(
    tx,
  )
  return rows[0] ?? { amountMinor: 0, postingCount: 0 }
}

/** All that ever stood on it less what came since: the later part is the shorter one to read. */
async function sumAccountBefore(tx: Tx, code: string, from: string): Promise<number> {
  const { rows } = await sql<{ amountMinor: number }>`
    select (select coalesce(sum(amount_minor), 0) from posting where account_code = ${code})::bigint
         - (select coalesce(sum(p.amount_minor), 0)
            from journal_entry e join posting p on p.tenant_id = e.tenant_id and p.entry_id = e.id
            where p.account_code = ${code} and e.posted_on >= ${from}::date)::bigint
           as amount_minor`.execute(tx)
  return rows[0]?.amountMinor ?? 0
}

async function sumAccountUpTo(
  tx: Tx,
  code: string,
  from: string,
  mark: Mark & { isLatestFirst: boolean },
): Promise<number> {
  // Read backwards, what the row behind the mark left is what stood there before the mark.
  const upTo = mark.isLatestFirst ? sql`<` : sql`<=`
  const { rows } = await sql<{ amountMinor: number }>`
    select coalesce(sum(p.amount_minor), 0)::bigint as amount_minor
    from journal_entry e join posting p on p.tenant_id = e.tenant_id and p.entry_id = e.id
    where p.account_code = ${code} and e.posted_on >= ${from}::date
      and (e.posted_on, e.id) ${upTo} (${mark.postedOn}::date, ${mark.id}::uuid)`.execute(tx)
  return rows[0]?.amountMinor ?? 0
}

function readAccount(row: {
  code: string
  name: string
  names: unknown
  kind: string
  balanceMinor: number
}): AccountBalance {
  return { ...row, names: namesOf(row.names), kind: kindOf(row.kind) }
}
