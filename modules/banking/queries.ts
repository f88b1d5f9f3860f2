import { todayOf } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { listChecks } from './check-balance.ts'
import { unknownBankAccount, unknownLine } from './errors.ts'
import { findBankAccount, findLastLine, selectBankAccounts } from './repository.ts'
import { sumLedger, sumLines } from './repository-checks.ts'
import {
  countOpenLines,
  type FreePosting,
  findLine,
  findMatchOfLine,
  type LineRow,
  selectBrokenLines,
  selectFreePostings,
  selectLines,
  selectMatched,
  selectOpenLines,
} from './repository-matches.ts'
import { listRules, type Rule } from './rules.ts'
import { listUnsettled } from './settlements.ts'
import { MAX_FEE_PPM } from './shared.ts'
import { DAYS_APART, findSettlements, ruleFor, type Settlement, suggest } from './suggest.ts'

/** An account at a bank with what it and the books say now. */
export interface BankAccount {
  id: string
  name: string
  lastDigits: string
  accountCode: string
  accountName: string
  openingOn: string
  openingMinor: number
  /** The day of the last line; undefined before the first. */
  lastOn: string | undefined
  /** What the bank's lines come to. */
  bankMinor: number
  /** What the books say today. */
  ledgerMinor: number
  /** Lines that nothing in the books stands for yet. */
  openCount: number
}

/** All bank accounts, in the order in which they were added. */
export async function listBankAccounts(tx: Tx): Promise<BankAccount[]> {
  const accounts: BankAccount[] = []
  for (const row of await selectBankAccounts(tx).execute()) accounts.push(await tell(tx, row))
  return accounts
}

/** One bank account. @throws banking.unknown_bank_account */
export async function getBankAccount(tx: Tx, id: string): Promise<BankAccount> {
  const row = await findBankAccount(tx, id)
  if (!row) throw unknownBankAccount()
  return tell(tx, row)
}

type Row = NonNullable<Awaited<ReturnType<typeof findBankAccount>>>

async function tell(tx: Tx, { layout: _, ...row }: Row): Promise<BankAccount> {
  const today = await todayOf(tx)
  const last = await findLastLine(tx, row.id, 'infinity')
  const { sumMinor } = await sumLines(tx, row.id, 'infinity')
  const [ledgerMinor = 0] = await sumLedger(tx, row.accountCode, [today])
  return {
    ...row,
    lastOn: last?.bookedOn,
    bankMinor: row.openingMinor + sumMinor,
    ledgerMinor,
    openCount: await countOpenLines(tx, row.id),
  }
}

/** A line that waits, and what it most likely is. */
export interface OpenLine extends LineRow {
  posting: FreePosting | undefined
  /** Nothing else could be meant by it. */
  isSure: boolean
  rule: Rule | undefined
  settlement: Settlement | undefined
}

/** Rows of a page of lines. */
const PAGE = 40

/** Lines that wait, the earliest first, each with what it most likely is. */
export async function listOpenLines(tx: Tx, id: string): Promise<OpenLine[]> {
  const account = await findBankAccount(tx, id)
  if (!account) throw unknownBankAccount()
  const lines = await selectOpenLines(tx, id, { limit: PAGE })
  const [first, last] = [lines[0], lines.at(-1)]
  if (!first || !last) return []
  const postings = await selectFreePostings(tx, account.accountCode, {
    from: daysFrom(first.bookedOn, -DAYS_APART),
    to: daysFrom(last.bookedOn, DAYS_APART),
    amounts: [...new Set(lines.map((line) => line.amountMinor))],
    limit: 1000,
  })
  const found = suggest(lines, postings, await listRules(tx, id))
  const sold = await listUnsettled(tx, lines)
  return lines.map((line) => {
    const suggestion = found.get(line.id)
    const posting = suggestion?.kind === 'posting' ? suggestion.posting : undefined
    const rule = suggestion?.kind === 'rule' ? suggestion.rule : undefined
    return {
      ...line,
      posting,
      isSure: suggestion?.kind === 'posting' && suggestion.isSure,
      rule,
      settlement: suggestion ? undefined : findSettlements(line, sold, MAX_FEE_PPM)[0],
    }
  })
}

/** A page of all lines, the latest first. @param after the last line of the page before. */
export async function listLines(tx: Tx, id: string, after?: string) {
  const rows = await selectLines(tx, id, PAGE + 1, after)
  const lines = rows.slice(0, PAGE)
  return { lines, nextAfter: rows.length > PAGE ? lines.at(-1)?.id : undefined }
}

/** Matched lines whose entry somebody undid in the books since. */
export const listBrokenLines = (tx: Tx, id: string) => selectBrokenLines(tx, id, PAGE)

/** How far postings that one may tick lie from a line's day: cheques take their time. */
const TICKED_WITHIN_DAYS = 40

/**
 * One line with what it is matched with; or, while it waits, with all that it could be.
 *
 * @throws banking.unknown_line
 */
export async function getLine(tx: Tx, bankAccountId: string, lineId: string) {
  const line = await findLine(tx, lineId)
  if (!line || line.bankAccountId !== bankAccountId) throw unknownLine()
  const account = await getBankAccount(tx, bankAccountId)
  const match = await findMatchOfLine(tx, lineId)
  if (match) {
    const postings = await selectMatched(tx, match.id)
    const isBroken = postings.some((each) => each.reversedById !== null)
    const shown = { ...match, postings, isBroken }
    return { line, account, match: shown, free: [], rule: undefined, settlements: [] }
  }
  const free = await selectFreePostings(tx, account.accountCode, {
    from: daysFrom(line.bookedOn, -TICKED_WITHIN_DAYS),
    to: daysFrom(line.bookedOn, TICKED_WITHIN_DAYS),
    limit: 200,
  })
  const isInto = line.amountMinor > 0
  return {
    line,
    account,
    match: undefined,
    // What went the other way can't be a part of it; the same amount comes first.
    free: free
      .filter((each) => each.amountMinor > 0 === isInto)
      .toSorted(
        (a, b) =>
          Number(b.amountMinor === line.amountMinor) - Number(a.amountMinor === line.amountMinor),
      ),
    rule: ruleFor(line, await listRules(tx, bankAccountId)),
    settlements: findSettlements(line, await listUnsettled(tx, [line]), MAX_FEE_PPM),
  }
}

const daysFrom = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** Up to which day bank and books agree, and what was changed behind it since. */
export async function getAgreement(tx: Tx, id: string) {
  const checks = await listChecks(tx, id)
  return {
    /** The latest day that still agrees. */
    agreedThrough: checks.find((each) => !each.isBroken)?.through,
    broken: checks.filter((each) => each.isBroken),
    checks,
  }
}
