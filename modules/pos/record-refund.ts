import { postEntries } from '#modules/bookkeeping/index.ts'
import { ensureCustomers, recordTabEntries } from '#modules/crm/index.ts'
import { receiveStock } from '#modules/inventory/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { drawerOpened, saleRefunded } from './events.ts'
import { noteLateCash } from './note-late-cash.ts'
import { refundPostings } from './refund-postings.ts'
import { insertRefund, type RefundToRecord } from './repository-refund.ts'
import type { SaleRefundedBody, Tender } from './shared.ts'

/**
 * Records goods that came back: refund, lines, payments, stock, balanced entry, audit, announcement.
 * All of it, or nothing. Goods come back at the cost they left with; it is no use that is charged.
 *
 * @param refund checked against its sale under the sale's lock.
 * @returns why a person should look at it, if anybody should.
 */
export async function recordRefund(tx: Tx, refund: RefundToRecord): Promise<string[]> {
  const { body, lines, tillId } = refund
  const occurredAt = new Date(body.refundedAt)
  const received = await receiveStock(
    tx,
    lines.flatMap((line, position) =>
      line.isRestocked
        ? [
            {
              productId: line.productId,
              quantityMilli: line.quantityMilli,
              valueMinor: line.costMinor,
              kind: 'refund' as const,
              sourceType: 'sale_refund',
              sourceId: body.refundId,
              sourceLine: position,
              occurredAt,
              locationId: refund.locationId,
            },
          ]
        : [],
    ),
  )
  const sum = (amounts: number[]) => amounts.reduce((total, each) => total + each, 0)
  const taxMinor = sum(lines.map((line) => line.taxMinor))
  const costMinor = sum(lines.map((line) => line.costMinor))
  const enteredMinor = sum(received.map((each) => each.valueMinor))
  const settledMinor = sum(received.map((each) => each.settledMinor))
  const businessDate = dayIn(refund.timeZone, occurredAt)
  const unknown = await ensureCustomers(tx, body.customerId === undefined ? [] : [body.customerId])
  await Promise.all([
    takeOffTab(tx, body),
    insertRefund(tx, refund, { businessDate, taxMinor, costMinor }),
    postEntries(tx, [
      {
        kind: 'refund',
        postedOn: businessDate,
        sourceType: 'sale_refund',
        sourceId: body.refundId,
        memo: body.receiptNo,
        costCentreId: refund.costCentreId,
        postings: refundPostings(
          { payments: body.payments, totalMinor: body.totalMinor, taxMinor },
          { costMinor, enteredMinor, settledMinor },
        ),
      },
    ]),
    recordAudit(tx, {
      action: body.kind === 'void' ? 'pos.sale_voided' : 'pos.sale_refunded',
      targetType: 'sale',
      targetId: body.saleId,
      detail: {
        refundId: body.refundId,
        receiptNo: body.receiptNo,
        totalMinor: body.totalMinor,
        reason: body.reason,
        tillId,
        cashierId: body.cashierId,
        approvedById: body.approvedById,
      },
    }),
    emit(tx, saleRefunded, {
      refundId: body.refundId,
      saleId: body.saleId,
      wantsReceipt: body.wantsReceipt,
      gaveCash: amountOf(body, 'cash') > 0,
    }),
    body.opensDrawer &&
      emit(tx, drawerOpened, { openId: body.refundId, openedAt: body.refundedAt }),
  ])
  const cashMinor = -amountOf(body, 'cash')
  const late = await noteLateCash(tx, [
    {
      shiftId: body.shiftId,
      sourceType: 'sale_refund',
      sourceId: body.refundId,
      cashMinor,
      day: businessDate,
    },
  ])
  return [
    ...(late.size > 0 ? ['late_shift'] : []),
    ...(unknown.size > 0 ? ['unknown_customer'] : []),
  ]
}

/** What of the money goes back one way. */
const amountOf = (body: SaleRefundedBody, tender: Tender): number =>
  body.payments
    .filter((part) => part.tender === tender)
    .reduce((total, part) => total + part.amountMinor, 0)

/** What was on the customer's tab and came back is off it again. */
async function takeOffTab(tx: Tx, body: SaleRefundedBody): Promise<void> {
  const amountMinor = amountOf(body, 'tab')
  if (amountMinor === 0 || body.customerId === undefined) return
  await recordTabEntries(tx, [
    {
      customerId: body.customerId,
      kind: 'refund',
      amountMinor: -amountMinor,
      sourceType: 'sale_refund',
      sourceId: body.refundId,
      occurredAt: new Date(body.refundedAt),
    },
  ])
}
