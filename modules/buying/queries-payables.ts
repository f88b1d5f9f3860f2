import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownBill, unknownPayment } from './errors.ts'
import { getSupplier } from './queries-suppliers.ts'
import { findBill, findBillLines, findBills, findBillsOf, OPEN_MINOR } from './repository-bills.ts'
import { readToday } from './repository-days.ts'
import { findPayment, findPaymentsOf, findSettled } from './repository-payments.ts'
import { BILL_OF_LINE } from './repository-receipts.ts'

/** At most so many suppliers are owed something at once. */
const MOST = 500
/** Bills and payments that a supplier's page shows. */
const SHOWN = 100

/** What is owed to a supplier by how long it has been due, in whole NT$. */
export interface Owed {
  supplierId: string
  supplierName: string
  phone: string | null
  /** Bills less credits; below zero the supplier owes the shop. */
  owedMinor: number
  /** Paid before there was a bill. */
  advanceMinor: number
  /** Due today or earlier. */
  dueMinor: number
  /** The earliest day on which something open is due. */
  dueOn: string | null
  laterMinor: number
  upTo30Minor: number
  upTo60Minor: number
  olderMinor: number
}

/** What is owed to each supplier, whoever waits longest first. */
export async function listOwed(tx: Tx, today: string): Promise<Owed[]> {
  const { rows } = await sql<Owed>`
    with open as (
      select b.supplier_id, b.kind, b.due_on, ${today}::date - b.due_on as days,
             ${OPEN_MINOR} as open_minor
      from supplier_bill b
    ), owed as (
      select supplier_id, sum(open_minor)::bigint as owed_minor,
             min(due_on) filter (where open_minor > 0) as due_on,
             coalesce(sum(open_minor) filter (where days >= 0 and open_minor > 0), 0)::bigint as due_minor,
             coalesce(sum(open_minor) filter (where days <= 0 and open_minor > 0), 0)::bigint as later_minor,
             coalesce(sum(open_minor) filter (where days between 1 and 30 and open_minor > 0), 0)::bigint as up_to_30_minor,
             coalesce(sum(open_minor) filter (where days between 31 and 60 and open_minor > 0), 0)::bigint as up_to_60_minor,
             coalesce(sum(open_minor) filter (where days > 60 and open_minor > 0), 0)::bigint as older_minor
      from open where open_minor <> 0 group by supplier_id
    ), advance as (
      select p.supplier_id, sum(p.amount_minor - coalesce((
               select sum(s.amount_minor) from supplier_settlement s where s.payment_id = p.id), 0)
             )::bigint as advance_minor
      from supplier_payment p
      where not exists (select from supplier_payment_undo u where u.payment_id = p.id)
      group by p.supplier_id)
    select s.id as supplier_id, s.name as supplier_name, s.phone,
           coalesce(o.owed_minor, 0) as owed_minor, coalesce(a.advance_minor, 0) as advance_minor,
           coalesce(o.due_minor, 0) as due_minor, o.due_on, coalesce(o.later_minor, 0) as later_minor,
           coalesce(o.up_to_30_minor, 0) as "upTo30Minor",
           coalesce(o.up_to_60_minor, 0) as "upTo60Minor",
           coalesce(o.older_minor, 0) as older_minor
    from supplier s
    left join owed o on o.supplier_id = s.id
    left join advance a on a.supplier_id = s.id
    where coalesce(o.owed_minor, 0) <> 0 or coalesce(a.advance_minor, 0) <> 0
       or coalesce(o.due_minor, 0) <> 0
    order by o.due_on nulls last, s.name, s.id limit ${MOST}`.execute(tx)
  return rows
}

/** What is to be paid today or is late already, and all that is owed; for a door and a day's page. */
export async function sumOwed(tx: Tx) {
  const owed = await listOwed(tx, await readToday(tx))
  return {
    owedMinor: owed.reduce((sum, each) => sum + each.owedMinor, 0),
    dueMinor: owed.reduce((sum, each) => sum + each.dueMinor, 0),
    dueCount: owed.filter((each) => each.dueMinor > 0).length,
  }
}

