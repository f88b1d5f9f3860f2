import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'
import type { Voucher } from './shared.ts'

export interface BillRow {
  id: string
  supplierId: string
  kind: 'bill' | 'credit'
  billedOn: string
  dueOn: string
  voucher: Voucher
  invoiceNo: string | null
  pricesIncludeTax: boolean
  /** A credit's amounts are below zero. */
  netMinor: number
  taxMinor: number
  deductsTax: boolean
  note: string
}

export interface BillLineRow {
  lineNo: number
  kind: 'goods' | 'freight' | 'other'
  receiptId: string | null
  receiptLineNo: number | null
  typedMinor: number
  /** Without its tax where that is deducted. */
  valueMinor: number
}

export async function insertBill(
  tx: Tx,
  bill: BillRow,
  lines: readonly BillLineRow[],
): Promise<void> {
  await insertRows(tx, {
    supplierBill: [bill],
    supplierBillLine: lines.map((each) => ({ ...each, billId: bill.id })),
  })
}

/** A bill with what of it is still open: owed when positive, the shop's when negative. */
export interface FoundBill extends BillRow {
  openMinor: number
  isUndone: boolean
  undoneOn: string | null
  createdAt: Date
}

/**
 * What of a bill `b` is still open. Money and credits settle bills; a credit is open by what it has not
 * settled yet, and by what the supplier has not paid out. Whatever was taken back owes nothing.
 */
export const OPEN_MINOR = sql<number>`(case
  when exists (select from supplier_bill_undo u where u.bill_id = b.id) then 0
  else b.net_minor + b.tax_minor
    - coalesce((select sum(s.amount_minor) from supplier_settlement s where s.bill_id = b.id), 0)
    + coalesce((select sum(s.amount_minor) from supplier_settlement s where s.credit_id = b.id), 0)
  end)::bigint`

export async function insertBillUndo(
  tx: Tx,
  undo: { billId: string; undoneOn: string },
): Promise<void> {
  await insertRows(tx, { supplierBillUndo: [undo] })
}

const BILL = sql`b.id, b.supplier_id, b.kind, b.billed_on, b.due_on, b.voucher, b.invoice_no,
  b.prices_include_tax, b.net_minor, b.tax_minor, b.deducts_tax, b.note, b.created_at,
  ${OPEN_MINOR} as open_minor, v.undone_on, v.bill_id is not null as is_undone`

export async function findBill(tx: Tx, id: string): Promise<FoundBill | undefined> {
  const [bill] = await findBills(tx, [id])
  return bill
}

/** Bills by their ids, the oldest due first. */
export async function findBills(tx: Tx, ids: readonly string[]): Promise<FoundBill[]> {
  const { rows } = await sql<FoundBill>`
    select ${BILL} from supplier_bill b left join supplier_bill_undo v on v.bill_id = b.id
    where b.id = any(${ids}::uuid[]) order by b.due_on, b.billed_on, b.id`.execute(tx)
  return rows
}

/** Bills and credits of a supplier, the latest first. */
export async function findBillsOf(tx: Tx, supplierId: string, limit: number): Promise<FoundBill[]> {
  const { rows } = await sql<FoundBill>`
    select ${BILL} from supplier_bill b left join supplier_bill_undo v on v.bill_id = b.id
    where b.supplier_id = ${supplierId} order by b.billed_on desc, b.id desc limit ${limit}`.execute(
    tx,
  )
  return rows
}

/** A line of a bill, with the name of its goods. */
export interface FoundBillLine extends BillLineRow {
  billId: string
  name: string | null
  unit: string | null
  unitMilli: number | null
  /** What the goods had been booked at when they came, without freight. */
  receivedMinor: number | null
  receiptNumber: number | null
}

export async function findBillLines(tx: Tx, billId: string): Promise<FoundBillLine[]> {
  const { rows } = await sql<FoundBillLine>`
    select g.bill_id, g.line_no, g.kind, g.receipt_id, g.receipt_line_no, g.typed_minor,
           g.value_minor, l.name, l.unit, l.unit_milli,
           l.value_minor - l.landed_minor as received_minor, r.number as receipt_number
    from supplier_bill_line g
    left join purchase_line l on l.receipt_id = g.receipt_id and l.line_no = g.receipt_line_no
    left join purchase_receipt r on r.id = g.receipt_id
    where g.bill_id = ${billId} order by g.line_no`.execute(tx)
  return rows
}

/**
 * A bill that stands with this invoice number. The letters of invoice numbers come again after a
 * year or more, so that only bills of about the same time are looked at.
 */
export async function findInvoice(tx: Tx, invoiceNo: string, billedOn: string) {
  const { rows } = await sql<{ id: string; supplierName: string }>`
    select b.id, s.name as supplier_name
    from supplier_bill b join supplier s on s.id = b.supplier_id
    where b.invoice_no = ${invoiceNo}
      and abs(b.billed_on - ${billedOn}::date) < 300
      and not exists (select from supplier_bill_undo u where u.bill_id = b.id)
    limit 1`.execute(tx)
  return rows[0]
}
