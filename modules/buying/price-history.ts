import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** What a product costs with a supplier: for one of the product's unit, in thousandths of NT$. */
export interface PriceHistory {
  productId: string
  name: string
  lastOn: string
  lastMilli: number
  /** The time before; null when it came once. */
  beforeMilli: number | null
  /** Over all that came within a year, weighted by how much came each time. */
  averageMilli: number
  times: number
}

/** Prices of what came from a supplier within a year, the latest first. What was taken back is left out. */
export async function listPrices(tx: Tx, supplierId: string): Promise<PriceHistory[]> {
  const { rows } = await sql<PriceHistory>`
    with came as (
      select l.product_id, l.name, r.received_on, r.number, l.line_no, l.quantity_milli,
             l.value_minor,
             round(l.value_minor * 1000000.0 / l.quantity_milli)::bigint as price_milli,
             row_number() over (partition by l.product_id
               order by r.received_on desc, r.number desc, l.line_no desc) as place
      from purchase_line l join purchase_receipt r on r.id = l.receipt_id
      where r.supplier_id = ${supplierId} and r.kind = 'receipt'
        and r.received_on > current_date - 366
        and not exists (select from purchase_receipt u where u.undoes_id = r.id)
    )
    select product_id, (array_agg(name order by place))[1] as name, max(received_on) as last_on,
           max(price_milli) filter (where place = 1) as last_milli,
           max(price_milli) filter (where place = 2) as before_milli,
           round(sum(value_minor) * 1000000.0 / sum(quantity_milli))::bigint as average_milli,
           count(*) as times
    from came group by product_id order by max(received_on) desc, 2 limit 200`.execute(tx)
  return rows
}
