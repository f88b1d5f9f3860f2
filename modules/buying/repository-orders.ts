import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'
import type { OrderFacts, SentHow } from './shared.ts'

export interface OrderRow {
  id: string
  number: number
  supplierId: string
  expectedOn: string | null
  pricesIncludeTax: boolean
  note: string
}

export interface OrderLineRow {
  lineNo: number
  productId: string
  name: string
  unit: string
  unitMilli: number
  quantityMilli: number
  /** For all of it; null while nobody has asked. */
  typedMinor: number | null
}

export interface FoundOrder extends OrderRow, OrderFacts {
  supplierName: string
  /** Receipts that name it, those taken back among them: whoever saw fewer has not seen all. */
  receiptCount: number
  createdAt: Date
  updatedAt: Date
}

/** What came of a line `l` of an order, in thousandths of the product's unit. */
export const COME = sql<number>`coalesce((
  select sum(c.quantity_milli) from purchase_line c join purchase_receipt r on r.id = c.receipt_id
  where c.order_id = l.order_id and c.order_line_no = l.line_no and r.kind = 'receipt'
    and not exists (select from purchase_receipt u where u.undoes_id = r.id)), 0)::bigint`

const hasStep = (kind: string) => sql`exists (
  select from purchase_order_step t where t.order_id = o.id and t.kind = ${kind})`

/** An order `o` that was neither closed nor called off: what of it has not come is still to come. */
export const OPEN_ORDER = sql<boolean>`not exists (
  select from purchase_order_step t
  where t.order_id = o.id and t.kind in ('closed', 'cancelled'))`

const FACTS = sql`
  ${hasStep('sent')} as is_sent, ${hasStep('closed')} as is_closed,
  ${hasStep('cancelled')} as is_cancelled,
  coalesce(n.has_come, false) as has_come, coalesce(n.is_complete, false) as is_complete`

/** What came of the lines of an order `o`, all together. */
const PROGRESS = sql`
  select bool_or(come.milli > 0) as has_come, bool_and(come.milli >= l.quantity_milli) as is_complete,
         (array_agg(l.name order by l.line_no))[1] as first_name, count(*) as line_count,
         sum(l.typed_minor)::bigint as typed_minor,
         count(*) filter (where come.milli < l.quantity_milli) as missing_count
  from purchase_order_line l cross join lateral (select ${COME} as milli) come
  where l.order_id = o.id`

export async function findOrder(tx: Tx, id: string): Promise<FoundOrder | undefined> {
  const { rows } = await sql<FoundOrder>`
    select o.id, o.number, o.supplier_id, s.name as supplier_name, o.expected_on,
           o.prices_include_tax, o.note, o.created_at, o.updated_at,
           (select count(*) from purchase_receipt r where r.order_id = o.id) as receipt_count,
           ${FACTS}
    from purchase_order o join supplier s on s.id = o.supplier_id
    left join lateral (${PROGRESS}) n on true
    where o.id = ${id}`.execute(tx)
  return rows[0]
}

/** Holds an order, so that two people who receive it come one after the other. */
export async function lockOrder(tx: Tx, id: string): Promise<FoundOrder | undefined> {
  await sql`select from purchase_order where id = ${id} for no key update`.execute(tx)
  return findOrder(tx, id)
}

export interface FoundOrderLine extends OrderLineRow {
  /** What came of it so far, in thousandths of the product's unit. */
  comeMilli: number
}

export async function findOrderLines(tx: Tx, orderId: string): Promise<FoundOrderLine[]> {
  const { rows } = await sql<FoundOrderLine>`
    select l.line_no, l.product_id, l.name, l.unit, l.unit_milli, l.quantity_milli, l.typed_minor,
           ${COME} as come_milli
    from purchase_order_line l where l.order_id = ${orderId} order by l.line_no`.execute(tx)
  return rows
}

export async function insertOrder(tx: Tx, order: OrderRow): Promise<void> {
  await insertRows(tx, { purchaseOrder: [order] })
}

export async function updateOrder(
  tx: Tx,
  { id, expectedOn, pricesIncludeTax, note, supplierId }: OrderRow,
): Promise<void> {
  await tx
    .updateTable('purchaseOrder')
    .set({
      supplierId,
      expectedOn,
      pricesIncludeTax,
      note,
      updatedAt: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', id)
    .execute()
}

export async function replaceOrderLines(
  tx: Tx,
  orderId: string,
  lines: readonly OrderLineRow[],
): Promise<void> {
  await tx.deleteFrom('purchaseOrderLine').where('orderId', '=', orderId).execute()
  await insertRows(tx, { purchaseOrderLine: lines.map((each) => ({ ...each, orderId })) })
}

export interface StepRow {
  id: string
  orderId: string
  kind: 'sent' | 'closed' | 'cancelled'
  how: SentHow | null
  note: string
}

/** A step that is there already stays as it is. */
export async function insertStep(tx: Tx, step: StepRow): Promise<void> {
  await tx
    .insertInto('purchaseOrderStep')
    .values(step)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

/** What was done with an order, the earliest first, and by whom. */
export async function findSteps(tx: Tx, orderId: string) {
  const { rows } = await sql<{
    id: string
    kind: StepRow['kind']
    how: SentHow | null
    note: string
    createdAt: Date
  }>`
    select id, kind, how, note, created_at from purchase_order_step
    where order_id = ${orderId} order by created_at, id limit 100`.execute(tx)
  return rows
}

export interface ListedOrder extends OrderFacts {
  id: string
  number: number
  supplierId: string
  supplierName: string
  expectedOn: string | null
  createdAt: Date
  firstName: string | null
  lineCount: number
  /** What is known of what it costs; null when nothing is. */
  typedMinor: number | null
  missingCount: number
}

/**
 * Orders, the latest first.
 *
 * @param options `isOpen`: only those of which something is still to come, or that wait to be sent.
 */
export async function findOrders(
  tx: Tx,
  options: { supplierId?: string | undefined; isOpen: boolean; limit: number; offset: number },
): Promise<ListedOrder[]> {
  const { supplierId = null, isOpen, limit, offset } = options
  const { rows } = await sql<ListedOrder>`
    select o.id, o.number, o.supplier_id, s.name as supplier_name, o.expected_on, o.created_at,
           n.first_name, coalesce(n.line_count, 0) as line_count, n.typed_minor,
           coalesce(n.missing_count, 0) as missing_count, ${FACTS}
    from purchase_order o join supplier s on s.id = o.supplier_id
    left join lateral (${PROGRESS}) n on true
    where (${supplierId}::uuid is null or o.supplier_id = ${supplierId}::uuid)
      and (not ${isOpen}::boolean or (not coalesce(n.is_complete, false) and ${OPEN_ORDER}))
    order by o.number desc limit ${limit} offset ${offset}`.execute(tx)
  return rows
}
