import { listEntriesOf, postReversal } from '#modules/bookkeeping/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { alreadyUndone, unknownPayment } from './errors.ts'
import { readToday } from './repository-days.ts'
import {
  findPayment,
  findSettlementsOf,
  insertPaymentUndo,
  insertSettlements,
} from './repository-payments.ts'
import { lockSupplier } from './repository-suppliers.ts'
import { PAYMENT_SOURCE, SETTLEMENT_SOURCE } from './write-payment.ts'

/**
 * Takes a payment back, today: what it had settled is open again, and the money is where it was.
 *
 * @param why stands in the journal beside it.
 * @throws buying.unknown_payment, buying.already_undone
 */
export async function undoPayment(
  tx: Tx,
  { paymentId, why }: { paymentId: string; why: string },
): Promise<{ id: string }> {
  const found = await findPayment(tx, paymentId)
  if (!found) throw unknownPayment()
  await lockSupplier(tx, found.supplierId)
  // Again under the lock: two people may press at the same moment.
  const payment = await findPayment(tx, paymentId)
  if (!payment || payment.undoneOn !== null) throw alreadyUndone()
  const today = await readToday(tx)
  const settled = await findSettlementsOf(tx, paymentId)
  await insertPaymentUndo(tx, { paymentId, undoneOn: today })
  await insertSettlements(
    tx,
    settled.map((each) => ({
      ...each,
      id: newId(),
      amountMinor: -each.amountMinor,
      settledOn: today,
    })),
  )
  const [own] = await listEntriesOf(tx, PAYMENT_SOURCE, paymentId)
  // What bills took of it later, while it was an advance, was booked on its own.
  const later = []
  for (const each of settled) later.push(...(await listEntriesOf(tx, SETTLEMENT_SOURCE, each.id)))
  for (const entry of own ? [own, ...later] : later) {
    await postReversal(tx, { entryId: entry.id, reason: why, kind: 'supplier_payment_undone' })
  }
  await recordAudit(tx, {
    action: 'buying.payment_undone',
    targetType: 'supplier_payment',
    targetId: paymentId,
    detail: { amountMinor: payment.amountMinor },
  })
  return { id: paymentId }
}
