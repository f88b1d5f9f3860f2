import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { addDay, namesOf } from './account-shapes.ts'
import { requireAccounts } from './accounts.ts'
import { requireCostCentre } from './cost-centres.ts'
import { notDue, notMoney, samePlace, unknownRecurring } from './errors.ts'
import type { ByHand } from './post-by-hand.ts'
import { recordDueMoney } from './record-money.ts'
import { lockBooks, todayOf } from './repository.ts'
import {
  archiveRecurring,
  type findRecurring,
  findTurnsTaken,
  insertSkip,
  selectRecurring,
  upsertRecurring,
} from './repository-recurring.ts'
import { dueDays, isMovable, type RecurringInput } from './shared.ts'

export { listTenantsWithRecurring } from './repository-recurring.ts'

/** Older turns than this nobody asks about any more. */
const LOOK_BACK_DAYS = 400

type Row = NonNullable<Awaited<ReturnType<typeof findRecurring>>>
const readRecurring = ({ purposeNames, moneyNames, ...row }: Row) => ({
  ...row,
  direction: row.direction === 'received' ? ('received' as const) : ('paid' as const),
  purposeNames: namesOf(purposeNames),
  moneyNames: namesOf(moneyNames),
})
/** Something that is paid or received every month. */
export type Recurring = ReturnType<typeof readRecurring>
/** One of its turns that is neither booked nor left out. */
export type Due = Recurring & { dueOn: string }

/** Everything that is paid or received every month. */
export async function listRecurring(tx: Tx): Promise<Recurring[]> {
  return (await selectRecurring(tx)).map(readRecurring)
}

/** Adds something monthly or changes it. @throws bookkeeping.not_money, bookkeeping.same_place */
export async function saveRecurring(tx: Tx, input: RecurringInput): Promise<{ id: string }> {
  const { purposeCode, moneyCode, direction } = input
  const accounts = await requireAccounts(tx, [purposeCode, moneyCode])
  const money = accounts.get(moneyCode)
  if (!money?.holdsMoney && !isMovable(moneyCode, direction))
    throw notMoney(money?.name ?? moneyCode)
  if (purposeCode === moneyCode) throw samePlace()
  await requireCostCentre(tx, input.costCentreId)
  await upsertRecurring(tx, input)
  await recordAudit(tx, {
    action: 'bookkeeping.recurring_saved',
    targetType: 'recurring_money',
    targetId: input.id,
    detail: { amountMinor: input.amountMinor, booksItself: input.booksItself },
  })
  return { id: input.id }
}

/** From now on it is not due any more. @throws bookkeeping.unknown_recurring */
export async function stopRecurring(tx: Tx, { id }: { id: string }): Promise<null> {
  if (!(await archiveRecurring(tx, id))) throw unknownRecurring()
  return null
}

/** What is due today or was before, and waits for a tap; the earliest first. */
export async function listDue(tx: Tx): Promise<Due[]> {
  const today = await todayOf(tx)
  const since = addDay(today, -LOOK_BACK_DAYS)
  const taken = await findTurnsTaken(tx, since)
  const all = await listRecurring(tx)
  return all
    .flatMap((recurring) => {
      const from = recurring.startsOn > since ? recurring.startsOn : since
      return dueDays(recurring.dayOfMonth, from, today).map((dueOn) => ({ ...recurring, dueOn }))
    })
    .filter(({ id, dueOn }) => !taken.has(`${id} ${dueOn}`))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}

/**
 * Books one turn.
 *
 * @param turn `amountMinor` where it was another amount this time.
 * @throws bookkeeping.not_due when it was booked or left out before, and what `recordMoney` throws
 */
export async function bookDue(
  tx: Tx,
  turn: { recurringId: string; dueOn: string; amountMinor?: number | undefined },
  byHand: ByHand = {},
): Promise<{ slipId: string; entryId: string }> {
  await lockBooks(tx)
  const due = await findDue(tx, turn)
  return book(tx, { ...due, amountMinor: turn.amountMinor ?? due.amountMinor }, byHand)
}

/** This turn was not paid. @throws bookkeeping.not_due */
export async function skipDue(tx: Tx, turn: { recurringId: string; dueOn: string }): Promise<null> {
  await lockBooks(tx)
  await findDue(tx, turn)
  await insertSkip(tx, { recurringId: turn.recurringId, dueOn: turn.dueOn })
  return null
}

/** Books what is due and was said to book itself. @returns how many turns. */
export async function bookAutomatic(tx: Tx): Promise<number> {
  await lockBooks(tx)
  const due = (await listDue(tx)).filter((each) => each.booksItself)
  for (const each of due) await book(tx, each)
  return due.length
}

async function findDue(tx: Tx, turn: { recurringId: string; dueOn: string }): Promise<Due> {
  const due = (await listDue(tx)).find(
    (each) => each.id === turn.recurringId && each.dueOn === turn.dueOn,
  )
  if (!due) throw notDue()
  return due
}

/** @param byHand left out for what books itself. */
function book(tx: Tx, due: Due, byHand?: ByHand) {
  const { direction, amountMinor, purposeCode, moneyCode, note } = due
  return recordDueMoney(
    tx,
    {
      id: newId(),
      direction,
      day: due.dueOn,
      amountMinor,
      purposeCode,
      moneyCode,
      feeMinor: 0,
      note,
      costCentreId: due.costCentreId ?? undefined,
    },
    { recurringId: due.id, dueOn: due.dueOn },
    { isAutomatic: byHand === undefined, ...(byHand && { byHand }) },
  )
}
