import { postEntries } from '#modules/bookkeeping/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import type { Booked, BookingContext } from './bookers.ts'
import { isClockWrong } from './check-sale.ts'
import { paperWanted } from './events.ts'
import { peopleFlags } from './people-flags.ts'
import { findClosedShifts, insertShiftClose, lockForClosing, sumShift } from './repository-shift.ts'
import type { ShiftClosedBody } from './shared.ts'

/**
 * Books that a drawer was counted. What should have been there comes from the books, not from the
 * device; the difference goes to `cashDifference`, so that cash in the books is what was counted.
 */
export async function bookShiftClose(
  tx: Tx,
  body: ShiftClosedBody,
  { tillId, timeZone, now, costCentreId }: BookingContext,
): Promise<Booked> {
  const { shiftId } = body
  await lockForClosing(tx, shiftId)
  const sums = await sumShift(tx, shiftId)
  if (!sums || sums.tillId !== tillId) return { refusal: 'unknown_shift' }
  if ((await findClosedShifts(tx, [shiftId])).has(shiftId)) return { refusal: 'shift_closed' }
  const at = new Date(body.closedAt)
  const { expectedMinor } = sums
  const differenceMinor = body.countedMinor - expectedMinor
  await insertShiftClose(tx, body, expectedMinor)
  await postEntries(tx, [
    {
      kind: 'shift_close',
      postedOn: dayIn(timeZone, at),
      sourceType: 'shift',
      sourceId: shiftId,
      costCentreId,
      postings: [
        { account: 'cash', amountMinor: differenceMinor },
        { account: 'cashDifference', amountMinor: -differenceMinor },
      ],
    },
  ])
  await recordAudit(tx, {
    action: 'pos.shift_closed',
    targetType: 'shift',
    targetId: shiftId,
    detail: { tillId, countedMinor: body.countedMinor, expectedMinor, cashierId: body.cashierId },
  })
  if (body.wantsPaper) await emit(tx, paperWanted, { kind: 'shift_close', shiftId, tillId })
  return {
    flags: [
      ...(body.expectedMinor === expectedMinor ? [] : ['shift_mismatch']),
      ...(await peopleFlags(tx, { ...body, at }, false)),
      ...(isClockWrong(body.closedAt, now) ? ['clock_skew'] : []),
    ],
  }
}
