import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { CLOSING_KINDS } from './shared-accounts.ts'

/** What was posted on an account in one column. */
export interface ColumnSum {
  code: string
  name: string
  names: unknown
  kind: string
  /** The place of the column, from 0. */
  place: number
  amountMinor: number
}

interface Asked {
  spans: readonly { from: string; to: string }[]
  /** Only what this cost centre caused. */
  costCentreId?: string | undefined
  /** True to leave out entries that close a year: a year's income is nothing with them. */
  leavesOutClosing?: boolean
}

/**
 * What was posted on each account in each column. Days are added up first, by one walk over the
 * index of postings, and then put into columns: the number of columns costs nothing.
 */
export async function sumColumns(tx: Tx, asked: Asked): Promise<ColumnSum[]> {
  const { spans, costCentreId, leavesOutClosing } = asked
  const froms = spans.map((span) => span.from)
  const tos = spans.map((span) => span.to)
  const earliest = froms.reduce((least, each) => (each < least ? each : least), '9999-12-31')
  const latest = tos.reduce((most, each) => (each > most ? each : most), '0001-01-01')
  const source =
    costCentreId === undefined
      ? sql`from posting p where p.posted_on between ${earliest}::date and ${latest}::date`
      : sql`from posting p join journal_entry e on e.tenant_id = p.tenant_id and e.id = p.entry_id
            where p.posted_on between ${earliest}::date and ${latest}::date
              and e.cost_centre_id = ${costCentreId}`
  const { rows } = await sql<ColumnSum>`
    with by_day as (
      select p.account_code, p.posted_on, sum(p.amount_minor) as amount_minor ${source}
      group by p.account_code, p.posted_on
      ${leavesOutClosing === true ? closingSums(earliest, latest) : sql``}
    ), columns as (
      select * from unnest(${froms}::date[], ${tos}::date[]) with ordinality as c(first, last, n)
    ), summed as (
      select d.account_code, c.n, sum(d.amount_minor)::bigint as amount_minor
      from columns c join by_day d on d.posted_on between c.first and c.last
      group by d.account_code, c.n
    )
    select a.code, a.name, a.names, a.kind, (s.n - 1)::integer as place, s.amount_minor
    from summed s join account a on a.code = s.account_code
    where s.amount_minor <> 0
    order by a.code, s.n`.execute(tx)
  return rows
}

/** The closing entries once more, the other way round. There is one a year. */
const closingSums = (from: string, to: string) => sql`
  union all
  select p.account_code, p.posted_on, -p.amount_minor
  from journal_entry e join posting p on p.tenant_id = e.tenant_id and p.entry_id = e.id
  where e.kind in (${sql.join(CLOSING_KINDS.map((kind) => sql.lit(kind)))})
    and e.posted_on between ${from}::date and ${to}::date`
