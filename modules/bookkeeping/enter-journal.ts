import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { requireAccounts } from './accounts.ts'
import { requireCostCentre } from './cost-centres.ts'
import { idTaken, nothingToBook, unbalanced } from './errors.ts'
import { type ByHand, postByHand } from './post-by-hand.ts'
import { mergePostings } from './post-entries.ts'
import { findEntryHead, lockBooks, selectPostings } from './repository.ts'
import type { JournalInput } from './shared.ts'

/**
 * Enters a journal entry by hand. The same id with the same content is the same entry; with another
 * content it is refused.
 *
 * @throws bookkeeping.unbalanced with the difference, bookkeeping.nothing_to_book,
 *   bookkeeping.id_taken, bookkeeping.unknown_cost_centre, and what `requireAccounts` and
 *   `postByHand` throw; then nothing is booked.
 */
export async function enterJournal(
  tx: Tx,
  input: JournalInput,
  byHand: ByHand = {},
): Promise<{ entryId: string; isNew: boolean }> {
  refuseUnbalanced(input)
  const postings = mergePostings(input.postings)
  if (postings.length === 0) throw nothingToBook()
  await lockBooks(tx)
  const before = await findEntryHead(tx, input.id)
  if (before) {
    const isSame =
      before.sourceType === 'manual' &&
      (before.documentOn ?? before.postedOn) === input.postedOn &&
      before.memo === input.memo &&
      before.costCentreId === (input.costCentreId ?? null) &&
      isSameList(await selectPostings(tx, input.id), postings)
    if (!isSame) throw idTaken()
    return { entryId: input.id, isNew: false }
  }
  await requireAccounts(
    tx,
    postings.map((each) => each.accountCode),
  )
  await requireCostCentre(tx, input.costCentreId)
  const { id, postedOn, memo, costCentreId } = input
  const source = { sourceType: 'manual', sourceId: id, kind: 'manual' }
  await postByHand(
    tx,
    { id, postedOn, memo, costCentreId, ...source, postings: input.postings },
    byHand,
  )
  await recordAudit(tx, {
    action: 'bookkeeping.entry_made',
    targetType: 'journal_entry',
    targetId: id,
    detail: { postedOn, memo },
  })
  return { entryId: id, isNew: true }
}

function refuseUnbalanced({ postings }: JournalInput): void {
  const side = (sign: 1 | -1) =>
    postings.reduce((sum, { amountMinor }) => sum + Math.max(sign * amountMinor, 0), 0)
  const debitMinor = side(1)
  const creditMinor = side(-1)
  if (debitMinor !== creditMinor) throw unbalanced(debitMinor, creditMinor)
}

type Side = { accountCode: string; amountMinor: number }
const isSameList = (some: readonly Side[], others: readonly Side[]): boolean => {
  const words = (list: readonly Side[]) =>
    list
      .map((each) => `${each.accountCode} ${each.amountMinor}`)
      .sort()
      .join()
  return words(some) === words(others)
}
