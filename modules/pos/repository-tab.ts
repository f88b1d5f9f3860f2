import type { Tx } from '#modules/kernel/db.ts'
import type { TabPaidBody } from './shared.ts'

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
