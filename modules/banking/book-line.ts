import { accounts, enterJournal } from '#modules/bookkeeping/index.ts'
import { ACCOUNTS, type JournalInput } from '#modules/bookkeeping/shared.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { lineMatched, notSettled, sameAccount } from './errors.ts'
import { holdLine } from './hold-line.ts'
import { findMatchOfLine, insertMatches, type NewMatch } from './repository-matches.ts'
import { findPosition } from './repository-sold.ts'
import { listUnsettled } from './settlements.ts'
import { type LineEntryForm, MAX_FEE_PPM, type SettlementForm } from './shared.ts'
import { findSettlements } from './suggest.ts'

/**
 * Books a line that the books did not have, on the day the bank says, against the account that
 * somebody named: what it was paid for, who paid it, or where it was moved to. The same `entryId`
 * twice books once.
 *
 * @throws banking.unknown_line, banking.line_matched, banking.same_account, and what `enterJournal`
 *   throws: a closed day, an unknown account
 */
export async function bookLine(
  tx: Tx,
  { lineId, ...form }: LineEntryForm & { lineId: string },
): Promise<{ entryId: string }> {
  const { line, account } = await holdLine(tx, lineId)
  if (await isBooked(tx, lineId, form.entryId)) return { entryId: form.entryId }
  if (form.accountCode === account.accountCode) throw sameAccount()
  const { amountMinor } = line
  return book(tx, {
    lineId,
    accountCode: account.accountCode,
    how: form.ruleId === undefined ? 'entered' : 'rule',
    entry: {
      id: form.entryId,
      postedOn: line.bookedOn,
      memo: form.memo,
      costCentreId: form.costCentreId,
      postings: [
        { code: account.accountCode, amountMinor },
        { code: form.accountCode, amountMinor: -amountMinor },
      ],
    },
  })
}

/**
 * Books a sum that came in for some days' sales by card or phone: what was sold is no longer owed to
 * the shop, and what is missing of it is the fee. A day is settled once.
 *
 * @throws banking.unknown_line, banking.line_matched, banking.not_settled when the days do not fit the
 *   sum, and what `enterJournal` throws
 */
export async function settleLine(
  tx: Tx,
  { lineId, memo, ...form }: SettlementForm & { lineId: string; memo: string },
): Promise<{ entryId: string }> {
  const { line, account } = await holdLine(tx, lineId)
  if (await isBooked(tx, lineId, form.entryId)) return { entryId: form.entryId }
  const sold = await listUnsettled(tx, [line])
  const settled = findSettlements(
    line,
    sold.filter((each) => each.code === form.code && each.day >= form.from && each.day <= form.to),
    MAX_FEE_PPM,
  ).find((each) => each.from === form.from && each.to === form.to)
  if (!settled) throw notSettled()
  const { code, from, to, soldMinor, feeMinor } = settled
  return book(tx, {
    lineId,
    accountCode: account.accountCode,
    how: 'settled',
    settled: { code, from, to },
    entry: {
      id: form.entryId,
      postedOn: line.bookedOn,
      memo,
      postings: [
        { code: account.accountCode, amountMinor: line.amountMinor },
        { code: ACCOUNTS.paymentFees.code, amountMinor: feeMinor },
        { code, amountMinor: -soldMinor },
      ],
    },
  })
}

/** Whether the line was booked as this very entry. @throws banking.line_matched as any other */
async function isBooked(tx: Tx, lineId: string, entryId: string): Promise<boolean> {
  const match = await findMatchOfLine(tx, lineId)
  if (!match) return false
  if (match.entryId !== entryId) throw lineMatched()
  return true
}

async function book(
  tx: Tx,
  one: Pick<NewMatch, 'lineId' | 'how' | 'settled'> & {
    accountCode: string
    entry: JournalInput
  },
): Promise<{ entryId: string }> {
  const { lineId, how, settled, entry } = one
  await enterJournal(tx, entry)
  const position = await findPosition(tx, entry.id, one.accountCode)
  assert(position !== undefined, 'the entry of a line is on the account of its bank')
  const postings = [{ entryId: entry.id, position }]
  await insertMatches(tx, [{ lineId, how, entryId: entry.id, settled, postings }])
  await recordAudit(tx, {
    action: 'banking.line_booked',
    targetType: 'bank_line',
    targetId: lineId,
    detail: { how, entryId: entry.id },
  })
  return { entryId: entry.id }
}

/** What a person can say that a line was: the accounts in use, without the bank account's own. */
export async function listLineAccounts(tx: Tx, ownCode: string) {
  const all = await accounts.listAccounts(tx)
  const kept: readonly string[] = [ACCOUNTS.inventory.code, ACCOUNTS.customerReceivable.code]
  return all.filter(
    (each) => !each.isArchived && each.code !== ownCode && !kept.includes(each.code),
  )
}
