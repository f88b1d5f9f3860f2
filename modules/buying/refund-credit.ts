import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { idTaken, unknownOpenBill } from './errors.ts'
import { findBill } from './repository-bills.ts'
import { findPayment } from './repository-payments.ts'
import { findSupplier, lockSupplier } from './repository-suppliers.ts'
import { openPaperDay } from './tax-standing.ts'
import { writePayment } from './write-payment.ts'

/**
 * The supplier pays a credit out instead of taking it off the next bill: all that is open of it.
 *
 * @throws buying.unknown_open_bill, buying.future_day, bookkeeping.day_locked
 */
export async function refundCredit(
  tx: Tx,
  input: { id: string; creditId: string; paidOn: string; account: 'cash' | 'bank' },
): Promise<{ paymentId: string }> {
  const credit = await findBill(tx, input.creditId)
  if (!credit) throw unknownOpenBill()
  await lockSupplier(tx, credit.supplierId)
  const known = await findPayment(tx, input.id)
  if (known && known.supplierId !== credit.supplierId) throw idTaken()
  if (known) return { paymentId: known.id }
  const { day } = await openPaperDay(tx, input.paidOn)
  const open = await findBill(tx, input.creditId)
  if (!open || open.openMinor >= 0) throw unknownOpenBill()
  const supplier = await findSupplier(tx, credit.supplierId)
  await writePayment(
    tx,
    {
      id: input.id,
      supplierId: credit.supplierId,
      supplierName: supplier?.name ?? '',
      paidOn: day,
      account: input.account,
      cashMoveId: null,
      amountMinor: open.openMinor,
      note: '',
    },
    [{ billId: open.id, amountMinor: open.openMinor }],
  )
  await recordAudit(tx, {
    action: 'buying.credit_refunded',
    targetType: 'supplier_bill',
    targetId: open.id,
    detail: { amountMinor: -open.openMinor, account: input.account },
  })
  return { paymentId: input.id }
}
