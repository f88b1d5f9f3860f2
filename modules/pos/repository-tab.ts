import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { TabPaidBody, TabPaymentUndoneBody } from './shared.ts'

/** @returns false when a payment stands under this id already; then nothing was written. */
export async function insertTabPayment(
  tx: Tx,
  tillId: string,
  paid: TabPaidBody,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('tabPayment')
    .values({
      id: paid.paymentId,
      customerId: paid.customerId,
      tillId,
      shiftId: paid.shiftId,
      receiptNo: paid.receiptNo,
      tender: paid.tender,
      amountMinor: paid.amountMinor,
      tenderedMinor: paid.tenderedMinor,
      paidAt: paid.paidAt,
      cashierId: paid.cashierId,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/**
 * Takes a payment back by a row of its own: the same money the other way, under the same number.
 *
 * @returns what stands in the way, and then nothing was written; undefined when it is done.
 */
export async function insertTabUndo(
  tx: Tx,
  tillId: string,
  undone: TabPaymentUndoneBody,
): Promise<'unknown_payment' | 'does_not_add_up' | 'payment_exists' | undefined> {
  const payment = await tx
    .selectFrom('tabPayment')
    .select(['customerId', 'tender', 'amountMinor', 'receiptNo'])
    .where('id', '=', undone.paymentId)
    .executeTakeFirst()
  if (!payment) return 'unknown_payment'
  const isSame =
    payment.customerId === undone.customerId &&
    payment.tender === undone.tender &&
    payment.amountMinor === undone.amountMinor
  if (!isSame) return 'does_not_add_up'
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('tabPayment')
    .values({
      id: undone.undoId,
      undoesId: undone.paymentId,
      customerId: undone.customerId,
      tillId,
      shiftId: undone.shiftId,
      receiptNo: payment.receiptNo,
      tender: undone.tender,
      amountMinor: -undone.amountMinor,
      tenderedMinor: -undone.amountMinor,
      paidAt: undone.undoneAt,
      cashierId: undone.cashierId,
    })
    // By its own id, or because its payment was taken back already.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n ? undefined : 'payment_exists'
}

/** A payment with its till and cashier; undefined when it is unknown or was taken back. */
export async function selectTabPayment(tx: Tx, paymentId: string) {
  const { rows } = await sql<{
    customerId: string
    receiptNo: string
    tender: string
    amountMinor: number
    tenderedMinor: number
    paidAt: Date
    tillName: string
    cashierName: string
  }>`
    select p.customer_id, p.receipt_no, p.tender, p.amount_minor, p.tendered_minor, p.paid_at,
      coalesce(t.name, '') as till_name,
      coalesce((select display_name from user_account where id = p.cashier_id), '') as cashier_name
    from tab_payment p left join till t on t.tenant_id = p.tenant_id and t.id = p.till_id
    where p.id = ${paymentId} and p.undoes_id is null
      and not exists (select from tab_payment u
        where u.tenant_id = p.tenant_id and u.undoes_id = p.id)`.execute(tx)
  return rows[0]
}

/** A journal's reach is moved on in steps of this many entries, even when none of them was on a tab. */
const REACH_STEP = 500

/**
 * Up to where the balances hold what each journal says of tabs. The same as long as they are the
 * same, but for a step now and then: so a till need not read its whole journal to know.
 */
export async function listTabReach(tx: Tx): Promise<{ journalId: string; seq: number }[]> {
  const { rows } = await sql<{ journalId: string; seq: number }>`
    select journal_id, greatest(tab_seq, acked_seq - acked_seq % ${REACH_STEP}) as seq
    from till_journal where acked_seq >= ${REACH_STEP} or tab_seq > 0
    order by journal_id limit 500`.execute(tx)
  return rows
}
