import { postEntries } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { insertPayment, type PaymentRow } from './repository-payments.ts'

export const PAYMENT_SOURCE = 'supplier_payment'

export const SETTLEMENT_SOURCE = 'supplier_settlement'

/**
 * Writes down money that went to a supplier, and which bills it settles: Dr payable, and Dr paid in
 * advance for what no bill takes; Cr where it came from. What a till paid stands on payable already.
 *
 * @param settles how much of which bill; together not more than the payment.
 */
export async function writePayment(
  tx: Tx,
  payment: PaymentRow & { supplierName: string },
  settles: readonly { billId: string; amountMinor: number }[],
): Promise<void> {
  const { supplierName, ...row } = payment
  const settledMinor = settles.reduce((sum, each) => sum + each.amountMinor, 0)
  await insertPayment(
    tx,
    row,
    settles.map((each) => ({
      ...each,
      id: newId(),
      supplierId: row.supplierId,
      paymentId: row.id,
      creditId: null,
      settledOn: row.paidOn,
    })),
  )
  const from = row.account === 'till' ? 'payable' : row.account
  await postEntries(tx, [
    {
      kind: 'supplier_payment',
      postedOn: row.paidOn,
      sourceType: PAYMENT_SOURCE,
      sourceId: row.id,
      memo: supplierName,
      postings: [
        { account: 'payable', amountMinor: settledMinor },
        { account: 'supplierAdvance', amountMinor: row.amountMinor - settledMinor },
        { account: from, amountMinor: -row.amountMinor },
      ],
    },
  ])
}
