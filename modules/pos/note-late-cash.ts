import { postEntries } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import {
  type CorrectionRow,
  findClosedShifts,
  holdShifts,
  insertCorrections,
} from './repository-shift.ts'

/** What something did to the drawer of its shift. */
export interface ShiftCash extends CorrectionRow {
  /** Whole NT$: into the drawer is positive, out of it negative. */
  cashMinor: number
  /** The day in the tenant's time zone that the books have it on, `YYYY-MM-DD`. */
  day: string
}

/**
 * For everything booked into a shift: finds what arrived after the shift's closing. The drawer had
 * been counted with it, so its cash goes off `cash` again and off the difference that was found.
 *
 * @param rows each source once; call it in the transaction that books the source.
 * @returns the `sourceId`s that came late: their events are flagged `late_shift`.
 */
export async function noteLateCash(
  tx: Tx,
  rows: readonly ShiftCash[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set()
  const shiftIds = rows.map((row) => row.shiftId)
  await holdShifts(tx, shiftIds)
  const closed = await findClosedShifts(tx, shiftIds)
  const late = rows.filter((row) => closed.has(row.shiftId))
  if (late.length === 0) return new Set()
  await insertCorrections(
    tx,
    late.map(({ day: _day, ...row }) => row),
  )
  await postEntries(
    tx,
    late.map((row) => ({
      kind: 'shift_correction',
      postedOn: row.day,
      sourceType: row.sourceType,
      sourceId: row.sourceId,
      postings: [
        { account: 'cash', amountMinor: -row.cashMinor },
        { account: 'cashDifference', amountMinor: row.cashMinor },
      ],
    })),
  )
  return new Set(late.map((row) => row.sourceId))
}