/** A supplier's papers of money: what was billed, credited and paid, the latest first. */
export async function getAccount(tx: Tx, supplierId: string) {
  const bills = await findBillsOf(tx, supplierId, SHOWN)
  const payments = await findPaymentsOf(tx, supplierId, SHOWN)
  const { rows } = await sql<{ owedMinor: number; advanceMinor: number }>`
    select (select coalesce(sum(${OPEN_MINOR}), 0) from supplier_bill b
            where b.supplier_id = ${supplierId})::bigint as owed_minor,
           (select coalesce(sum(p.amount_minor - coalesce((
                select sum(s.amount_minor) from supplier_settlement s
                where s.payment_id = p.id), 0)), 0)
            from supplier_payment p where p.supplier_id = ${supplierId}
              and not exists (select from supplier_payment_undo u
                              where u.payment_id = p.id))::bigint as advance_minor`.execute(tx)
  return { bills, payments, ...(rows[0] ?? { owedMinor: 0, advanceMinor: 0 }) }
}

/** What a payment can settle, and with what else: open bills, credits and advances of a supplier. */
export async function getOpenItems(tx: Tx, supplierId: string) {
  const supplier = await getSupplier(tx, supplierId)
  const { rows } = await sql<{ id: string }>`
    select b.id from supplier_bill b
    where b.supplier_id = ${supplierId} and ${OPEN_MINOR} <> 0 limit ${SHOWN}`.execute(tx)
  const open = await findBills(
    tx,
    rows.map((row) => row.id),
  )
  const payments = await findPaymentsOf(tx, supplierId, SHOWN)
  return {
    supplier,
    bills: open.filter((each) => each.openMinor > 0),
    credits: open.filter((each) => each.openMinor < 0),
    advances: payments.filter((each) => each.unusedMinor > 0),
  }
}

/**
 * One bill or credit, with its lines and what settled it.
 *
 * @throws buying.unknown_bill, for other shops' as well.
 */
export async function getBill(tx: Tx, id: string) {
  const bill = await findBill(tx, id)
  if (!bill) throw unknownBill()
  const supplier = await getSupplier(tx, bill.supplierId)
  return {
    ...bill,
    supplierName: supplier.name,
    lines: await findBillLines(tx, id),
    settled: await findSettled(tx, { billId: id }),
  }
}

/**
 * One payment, with the bills that it settled.
 *
 * @throws buying.unknown_payment, for other shops' as well.
 */
export async function getPayment(tx: Tx, id: string) {
  const payment = await findPayment(tx, id)
  if (!payment) throw unknownPayment()
  const supplier = await getSupplier(tx, payment.supplierId)
  const settled = await findSettled(tx, { paymentId: id })
  const bills = await findBills(
    tx,
    settled.map((each) => each.billId),
  )
  return { ...payment, supplierName: supplier.name, settled, bills }
}

/** Goods of a supplier that no bill, or no credit, names yet. Below zero they went back. */
export interface UnbilledLine {
  receiptId: string
  receiptNumber: number
  receivedOn: string
  pricesIncludeTax: boolean
  lineNo: number
  productId: string
  name: string
  unit: string
  unitMilli: number
  typedMinor: number
}

/** What a new bill can be for, the earliest first. */
export async function listUnbilled(tx: Tx, supplierId: string): Promise<UnbilledLine[]> {
  const { rows } = await sql<UnbilledLine>`
    select r.id as receipt_id, r.number as receipt_number, r.received_on, r.prices_include_tax,
           l.line_no, l.product_id, l.name, l.unit, l.unit_milli, l.typed_minor
    from purchase_receipt r join purchase_line l on l.receipt_id = r.id
    where r.supplier_id = ${supplierId} and r.undoes_id is null
      and not exists (select from purchase_receipt u where u.undoes_id = r.id)
      and ${BILL_OF_LINE} is null
    order by r.received_on, r.number, l.line_no limit 300`.execute(tx)
  return rows
}
