import { postEntries } from '#modules/bookkeeping/index.ts'
import { recordTabEntries } from '#modules/crm/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import type { Booker } from './bookers.ts'
import { noteLateCash } from './note-late-cash.ts'
import { insertTabUndo } from './repository-tab.ts'
import { TENDER_ACCOUNT } from './sale-postings.ts'
import { TabPaymentUndoneBody } from './shared.ts'

/** Books that a payment of a tab was a slip of the finger: the customer owes it again, once. */
export const bookTabUndo: Booker = async (tx, event, { tillId, timeZone }) => {
  const undone = TabPaymentUndoneBody.parse(event.body)
  const { undoId, paymentId, customerId, amountMinor, tender } = undone
  const refusal = await insertTabUndo(tx, tillId, undone)
  if (refusal) return { refusal }
  const source = { sourceType: 'tab_payment', sourceId: undoId }
  const occurredAt = new Date(undone.undoneAt)
  const day = dayIn(timeZone, occurredAt)
  await Promise.all([
    recordTabEntries(tx, [{ customerId, kind: 'payment', amountMinor, ...source, occurredAt }]),
    postEntries(tx, [
      {
        kind: 'tab_payment',
        postedOn: day,
        ...source,
        postings: [
          { account: 'customerReceivable', amountMinor },
          { account: TENDER_ACCOUNT[tender], amountMinor: -amountMinor },
        ],
      },
    ]),
    recordAudit(tx, {
      action: 'pos.tab_payment_undone',
      targetType: 'customer',
      targetId: customerId,
      detail: { undoId, paymentId, amountMinor, cashierId: undone.cashierId },
    }),
  ])
  const cashMinor = tender === 'cash' ? -amountMinor : 0
  const late = await noteLateCash(tx, [{ shiftId: undone.shiftId, ...source, cashMinor, day }])
  return { flags: late.size > 0 ? ['late_shift'] : [] }
}
