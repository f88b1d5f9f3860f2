import { postEntries } from '#modules/bookkeeping/index.ts'
import type { AccountName } from '#modules/bookkeeping/shared.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import type { Booked, BookingContext } from './bookers.ts'
import { isClockWrong } from './check-sale.ts'
import { noteLateCash } from './note-late-cash.ts'
import { peopleFlags } from './people-flags.ts'
import { insertCashMove } from './repository-shift.ts'
import { TILL_RULES } from './settings.ts'
import type { CashMovedBody, CashReason } from './shared.ts'

/** The other side of cash that goes in or out. Coins come from the bank, and notes go there. */
const ACCOUNT: Record<CashReason, AccountName> = {
  change: 'bank',
  bank: 'bank',
  supplier: 'payable',
  expense: 'otherCost',
  owner: 'capital',
  other: 'otherCost',
}

/** Books money that went into the drawer or out of it beside sales. */
export async function bookCashMove(
  tx: Tx,
  body: CashMovedBody,
  { tillId, timeZone, now, costCentreId }: BookingContext,
): Promise<Booked> {
  const at = new Date(body.movedAt)
  const day = dayIn(timeZone, at)
  const cashMinor = body.direction === 'in' ? body.amountMinor : -body.amountMinor
  const { moveId, shiftId } = body
  await insertCashMove(tx, tillId, body)
  await postEntries(tx, [
    {
      kind: 'cash_move',
      postedOn: day,
      sourceType: 'cash_move',
      sourceId: moveId,
      memo: body.note ?? '',
      costCentreId,
      postings: [
        { account: 'cash', amountMinor: cashMinor },
        { account: ACCOUNT[body.reason], amountMinor: -cashMinor },
      ],
    },
  ])
  await recordAudit(tx, {
    action: 'pos.cash_moved',
    targetType: 'cash_move',
    targetId: moveId,
    detail: {
      direction: body.direction,
      reason: body.reason,
      amountMinor: body.amountMinor,
      tillId,
      cashierId: body.cashierId,
      approvedById: body.approvedById,
    },
  })
  const row = { shiftId, sourceType: 'cash_move', sourceId: moveId, cashMinor, day }
  const late = await noteLateCash(tx, [row])
  const { cashOutApprovalMinor } = await readSetting(tx, TILL_RULES, at)
  const needsApproval = body.direction === 'out' && body.amountMinor > cashOutApprovalMinor
  return {
    flags: [
      ...(late.has(moveId) ? ['late_shift'] : []),
      ...(await peopleFlags(tx, { ...body, at }, needsApproval)),
      ...(isClockWrong(body.movedAt, now) ? ['clock_skew'] : []),
    ],
  }
}
