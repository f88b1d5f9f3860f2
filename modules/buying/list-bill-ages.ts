import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** At most so many suppliers stand in the list: whoever is owed most comes first. */
const MOST = 2_000

/** What a supplier was owed at the end of a day, by how long it had been due. Whole NT$. */
export interface BillAge {
  supplierId: string
  name: string
  /** Below zero the supplier owes: a credit that no bill has taken yet. */
  owedMinor: number
  /** Not due yet, due for up to 30 days, 60, 90, and longer; together what is owed. */
  agesMinor: [number, number, number, number, number]
}

/**
 * What suppliers were owed at the end of a day: bills by the day on which they were due, less what
 * had settled them by then, which may have been before they came. A bill that was taken back later was
 * still owed. Paid in advance is not among it; that stands on an account of its own.
 *
 * @param day `YYYY-MM-DD`
 */
export async function listBillAges(tx: Tx, day: string): Promise<BillAge[]> {
  const { rows } = await sql<{
    supplierId: string
    name: string
    owedMinor: number
    upTo30: number
    upTo60: number
    upTo90: number
    older: number
  }>`
    with open as (
      select b.supplier_id, ${day}::date - b.due_on as days,
             case when b.billed_on <= ${day}::date then b.net_minor + b.tax_minor else 0 end
             - coalesce((select sum(s.amount_minor) from supplier_settlement s
                         where s.bill_id = b.id and s.settled_on <= ${day}::date), 0)
             + coalesce((select sum(s.amount_minor) from supplier_settlement s
                         where s.credit_id = b.id and s.settled_on <= ${day}::date), 0) as open_minor
      from supplier_bill b
      where not exists (
        select from supplier_bill_undo u where u.bill_id = b.id and u.undone_on <= ${day}::date)
    )
    select o.supplier_id, s.name, sum(o.open_minor)::bigint as owed_minor,
           coalesce(sum(o.open_minor) filter (where days between 1 and 30), 0)::bigint as "upTo30",
           coalesce(sum(o.open_minor) filter (where days between 31 and 60), 0)::bigint as "upTo60",
           coalesce(sum(o.open_minor) filter (where days between 61 and 90), 0)::bigint as "upTo90",
           coalesce(sum(o.open_minor) filter (where days > 90), 0)::bigint as older
    from open o join supplier s on s.id = o.supplier_id
    group by o.supplier_id, s.name having bool_or(o.open_minor <> 0)
    order by sum(o.open_minor) desc, o.supplier_id limit ${MOST}`.execute(tx)
  return rows.map(({ upTo30, upTo60, upTo90, older, ...row }) => ({
    ...row,
    agesMinor: [row.owedMinor - upTo30 - upTo60 - upTo90 - older, upTo30, upTo60, upTo90, older],
  }))
}
