import { listEntriesOf, postEntries, postReversal, todayOf } from '#modules/bookkeeping/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import {
  alreadyUndone,
  idTaken,
  laterPayment,
  nothingOwed,
  owedMeanwhile,
  unknownConsignor,
  unknownPayment,
} from './errors.ts'
import {
  findPayment,
  findPaymentsOf,
  insertPayment,
  insertPaymentUndo,
  lockConsignors,
  nextSlipNumber,
  sumOwed,
} from './repository.ts'
import type { PayForm } from './shared.ts'

export const PAYMENT_SOURCE = 'consignment_payment'

/**
 * Pays a neighbour all that is owed to them, today: Dr owed for consignment, Cr where the money was.
 * Repeating an id changes nothing more.
 *
 * @throws consignment.unknown_consignor, consignment.nothing_owed, consignment.owed_meanwhile when it is
 *   another amount than the page showed
 */
export async function payConsignor(tx: Tx, form: PayForm): Promise<{ id: string; number: number }> {
  const [consignor] = await lockConsignors(tx, [form.consignorId])
  if (!consignor) throw unknownConsignor()
  const known = await findPayment(tx, form.id)
  if (known && known.consignorId !== consignor.id) throw idTaken()
  if (known) return { id: known.id, number: known.number }
  const owedMinor = await sumOwed(tx, consignor.id)
  if (owedMinor <= 0) throw nothingOwed()
  if (owedMinor !== form.shownMinor) throw owedMeanwhile(owedMinor)
  const number = await nextSlipNumber(tx)
  const { id, account } = form
  const paidOn = await todayOf(tx)
  await insertPayment(tx, {
    id,
    number,
    consignorId: consignor.id,
    paidOn,
    account,
    amountMinor: owedMinor,
  })
  await postEntries(tx, [
    {
      kind: 'consignment_payment',
      postedOn: paidOn,
      sourceType: PAYMENT_SOURCE,
      sourceId: id,
      memo: consignor.name,
      postings: [
        { account: 'consignmentPayable', amountMinor: owedMinor },
        { account, amountMinor: -owedMinor },
      ],
    },
  ])
  await recordAudit(tx, {
    action: 'consignment.paid',
    targetType: 'consignor',
    targetId: consignor.id,
    detail: { paymentId: id, amountMinor: owedMinor, account },
  })
  return { id, number }
}

/**
 * Takes the latest payment back, today: the money is where it was, and all of it is owed again.
 *
 * @param why stands in the journal beside it.
 * @throws consignment.unknown_payment, consignment.already_undone, consignment.later_payment
 */
export async function undoPayment(
  tx: Tx,
  { paymentId, why }: { paymentId: string; why: string },
): Promise<{ id: string }> {
  const found = await findPayment(tx, paymentId)
  if (!found) throw unknownPayment()
  await lockConsignors(tx, [found.consignorId])
  // Again under the lock: two people may press at the same moment.
  const payment = await findPayment(tx, paymentId)
  if (!payment || payment.undoneOn !== null) throw alreadyUndone()
  const latest = await findPaymentsOf(tx, payment.consignorId, 50)
  const isLater = latest.some((each) => each.undoneOn === null && each.number > payment.number)
  if (isLater) throw laterPayment()
  await insertPaymentUndo(tx, { paymentId, undoneOn: await todayOf(tx) })
  for (const entry of await listEntriesOf(tx, PAYMENT_SOURCE, paymentId)) {
    await postReversal(tx, {
      entryId: entry.id,
      reason: why,
      kind: 'consignment_payment_undone',
    })
  }
  await recordAudit(tx, {
    action: 'consignment.payment_undone',
    targetType: 'consignor',
    targetId: payment.consignorId,
    detail: { paymentId, amountMinor: payment.amountMinor },
  })
  return { id: paymentId }
}
