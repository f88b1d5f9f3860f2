import { addDay, enterJournal, todayOf } from '#modules/bookkeeping/index.ts'
import { ACCOUNTS } from '#modules/bookkeeping/shared.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import {
  checkAhead,
  checkBeforeOpening,
  checkDiffers,
  checkOpening,
  checkUnmatched,
  openingAgrees,
  unknownBankAccount,
} from './errors.ts'
import { findBankAccount, findLastLine, lockBankAccount } from './repository.ts'
import { insertCheck, selectChecks, sumLedger, sumLines, sumMatched } from './repository-checks.ts'
import { selectFreePostings, selectOpenLines } from './repository-matches.ts'
import type { CheckForm } from './shared.ts'

/** The most lines and postings that are listed on either side. */
const LISTED = 500

/**
 * What the bank says on a day beside what the books say, and everything in between. It always holds:
 * bank − books = missing + opening + unmatched lines + later postings − waiting postings.
 */
export interface Comparison {
  through: string
  /** What the bank says. */
  statementMinor: number
  ledgerMinor: number
  /** Bank less books. */
  differenceMinor: number
  /** The bank's balance less what its lines add up to: lines that were not taken in yet. */
  missingMinor: number
  /** What the books had too little, or too much, on the day the account begins. */
  openingMinor: number
  /** Lines that nothing in the books stands for; the earliest of very many. */
  openLines: Awaited<ReturnType<typeof selectOpenLines>>
  openLinesMinor: number
  /** In the books and not at the bank yet on that day: a usual thing around the end of a month. */
  waiting: Awaited<ReturnType<typeof selectFreePostings>>
  waitingMinor: number
  /** At the bank by then, and in the books on a later day. */
  laterMinor: number
  /** Nothing is missing and every line is matched. */
  agrees: boolean
}

type Account = NonNullable<Awaited<ReturnType<typeof findBankAccount>>>

/**
 * Compares a balance of the bank with the books. Nothing is written.
 *
 * @param asked without `statementMinor` what the lines say, without `through` the day of the last line.
 * @throws banking.unknown_bank_account, banking.check_before_opening, banking.check_ahead
 */
export async function compareBalance(
  tx: Tx,
  bankAccountId: string,
  asked: { through?: string | undefined; statementMinor?: number | undefined } = {},
): Promise<Comparison> {
  const account = await findBankAccount(tx, bankAccountId)
  if (!account) throw unknownBankAccount()
  const today = await todayOf(tx)
  const last = await findLastLine(tx, bankAccountId, today)
  const through = asked.through ?? last?.bookedOn ?? account.openingOn
  if (through < account.openingOn) throw checkBeforeOpening(account.openingOn)
  if (through > today) throw checkAhead(through)
  return compare(tx, account, through, asked.statementMinor)
}

async function compare(
  tx: Tx,
  account: Account,
  through: string,
  said: number | undefined,
): Promise<Comparison> {
  const { id, accountCode, openingOn } = account
  const { sumMinor } = await sumLines(tx, id, through)
  const fromLines = account.openingMinor + sumMinor
  const statementMinor = said ?? fromLines
  const [ledgerAtOpening = 0, ledgerMinor = 0] = await sumLedger(tx, accountCode, [
    openingOn,
    through,
  ])
  const matched = await sumMatched(tx, id, openingOn, through)
  const openLines = await selectOpenLines(tx, id, { limit: LISTED, through })
  const waiting = await selectFreePostings(tx, accountCode, {
    from: addDay(openingOn, 1),
    to: through,
    limit: LISTED,
    cancelledBy: through,
    heldThrough: through,
  })
  const { beforeMinor, withinMinor, laterMinor } = matched
  const missingMinor = statementMinor - fromLines
  const openingMinor = account.openingMinor - ledgerAtOpening + beforeMinor
  return {
    through,
    statementMinor,
    ledgerMinor,
    differenceMinor: statementMinor - ledgerMinor,
    missingMinor,
    openingMinor,
    openLines,
    // A match adds up to its line, so what the matched lines come to is what they hold.
    openLinesMinor: sumMinor - beforeMinor - withinMinor - laterMinor,
    waiting,
    waitingMinor: ledgerMinor - ledgerAtOpening - withinMinor,
    laterMinor,
    agrees: missingMinor === 0 && openingMinor === 0 && openLines.length === 0,
  }
}

