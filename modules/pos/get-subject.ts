import type { Tx } from '#modules/kernel/db.ts'
import { unknownSubject } from './errors.ts'
import { planBooking } from './plan-booking.ts'
import { findResolution, findSubject } from './repository-resolution.ts'
import { SaleCompletedBody, SaleRefundedBody } from './shared.ts'

/**
 * One thing that a till sent and that a person should look at: what it says as far as it can be
 * read, what was decided about it, and what booking it would do now.
 *
 * @throws pos.unknown_subject
 */
export async function getSubject(tx: Tx, subjectId: string) {
  const subject = await findSubject(tx, subjectId)
  if (!subject || subject.kind === 'posted') throw unknownSubject()
  const resolution = await findResolution(tx, subjectId)
  const isOpen = !resolution && subject.kind !== 'posted_flagged'
  const plan = isOpen ? await planBooking(tx, subject) : undefined
  const { id, kind, type, reasons, receivedAt, wallAt, tillName } = subject
  return {
    id,
    kind,
    type,
    reasons,
    receivedAt,
    wallAt,
    tillName,
    said: said(subject.body),
    resolution,
    plan:
      plan?.kind === 'refund'
        ? { kind: plan.kind, bookMinor: plan.refund.totalMinor, lostMinor: plan.lostMinor }
        : plan?.kind === 'sale'
          ? { kind: plan.kind, bookMinor: plan.sale.totalMinor, lostMinor: 0 }
          : plan,
  }
}
export type SubjectDetail = Awaited<ReturnType<typeof getSubject>>

/** What the device said, as far as it can be read; nothing of it has been checked. */
function said(body: unknown) {
  const sale = SaleCompletedBody.safeParse(body).data
  const refund = SaleRefundedBody.safeParse(body).data
  const read = sale ?? refund
  return {
    saleId: read?.saleId ?? null,
    receiptNo: read?.receiptNo ?? null,
    totalMinor: read?.totalMinor ?? null,
    lines: (read?.lines ?? []).map(({ name, unit, quantityMilli, totalMinor }) => ({
      name,
      unit,
      quantityMilli,
      totalMinor,
    })),
  }
}
