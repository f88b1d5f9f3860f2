import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import {
  lineMatched,
  lineNotMatched,
  postingNotFree,
  sumDiffers,
  unknownBankAccount,
} from './errors.ts'
import { holdLine } from './hold-line.ts'
import { findBankAccount, lockBankAccount } from './repository.ts'
import {
  type FreePosting,
  findLine,
  findMatchedLines,
  findMatchOfLine,
  insertMatches,
  selectFreePostings,
  undoMatchRow,
} from './repository-matches.ts'
import { MAX_TOGETHER, type PostingRef, refText } from './shared.ts'
import { takeBackEntry } from './take-back-entry.ts'

/**
 * Says that the books have a line already: as one posting, or as some that add up to it.
 *
 * @throws banking.unknown_line, banking.line_matched, banking.posting_not_free for a posting that
 *   another line stands for, banking.sum_differs with both sums
 */
export async function matchLine(
  tx: Tx,
  input: { lineId: string; postings: readonly PostingRef[] },
): Promise<null> {
  const { line, account } = await holdLine(tx, input.lineId)
  if (await findMatchOfLine(tx, line.id)) throw lineMatched()
  const refs = [...new Map(input.postings.map((each) => [refText(each), each])).values()]
  const free = await selectFreePostings(tx, account.accountCode, {
    from: '-infinity',
    to: 'infinity',
    limit: MAX_TOGETHER,
    refs,
  })
  if (free.length !== refs.length || refs.length === 0) throw postingNotFree()
  const sumMinor = free.reduce((sum, each) => sum + each.amountMinor, 0)
  if (sumMinor !== line.amountMinor) throw sumDiffers(line.amountMinor, sumMinor)
  await insertMatches(tx, [{ lineId: line.id, how: 'found', postings: refs }])
  await recordAudit(tx, {
    action: 'banking.line_matched',
    targetType: 'bank_line',
    targetId: line.id,
    detail: { postings: refs.map(refText) },
  })
  return null
}

/** Matches several lines at once, each with one posting; those that can't be any more are left out. */
export async function matchLines(
  tx: Tx,
  input: { bankAccountId: string; pairs: readonly { lineId: string; posting: PostingRef }[] },
): Promise<{ matched: number }> {
  await lockBankAccount(tx, input.bankAccountId)
  const account = await findBankAccount(tx, input.bankAccountId)
  if (!account) throw unknownBankAccount()
  const free = await selectFreePostings(tx, account.accountCode, {
    from: '-infinity',
    to: 'infinity',
    limit: MAX_TOGETHER,
    refs: input.pairs.map((pair) => pair.posting),
  })
  const byRef = new Map<string, FreePosting>(free.map((each) => [refText(each), each]))
  const taken = await findMatchedLines(
    tx,
    input.pairs.map((pair) => pair.lineId),
  )
  const matches = []
  for (const { lineId, posting } of input.pairs) {
    const line = taken.has(lineId) ? undefined : await findLine(tx, lineId)
    const found = byRef.get(refText(posting))
    const fits = line?.bankAccountId === account.id && line.takenBackAt === null
    if (!fits || found?.amountMinor !== line.amountMinor) continue
    taken.add(lineId)
    byRef.delete(refText(posting))
    matches.push({ lineId, how: 'found' as const, postings: [posting] })
  }
  if (matches.length === 0) return { matched: 0 }
  await insertMatches(tx, matches)
  await recordAudit(tx, {
    action: 'banking.lines_matched',
    targetType: 'bank_account',
    targetId: account.id,
    detail: { lines: matches.map((each) => each.lineId) },
  })
  return { matched: matches.length }
}

/**
 * Takes a match apart. An entry that was made for the line is undone with it; one that the books had
 * before stays.
 *
 * @param input `reason` stands on the undoing entry.
 * @throws banking.unknown_line, banking.line_not_matched, and what `reverseEntry` throws
 */
export async function undoMatch(tx: Tx, input: { lineId: string; reason: string }): Promise<null> {
  const { line } = await holdLine(tx, input.lineId)
  const match = await findMatchOfLine(tx, line.id)
  if (!match) throw lineNotMatched()
  await undoMatchRow(tx, match.id)
  if (match.entryId !== null) await takeBackEntry(tx, match.entryId, input.reason)
  await recordAudit(tx, {
    action: 'banking.match_undone',
    targetType: 'bank_line',
    targetId: line.id,
    detail: { how: match.how, entryId: match.entryId },
  })
  return null
}