/**
 * Says that the bank and the books agree up to a day: all lines are there and each is in the books.
 * The same id twice is one.
 *
 * @throws banking.check_differs when lines are missing, banking.check_unmatched, banking.check_opening,
 *   and what `compareBalance` throws
 */
export async function confirmBalance(
  tx: Tx,
  bankAccountId: string,
  { id, through, statementMinor }: CheckForm,
): Promise<{ id: string }> {
  await lockBankAccount(tx, bankAccountId)
  const found = await compareBalance(tx, bankAccountId, { through, statementMinor })
  if (found.missingMinor !== 0) throw checkDiffers(found.missingMinor)
  if (found.openLines.length > 0) throw checkUnmatched(found.openLines.length)
  if (found.openingMinor !== 0) throw checkOpening(found.openingMinor)
  const { ledgerMinor } = found
  const isNew = await insertCheck(tx, { id, bankAccountId, through, statementMinor, ledgerMinor })
  if (!isNew) return { id }
  await recordAudit(tx, {
    action: 'banking.balance_confirmed',
    targetType: 'bank_account',
    targetId: bankAccountId,
    detail: { through, statementMinor, ledgerMinor },
  })
  return { id }
}

/** A day up to which bank and books agreed, and whether they still do. */
export interface BalanceCheck {
  id: string
  through: string
  statementMinor: number
  createdAt: Date
  byName: string | null
  /** What was changed since, in the books up to that day; zero when nothing. */
  changedMinor: number
  /** Lines up to that day that were taken apart or came in since. */
  openLines: number
  isBroken: boolean
}

const CHECKS_SHOWN = 12

/** The newest checks, the latest day first, each compared again with what is there now. */
export async function listChecks(tx: Tx, bankAccountId: string): Promise<BalanceCheck[]> {
  const account = await findBankAccount(tx, bankAccountId)
  if (!account) throw unknownBankAccount()
  const checks: BalanceCheck[] = []
  for (const { ledgerMinor, ...check } of await selectChecks(tx, bankAccountId, CHECKS_SHOWN)) {
    const now = await compare(tx, account, check.through, check.statementMinor)
    const changedMinor = now.ledgerMinor - ledgerMinor
    checks.push({
      ...check,
      changedMinor,
      openLines: now.openLines.length,
      isBroken: changedMinor !== 0 || !now.agrees,
    })
  }
  return checks
}

/**
 * Books what the books have too little, or too much, on the day a bank account begins, as brought in
 * by the owner. The same `entryId` twice books once.
 *
 * @param input `memo` stands on the entry.
 * @throws banking.opening_agrees when there is no difference, and what `enterJournal` throws
 */
export async function bookOpening(
  tx: Tx,
  input: { bankAccountId: string; entryId: string; memo: string },
): Promise<null> {
  await lockBankAccount(tx, input.bankAccountId)
  const account = await findBankAccount(tx, input.bankAccountId)
  if (!account) throw unknownBankAccount()
  const { openingMinor } = await compare(tx, account, account.openingOn, undefined)
  if (openingMinor === 0) throw openingAgrees()
  const { entryId } = await enterJournal(tx, {
    id: input.entryId,
    postedOn: account.openingOn,
    memo: input.memo,
    postings: [
      { code: account.accountCode, amountMinor: openingMinor },
      { code: ACCOUNTS.capital.code, amountMinor: -openingMinor },
    ],
  })
  assert(entryId === input.entryId, 'an entry has the id that was asked for')
  return null
}
