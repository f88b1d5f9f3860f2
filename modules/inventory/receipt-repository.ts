import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** What one unit of these products last cost; the last of several lines stands. */
export async function rememberCosts(
  tx: Tx,
  costs: readonly { productId: string; costMinor: number }[],
): Promise<void> {
  const last = [...new Map(costs.map((each) => [each.productId, each.costMinor]))]
  await sql`
    with locked as (
      select id from product where id = any(${last.map(([id]) => id)}::uuid[])
      order by id for no key update)
    update product p set cost_minor = n.cost_minor
    from locked, unnest(${last.map(([id]) => id)}::uuid[],
                        ${last.map(([, cost]) => cost)}::bigint[]) as n(id, cost_minor)
    where p.id = locked.id and p.id = n.id and p.cost_minor is distinct from n.cost_minor`.execute(
    tx,
  )
}

/** A line of a receipt, by the document that caused it. */
export interface ReceiptLine {
  sourceType: string
  sourceId: string
  /** Zero when the source has one line only. */
  sourceLine?: number
}

export interface FoundReceipt {
  moveId: string
  productId: string
  productName: string
  unit: string
  receivedMilli: number
  /** What of it went back to the supplier so far. */
  returnedMilli: number
}

/** The moves of receipt lines, in the order asked; undefined where a line never came. */
export async function findReceipts(
  tx: Tx,
  lines: readonly ReceiptLine[],
): Promise<(FoundReceipt | undefined)[]> {
  const { rows } = await sql<FoundReceipt & { place: number }>`
    select asked.place::int, m.id as move_id, m.product_id, p.name as product_name, p.unit,
           m.quantity_milli as received_milli,
           coalesce((select -sum(r.quantity_milli) from stock_move r
             where r.of_move_id = m.id and r.kind = 'supplier_return'), 0)::bigint as returned_milli
    from unnest(${lines.map((each) => each.sourceType)}::text[],
                ${lines.map((each) => each.sourceId)}::uuid[],
                ${lines.map((each) => each.sourceLine ?? 0)}::integer[])
         with ordinality as asked(source_type, source_id, source_line, place)
    join stock_move m on m.source_type = asked.source_type and m.source_id = asked.source_id
      and m.source_line = asked.source_line and m.quantity_milli > 0
    join product p on p.id = m.product_id`.execute(tx)
  const byPlace = new Map(rows.map(({ place, ...row }) => [place, row]))
  return lines.map((_, index) => byPlace.get(index + 1))
}
