import { listEntriesOf, postEntries } from '#modules/bookkeeping/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { postingsOf } from './bill-postings.ts'
import { alreadyUndone, billPaid, unknownBill } from './errors.ts'
import { findBill, findBillLines, insertBillUndo } from './repository-bills.ts'
import { readShopDay, readToday } from './repository-days.ts'
import { lockSupplier } from './repository-suppliers.ts'
import { BILL_SOURCE } from './write-bill.ts'

/**
 * Takes a bill back that nothing was paid of, today: what it had booked goes the other way, and its
 * goods wait for a bill again.
 *
 * @throws buying.unknown_bill, buying.already_undone, buying.bill_paid
 */
export async function undoBill(tx: Tx, { billId }: { billId: string }): Promise<{ id: string }> {
  const found = await findBill(tx, billId)
  if (!found) throw unknownBill()
  await lockSupplier(tx, found.supplierId)
  // Again under the lock, because somebody may pay it at the same moment.
  const bill = await findBill(tx, billId)
  if (!bill) throw unknownBill()
  if (bill.isUndone) throw alreadyUndone()
  const totalMinor = bill.netMinor + bill.taxMinor
  if (bill.openMinor !== totalMinor) throw billPaid()
  const today = await readToday(tx)
  const { occurredAt } = await readShopDay(tx, today)
  const lines = await findBillLines(tx, billId)
  const source = { sourceType: UNDO_SOURCE, sourceId: billId, occurredAt, postedOn: today }
  const debits = await postingsOf(tx, lines, source, -1)
  const landed = lines.flatMap((line) =>
    line.kind === 'freight' && line.receiptId === null ? line.valueMinor : [],
  )
  await insertBillUndo(tx, { billId, undoneOn: today })
  const [entry] = await listEntriesOf(tx, BILL_SOURCE, billId)
  await postEntries(tx, [
    {
      kind: 'supplier_bill_undone',
      postedOn: today,
      sourceType: BILL_SOURCE,
      sourceId: billId,
      reversesId: entry?.id,
      postings: [
        ...debits,
        // Freight that came in with the goods was in what they were booked at.
        { account: 'goodsReceived', amountMinor: -landed.reduce((sum, each) => sum + each, 0) },
        { account: 'inputTax', amountMinor: bill.deductsTax ? -bill.taxMinor : 0 },
        { account: 'payable', amountMinor: totalMinor },
      ],
    },
  ])
  await recordAudit(tx, {
    action: 'buying.bill_undone',
    targetType: 'supplier_bill',
    targetId: billId,
    detail: { totalMinor },
  })
  return { id: billId }
}

/** Moves of value name the undoing, because the bill's own moves have its lines already. */
const UNDO_SOURCE = 'supplier_bill_undo'
