import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'

/** Why goods go back; `undo` takes an entry back that should never have been. */
export const RETURN_REASONS = ['damaged', 'wrong', 'expired', 'too_many', 'other', 'undo'] as const
export type ReturnReason = (typeof RETURN_REASONS)[number]

export interface ReceiptRow {
  id: string
  number: number
  kind: 'receipt' | 'return'
  supplierId: string
  orderId: string | null
  undoesId: string | null
  receivedOn: string
  slipNo: string | null
  reason: ReturnReason | null
  note: string
  pricesIncludeTax: boolean
}

/** In is positive, out is negative, for quantities and amounts alike. */
export interface LineRow {
  lineNo: number
  productId: string
  name: string
  orderId: string | null
  orderLineNo: number | null
  returnsId: string | null
  returnsLineNo: number | null
  unit: string
  unitMilli: number
  quantityMilli: number
  typedMinor: number
  /** What it costs, with its share of freight, which is `landedMinor`. */
  valueMinor: number
  landedMinor: number
  overMilli: number
}

export async function insertReceipt(
  tx: Tx,
  receipt: ReceiptRow,
  lines: readonly LineRow[],
): Promise<void> {
  await insertRows(tx, {
    purchaseReceipt: [receipt],
    purchaseLine: lines.map((each) => ({ ...each, receiptId: receipt.id })),
  })
}

const receipts = (tx: Tx) =>
  tx
    .selectFrom('purchaseReceipt as r')
    .select([
      'r.id',
      'r.number',
      sql<'receipt' | 'return'>`r.kind`.as('kind'),
      'r.supplierId',
      'r.orderId',
      'r.undoesId',
      'r.receivedOn',
      'r.slipNo',
      sql<ReturnReason | null>`r.reason`.as('reason'),
      'r.note',
      'r.pricesIncludeTax',
      'r.createdAt',
      sql<string | null>`(select u.id from purchase_receipt u where u.undoes_id = r.id)`.as(
        'undoneById',
      ),
    ])

export type FoundReceipt = NonNullable<Awaited<ReturnType<typeof findReceipt>>>

export const findReceipt = (tx: Tx, id: string) =>
  receipts(tx).where('r.id', '=', id).executeTakeFirst()

/** Whose receipts these are, and whether they count: taken back, or taking another one back. */
export async function findReceiptHeads(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; supplierId: string; isUndone: boolean }>`
    select r.id, r.supplier_id, (r.undoes_id is not null or exists (
      select from purchase_receipt u where u.undoes_id = r.id)) as is_undone
    from purchase_receipt r where r.id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

/** A line as it came, with what became of it since. */
export interface FoundLine extends LineRow {
  receiptId: string
  /** What of it went back since, positive, in thousandths of the product's unit. */
  returnedMilli: number
  /** The bill that it is on; a bill that was taken back does not count. */
  billId: string | null
}

/** The lines of receipts, in the order of their papers. */
export async function findLines(tx: Tx, receiptIds: readonly string[]): Promise<FoundLine[]> {
  const { rows } = await sql<FoundLine>`
    select l.receipt_id, l.line_no, l.product_id, l.name, l.order_id, l.order_line_no,
           l.returns_id, l.returns_line_no, l.unit, l.unit_milli, l.quantity_milli,
           l.typed_minor, l.value_minor, l.landed_minor, l.over_milli,
           coalesce((select -sum(b.quantity_milli) from purchase_line b
             where b.returns_id = l.receipt_id and b.returns_line_no = l.line_no), 0)::bigint
             as returned_milli,
           ${BILL_OF_LINE} as bill_id
    from purchase_line l join purchase_receipt r on r.id = l.receipt_id
    where l.receipt_id = any(${receiptIds}::uuid[])
    order by r.number, l.line_no`.execute(tx)
  return rows
}

/** The bill that a line `l` is on, if it is on one that stands. */
export const BILL_OF_LINE = sql<string | null>`(
  select g.bill_id from supplier_bill_line g
  where g.receipt_id = l.receipt_id and g.receipt_line_no = l.line_no and g.kind = 'goods'
    and not exists (select from supplier_bill_undo u where u.bill_id = g.bill_id)
  limit 1)`

/** A receipt as a list shows it. */
export interface ListedReceipt {
  id: string
  number: number
  kind: 'receipt' | 'return'
  supplierId: string
  supplierName: string
  receivedOn: string
  /** The first of its goods, and of how many kinds it is. */
  firstName: string
  lineCount: number
  valueMinor: number
  /** Some of it is on no bill yet. */
  isUnbilled: boolean
  isUndone: boolean
}

/** Receipts, the latest day first. @param supplierId only theirs. */
export function findReceipts(
  tx: Tx,
  options: { supplierId?: string | undefined; limit: number; offset: number },
): Promise<ListedReceipt[]> {
  const { supplierId = null, limit, offset } = options
  const wanted = sql`(select * from purchase_receipt
    where ${supplierId}::uuid is null or supplier_id = ${supplierId}::uuid
    order by received_on desc, number desc limit ${limit} offset ${offset})`
  return selectReceipts(tx, wanted)
}

/** The receipts of an order, the latest day first; at most a hundred. */
export const findReceiptsOfOrder = (tx: Tx, orderId: string): Promise<ListedReceipt[]> =>
  selectReceipts(
    tx,
    sql`(select * from purchase_receipt where order_id = ${orderId}
         order by received_on desc, number desc limit 100)`,
  )

async function selectReceipts(tx: Tx, wanted: RawBuilder<unknown>): Promise<ListedReceipt[]> {
  const { rows } = await sql<ListedReceipt>`
    select r.id, r.number, r.kind, r.supplier_id, s.name as supplier_name, r.received_on,
           n.first_name, n.line_count, n.value_minor, n.is_unbilled,
           (r.undoes_id is not null or exists (
             select from purchase_receipt u where u.undoes_id = r.id)) as is_undone
    from ${wanted} r
    join supplier s on s.id = r.supplier_id
    cross join lateral (
      select (array_agg(l.name order by l.line_no))[1] as first_name, count(*) as line_count,
             sum(l.value_minor)::bigint as value_minor,
             bool_or(${BILL_OF_LINE} is null) as is_unbilled
      from purchase_line l where l.receipt_id = r.id) n
    order by r.received_on desc, r.number desc`.execute(tx)
  return rows
}
