import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'

/** Where money comes from; `till` had paid it out of its drawer and booked it already. */
export type PaidFrom = 'cash' | 'bank' | 'till'

export interface PaymentRow {
  id: string
  supplierId: string
  paidOn: string
  account: PaidFrom
  cashMoveId: string | null
  /** Below zero it came back from the supplier. */
  amountMinor: number
  note: string
}

export interface SettlementRow {
  id: string
  supplierId: string
  billId: string
  paymentId: string | null
  creditId: string | null
  amountMinor: number
  settledOn: string
}

export const insertPayment = (
  tx: Tx,
  payment: PaymentRow,
  settlements: readonly SettlementRow[],
): Promise<void> => insertRows(tx, { supplierPayment: [payment], supplierSettlement: settlements })

export const insertSettlements = (tx: Tx, settlements: readonly SettlementRow[]): Promise<void> =>
  insertRows(tx, { supplierSettlement: settlements })

/** A payment with what of it no bill has taken: an advance. */
export interface FoundPayment extends PaymentRow {
  unusedMinor: number
  undoneOn: string | null
  createdAt: Date
}

const PAYMENT = sql`p.id, p.supplier_id, p.paid_on, p.account, p.cash_move_id, p.amount_minor,
  p.note, p.created_at, u.undone_on,
  (case when u.payment_id is not null then 0 else p.amount_minor - coalesce((
    select sum(s.amount_minor) from supplier_settlement s where s.payment_id = p.id), 0)
   end)::bigint as unused_minor`

export async function findPayment(tx: Tx, id: string): Promise<FoundPayment | undefined> {
  const { rows } = await sql<FoundPayment>`
    select ${PAYMENT} from supplier_payment p
    left join supplier_payment_undo u on u.payment_id = p.id
    where p.id = ${id}`.execute(tx)
  return rows[0]
}

/** Payments by their ids, the earliest first. */
export async function findPayments(tx: Tx, ids: readonly string[]): Promise<FoundPayment[]> {
  const { rows } = await sql<FoundPayment>`
    select ${PAYMENT} from supplier_payment p
    left join supplier_payment_undo u on u.payment_id = p.id
    where p.id = any(${ids}::uuid[]) order by p.paid_on, p.id`.execute(tx)
  return rows
}

/**
 * The payment that took what a till had paid out of its drawer; one that was taken back is none. Holds
 * it until the end, so that two people do not take it for two suppliers at once.
 */
export async function lockPaymentOfMove(tx: Tx, cashMoveId: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${cashMoveId}, 0))`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select p.id from supplier_payment p
    where p.cash_move_id = ${cashMoveId}
      and not exists (select from supplier_payment_undo u where u.payment_id = p.id)`.execute(tx)
  return rows[0]
}

export async function insertPaymentUndo(
  tx: Tx,
  undo: { paymentId: string; undoneOn: string },
): Promise<void> {
  await insertRows(tx, { supplierPaymentUndo: [undo] })
}

/** What a payment settled, row by row; it was not taken back. */
export async function findSettlementsOf(tx: Tx, paymentId: string): Promise<SettlementRow[]> {
  return tx
    .selectFrom('supplierSettlement')
    .select(['id', 'supplierId', 'billId', 'paymentId', 'creditId', 'amountMinor', 'settledOn'])
    .where('paymentId', '=', paymentId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}

/** Payments to a supplier, the latest first. */
export async function findPaymentsOf(
  tx: Tx,
  supplierId: string,
  limit: number,
): Promise<FoundPayment[]> {
  const { rows } = await sql<FoundPayment>`
    select ${PAYMENT} from supplier_payment p
    left join supplier_payment_undo u on u.payment_id = p.id
    where p.supplier_id = ${supplierId}
    order by p.paid_on desc, p.id desc limit ${limit}`.execute(tx)
  return rows
}

/** What a payment settled, by bill; what was taken back is not among it. */
export async function findSettled(tx: Tx, key: { paymentId: string } | { billId: string }) {
  const by =
    'paymentId' in key ? sql`s.payment_id = ${key.paymentId}` : sql`s.bill_id = ${key.billId}`
  const { rows } = await sql<{
    billId: string
    paymentId: string | null
    creditId: string | null
    amountMinor: number
    settledOn: string
  }>`
    select s.bill_id, s.payment_id, s.credit_id, sum(s.amount_minor)::bigint as amount_minor,
           max(s.settled_on) as settled_on
    from supplier_settlement s where ${by}
    group by s.bill_id, s.payment_id, s.credit_id having sum(s.amount_minor) <> 0
    order by max(s.settled_on), s.bill_id`.execute(tx)
  return rows
}

/** Those of some payments of tills that were taken for a supplier's payment already. */
export async function findTakenMoves(tx: Tx, cashMoveIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ cashMoveId: string }>`
    select p.cash_move_id from supplier_payment p
    where p.cash_move_id = any(${cashMoveIds}::uuid[])
      and not exists (select from supplier_payment_undo u where u.payment_id = p.id)`.execute(tx)
  return rows.map((row) => row.cashMoveId)
}
