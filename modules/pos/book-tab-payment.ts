import { postEntries } from '#modules/bookkeeping/index.ts'
import { ensureCustomers, recordTabEntries } from '#modules/crm/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import type { Booker } from './bookers.ts'
import { paperWanted } from './events.ts'
import { noteLateCash } from './note-late-cash.ts'
import { insertTabPayment } from './repository-tab.ts'
import { TENDER_ACCOUNT } from './sale-postings.ts'
import { TabPaidBody } from './shared.ts'

/**
 * Books what a customer paid off: payment, tab, and the money against what customers owe. It may be
 * more than they owe here, since another till may have taken it too: then the shop owes them.
 */
export const bookTabPayment: Booker = async (tx, event, { tillId, timeZone }) => {
  const paid = TabPaidBody.parse(event.body)
  const { paymentId, customerId, amountMinor } = paid
  const isExact = paid.tenderedMinor === amountMinor
  const hasChange = paid.tender === 'cash' && paid.tenderedMinor > amountMinor
  if (!isExact && !hasChange) return { refusal: 'does_not_add_up' }
  const unknown = await ensureCustomers(tx, [customerId])
  const isNew = await insertTabPayment(tx, tillId, paid)
  if (!isNew) return { refusal: 'payment_exists' }
  const source = { sourceType: 'tab_payment', sourceId: paymentId }
  const occurredAt = new Date(paid.paidAt)
  const day = dayIn(timeZone, occurredAt)
  await Promise.all([
    recordTabEntries(tx, [
      { customerId, kind: 'payment', amountMinor: -amountMinor, ...source, occurredAt },
    ]),
    postEntries(tx, [
      {
        kind: 'tab_payment',
        postedOn: day,
        memo: paid.receiptNo,
        ...source,
        postings: [
          { account: TENDER_ACCOUNT[paid.tender], amountMinor },
          { account: 'customerReceivable', amountMinor: -amountMinor },
        ],
      },
    ]),
    recordAudit(tx, {
      action: 'pos.tab_paid',
      targetType: 'customer',
      targetId: customerId,
      detail: { paymentId, receiptNo: paid.receiptNo, amountMinor, cashierId: paid.cashierId },
    }),
  ])
  if (paid.wantsPaper) await emit(tx, paperWanted, { kind: 'tab_payment', paymentId, tillId })
  const cashMinor = paid.tender === 'cash' ? amountMinor : 0
  const late = await noteLateCash(tx, [{ shiftId: paid.shiftId, ...source, cashMinor, day }])
  return {
    flags: [
      ...(late.size > 0 ? ['late_shift'] : []),
      ...(unknown.size > 0 ? ['unknown_customer'] : []),
    ],
  }
}
