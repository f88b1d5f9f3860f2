import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** The part of a sale, or of what came back, that is of one tax class. Whole NT$; a return is below zero. */
export interface TaxedPart {
  kind: 'sale' | 'refund'
  sourceId: string
  receiptNo: string
  /** The business day, `YYYY-MM-DD`. */
  day: string
  taxClass: 'taxable' | 'zero' | 'exempt'
  taxRatePpm: number
  totalMinor: number
  /** As the receipt states it. */
  taxMinor: number
}

/** Some sales and refunds by their tax classes, the earliest first. */
export async function listTaxed(
  tx: Tx,
  { saleIds, refundIds }: { saleIds: readonly string[]; refundIds: readonly string[] },
): Promise<TaxedPart[]> {
  const { rows } = await sql<TaxedPart>`
    select 'sale' as kind, s.id as source_id, s.receipt_no, s.business_date as day, l.tax_class,
           l.tax_rate_ppm, sum(l.total_minor)::bigint as total_minor,
           sum(l.tax_minor)::bigint as tax_minor
    from sale s join sale_line l on l.sale_id = s.id
    where s.id = any(${saleIds}::uuid[])
    group by s.id, s.receipt_no, s.business_date, l.tax_class, l.tax_rate_ppm
    union all
    select 'refund', r.id, r.receipt_no, r.business_date, l.tax_class, l.tax_rate_ppm,
           -sum(b.total_minor)::bigint, -sum(b.tax_minor)::bigint
    from sale_refund r
    join sale_refund_line b on b.refund_id = r.id
    join sale_line l on l.sale_id = b.sale_id and l.position = b.sale_position
    where r.id = any(${refundIds}::uuid[])
    group by r.id, r.receipt_no, r.business_date, l.tax_class, l.tax_rate_ppm
    order by day, receipt_no, source_id`.execute(tx)
  return rows
}

/**
 * What was sold in each month, less what came back in it; months without sales are there with 0.
 *
 * @param from and `to`: months, `YYYY-MM`, both included.
 */
export async function sumMonths(
  tx: Tx,
  from: string,
  to: string,
): Promise<{ month: string; totalMinor: number }[]> {
  const [first, last] = [`${from}-01`, `${to}-01`]
  const { rows } = await sql<{ month: string; totalMinor: number }>`
    select to_char(m.month, 'YYYY-MM') as month,
      (coalesce((select sum(total_minor) from sale
        where business_date >= m.month and business_date < m.month + interval '1 month'), 0)
      - coalesce((select sum(total_minor) from sale_refund
        where business_date >= m.month and business_date < m.month + interval '1 month'), 0))::bigint
        as total_minor
    from generate_series(${first}::date, ${last}::date, interval '1 month') as m(month)
    order by m.month`.execute(tx)
  return rows
}
