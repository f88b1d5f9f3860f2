import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** What a product cost when it last came. For the whole of `unitMilli`, as the slip said. */
export interface LastPrice {
  productId: string
  supplierId: string
  supplierName: string
  receivedOn: string
  unit: string
  unitMilli: number
  typedMinor: number
  pricesIncludeTax: boolean
}

/**
 * What products last cost: from this supplier where they ever came from them, else from any other.
 * What was taken back does not count.
 */
export async function listLastPrices(
  tx: Tx,
  productIds: readonly string[],
  supplierId: string | null,
): Promise<LastPrice[]> {
  if (productIds.length === 0) return []
  const { rows } = await sql<LastPrice>`
    select distinct on (l.product_id) l.product_id, r.supplier_id, s.name as supplier_name,
           r.received_on, l.unit, l.unit_milli, l.typed_minor,
           r.prices_include_tax
    from purchase_line l
    join purchase_receipt r on r.id = l.receipt_id
    join supplier s on s.id = r.supplier_id
    where l.product_id = any(${productIds}::uuid[]) and r.kind = 'receipt'
      and not exists (select from purchase_receipt u where u.undoes_id = r.id)
    order by l.product_id, (r.supplier_id = ${supplierId}::uuid) desc nulls last,
             r.received_on desc, r.number desc, l.line_no desc`.execute(tx)
  return rows
}
