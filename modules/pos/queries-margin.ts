import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** What a product earned between two days, after what came back. Money in whole NT$. */
export interface MarginRow {
  productId: string
  name: string
  unit: string
  quantityMilli: number
  /** Without the tax in it. */
  salesMinor: number
  costMinor: number
  marginMinor: number
}

export interface Margins {
  rows: MarginRow[]
  sums: { salesMinor: number; costMinor: number; marginMinor: number }
}

/** A shop has fewer products; past this many only the most earning ones are listed. */
const MAX_MARGINS = 20_000

/** What every product earned between two business days, both included: the most earning first. */
export async function listMargins(
  tx: Tx,
  { from, to }: { from: string; to: string },
): Promise<Margins> {
  const { rows } = await sql<MarginRow>`
    with traded as (
      select l.product_id, l.name, l.unit, l.quantity_milli, l.total_minor - l.tax_minor as sales_minor,
             l.cost_minor
      from sale s join sale_line l on l.tenant_id = s.tenant_id and l.sale_id = s.id
      where s.business_date between ${from}::date and ${to}::date
      union all
      select b.product_id, l.name, l.unit, -b.quantity_milli, b.tax_minor - b.total_minor, -b.cost_minor
      from sale_refund r
      join sale_refund_line b on b.tenant_id = r.tenant_id and b.refund_id = r.id
      join sale_line l on l.tenant_id = b.tenant_id and l.sale_id = b.sale_id
        and l.position = b.sale_position
      where r.business_date between ${from}::date and ${to}::date)
    select product_id, max(name) as name, max(unit) as unit,
           sum(quantity_milli)::bigint as quantity_milli, sum(sales_minor)::bigint as sales_minor,
           sum(cost_minor)::bigint as cost_minor,
           sum(sales_minor - cost_minor)::bigint as margin_minor
    from traded group by product_id
    order by margin_minor desc, name, product_id limit ${MAX_MARGINS}`.execute(tx)
  const sum = (key: 'salesMinor' | 'costMinor' | 'marginMinor') =>
    rows.reduce((all, row) => all + row[key], 0)
  return {
    rows,
    sums: {
      salesMinor: sum('salesMinor'),
      costMinor: sum('costMinor'),
      marginMinor: sum('marginMinor'),
    },
  }
}

/** What was earned in each month that sold or took back anything, `YYYY-MM`. */
export async function sumMarginByMonth(
  tx: Tx,
  { from, to }: { from: string; to: string },
): Promise<{ month: string; valueMinor: number }[]> {
  const { rows } = await sql<{ month: string; valueMinor: number }>`
    with traded as (
      select business_date, total_minor - tax_minor - cost_minor as margin_minor from sale
      where business_date between ${from}::date and ${to}::date
      union all
      select business_date, tax_minor + cost_minor - total_minor from sale_refund
      where business_date between ${from}::date and ${to}::date)
    select to_char(business_date, 'YYYY-MM') as month, sum(margin_minor)::bigint as value_minor
    from traded group by 1 order by 1`.execute(tx)
  return rows
}
