import type { Tx } from '#modules/kernel/db.ts'
import { namesOf } from './account-shapes.ts'
import { type Account, listAccounts } from './accounts.ts'
import { unknownSlip } from './errors.ts'
import { isOpenDay } from './locks.ts'
import type { ByHand } from './post-by-hand.ts'
import { findEntryHead, todayOf } from './repository.ts'
import {
  findPhoto,
  findSlip,
  type InputTaxSlip,
  insertPhoto,
  selectInputTaxSlips,
  selectNewestSlips,
} from './repository-money.ts'
import { reverseEntry } from './reverse-entry.ts'
import { DIRECTIONS, type Direction } from './shared.ts'

export { recordMoney } from './record-money.ts'
export {
  bookAutomatic,
  bookDue,
  type Due,
  listDue,
  listRecurring,
  listTenantsWithRecurring,
  type Recurring,
  saveRecurring,
  skipDue,
  stopRecurring,
} from './recurring.ts'
export type { InputTaxSlip }

/** Where money lies in this shop: cash, banks; what was put away is left out. */
export async function listMoneyPlaces(tx: Tx): Promise<Account[]> {
  return (await listAccounts(tx)).filter((each) => each.holdsMoney && !each.isArchived)
}

/** Rows of a page of slips. */
const SLIP_PAGE = 30

type Row = NonNullable<Awaited<ReturnType<typeof findSlip>>>
const readSlip = ({ direction, purposeNames, moneyNames, ...row }: Row) => ({
  ...row,
  direction: DIRECTIONS.find((each) => each === direction) ?? ('paid' satisfies Direction),
  purposeNames: namesOf(purposeNames),
  moneyNames: namesOf(moneyNames),
})
/** Money that was paid, received or moved, as it was said, and whether it was undone. */
export type MoneySlip = ReturnType<typeof readSlip>

/** A page of slips, the newest first. @param after the id of the last slip of the page before. */
export async function listMoneySlips(tx: Tx, after?: string) {
  const rows = await selectNewestSlips(tx, SLIP_PAGE + 1, after)
  const slips = rows.slice(0, SLIP_PAGE).map(readSlip)
  return { slips, nextAfter: rows.length > SLIP_PAGE ? slips.at(-1)?.id : undefined }
}

/** One slip. @throws bookkeeping.unknown_slip */
export async function getMoneySlip(tx: Tx, id: string): Promise<MoneySlip> {
  const row = await findSlip(tx, id)
  if (!row) throw unknownSlip()
  return readSlip(row)
}

/**
 * Undoes a slip: on its own day while that is open, else today.
 *
 * @throws bookkeeping.unknown_slip, and what `reverseEntry` throws
 */
export async function undoMoneySlip(
  tx: Tx,
  undo: { slipId: string; reason: string } & ByHand,
): Promise<{ entryId: string }> {
  const slip = await findSlip(tx, undo.slipId)
  const entry = slip && (await findEntryHead(tx, slip.entryId))
  if (!entry) throw unknownSlip()
  const postedOn = (await isOpenDay(tx, entry.postedOn)) ? entry.postedOn : await todayOf(tx)
  const { reason, exceptionReason } = undo
  return reverseEntry(tx, { entryId: entry.id, postedOn, reason, exceptionReason })
}

/**
 * The invoices among what was paid, by the day in the books: for the tax worksheet. What was undone
 * within the time is left out; what was booked before it and undone in it comes with the opposite
 * amounts. So the taxes of the deductible ones add up to what they moved on 進項稅額.
 */
export const listInputTaxSlips = (tx: Tx, from: string, to: string): Promise<InputTaxSlip[]> =>
  selectInputTaxSlips(tx, from, to)

/** Keeps a photograph of a slip that was made small already. Repeating an id keeps the first. */
export async function savePhoto(tx: Tx, photo: { id: string; bytes: Buffer }): Promise<void> {
  await insertPhoto(tx, { ...photo, mediaType: 'image/webp' })
}

/** A photograph's bytes, or undefined; another tenant's does not exist here. */
export const findMoneyPhoto = findPhoto
