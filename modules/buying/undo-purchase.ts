import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { alreadyUndone, billCoversMore, billPaid, returnedSince, unknownReceipt } from './errors.ts'
import { findBill, findBillLines } from './repository-bills.ts'
import { readShopDay, readToday } from './repository-days.ts'
import { findPayment, findSettled } from './repository-payments.ts'
import { type FoundLine, findLines, findReceipt } from './repository-receipts.ts'
import { findSupplier, lockSupplier } from './repository-suppliers.ts'
import { wholeBack, writeReturn } from './return-goods.ts'
import { undoBill } from './undo-bill.ts'
import { undoPayment } from './undo-payment.ts'

/**
 * Takes a purchase back that was written down by mistake, today: the payment made with it, its bill
 * and its goods. All of it or nothing: whatever was done with it since has to be taken back first.
 *
 * @returns the paper that takes it back.
 * @throws buying.unknown_receipt, buying.already_undone, buying.returned_since,
 *   buying.bill_covers_more, buying.bill_paid
 */
export async function undoPurchase(
  tx: Tx,
  { receiptId, why }: { receiptId: string; why: string },
): Promise<{ id: string; number: number }> {
  const found = await findReceipt(tx, receiptId)
  if (found?.kind !== 'receipt') throw unknownReceipt()
  const supplier = await lockSupplier(tx, found.supplierId)
  const receipt = await findReceipt(tx, receiptId)
  if (!receipt || receipt.undoneById !== null) throw alreadyUndone()
  const lines = await findLines(tx, [receiptId])
  if (lines.some((line) => line.returnedMilli > 0)) throw returnedSince()
  await undoBillsOf(tx, lines, why)
  const today = await readToday(tx)
  const { occurredAt } = await readShopDay(tx, today)
  const id = newId()
  const number = await writeReturn(
    tx,
    {
      id,
      supplierId: receipt.supplierId,
      supplierName: supplier?.name ?? (await findSupplier(tx, receipt.supplierId))?.name ?? '',
      undoesId: receiptId,
      reason: 'undo',
      note: why,
      pricesIncludeTax: receipt.pricesIncludeTax,
    },
    lines.map(wholeBack),
    { day: today, occurredAt },
  )
  await recordAudit(tx, {
    action: 'buying.purchase_undone',
    targetType: 'purchase_receipt',
    targetId: receiptId,
    detail: { number: receipt.number },
  })
  return { id, number }
}

/** Bills of these goods alone, and money that went for those alone, go back along with them. */
async function undoBillsOf(tx: Tx, lines: readonly FoundLine[], why: string): Promise<void> {
  const receiptId = lines[0]?.receiptId
  for (const billId of new Set(lines.flatMap((line) => line.billId ?? []))) {
    const parts = await findBillLines(tx, billId)
    const isShared = parts.some((part) => part.receiptId !== null && part.receiptId !== receiptId)
    if (isShared) throw billCoversMore()
    for (const { paymentId, amountMinor } of await findSettled(tx, { billId })) {
      const payment = paymentId === null ? undefined : await findPayment(tx, paymentId)
      const bill = await findBill(tx, billId)
      const isWhole =
        payment?.amountMinor === amountMinor &&
        payment.account !== 'till' &&
        bill !== undefined &&
        bill.netMinor + bill.taxMinor === amountMinor
      if (!payment || !isWhole) throw billPaid()
      await undoPayment(tx, { paymentId: payment.id, why })
    }
    await undoBill(tx, { billId })
  }
}
