import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import type { Booked, BookingContext } from './bookers.ts'
import { checkRefund } from './check-refund.ts'
import { isClockWrong } from './check-sale.ts'
import { peopleFlags } from './people-flags.ts'
import { recordRefund } from './record-refund.ts'
import { findReturnable, hasRefund, lockSaleForRefund } from './repository-refund.ts'
import { TILL_RULES } from './settings.ts'
import type { SaleRefundedBody } from './shared.ts'

/**
 * Books goods that came back, once and never more than were sold: what any device refunded before
 * is counted under a lock on the sale. Money the books can't give back is never booked halfway:
 * the refund is kept whole, and a person decides.
 */
export async function bookRefund(
  tx: Tx,
  body: SaleRefundedBody,
  context: BookingContext,
): Promise<Booked> {
  await lockSaleForRefund(tx, body.saleId)
  if (await hasRefund(tx, body.refundId)) return { refusal: 'refund_exists' }
  const sale = await findReturnable(tx, body.saleId)
  if (!sale) return { refusal: 'unknown_sale' }
  const checked = checkRefund(body, sale)
  if ('refusal' in checked) return checked
  const { tillId, timeZone, locationId, costCentreId } = context
  const place = { tillId, timeZone, locationId, costCentreId }
  const recorded = await recordRefund(tx, { body, lines: checked.lines, ...place })
  return {
    flags: [
      ...checked.flags,
      ...recorded,
      ...(await findPeopleFlags(tx, body)),
      ...(isClockWrong(body.refundedAt, context.now) ? ['clock_skew'] : []),
    ],
  }
}

/** Above the shop's amount somebody in charge agrees. */
async function findPeopleFlags(tx: Tx, body: SaleRefundedBody): Promise<string[]> {
  const at = new Date(body.refundedAt)
  const rules = await readSetting(tx, TILL_RULES, at)
  return peopleFlags(tx, { ...body, at }, body.totalMinor > rules.refundApprovalMinor)
}
