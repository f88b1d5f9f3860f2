import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { alreadyUndone, undoBefore, undoneElsewhere, undoOfUndo, unknownEntry } from './errors.ts'
import { type ByHand, postByHand } from './post-by-hand.ts'
import { type EntryInput, postEntries } from './post-entries.ts'
import { type Behind, findEntryHead, lockBooks, selectPostings, todayOf } from './repository.ts'

/** Sources that are nothing but their entry: to undo the entry undoes all of it. */
const OWN_SOURCES = ['manual', 'opening_balance', 'money_slip'] as const

/** Whether somebody may undo an entry of this source in the books themselves. */
export const isUndoneInBooks = (sourceType: string): boolean =>
  OWN_SOURCES.some((each) => each === sourceType)

export interface Undo extends ByHand {
  entryId: string
  /** Today unless told; not before the entry's own day. */
  postedOn?: string | undefined
  reason: string
}

/**
 * Undoes an entry by posting its opposite, once. What a sale, a count or a bill has booked is undone
 * where it was done, so that goods, tabs and drawers follow; the sentence says where.
 *
 * @returns the id of the reversing entry.
 * @throws bookkeeping.unknown_entry, bookkeeping.already_undone, bookkeeping.undo_of_undo,
 *   bookkeeping.undo_before, bookkeeping.undone_at_…, and what `postByHand` throws
 */
export async function reverseEntry(tx: Tx, undo: Undo): Promise<{ entryId: string }> {
  await lockBooks(tx)
  const entry = await findEntryHead(tx, undo.entryId)
  if (!entry) throw unknownEntry()
  if (entry.reversesId !== null) throw undoOfUndo()
  if (!isUndoneInBooks(entry.sourceType)) throw undoneElsewhere(entry.sourceType)
  const reversal = await opposite(tx, undo)
  await postByHand(tx, reversal, undo)
  await recordAudit(tx, {
    action: 'bookkeeping.entry_undone',
    targetType: 'journal_entry',
    targetId: entry.id,
    detail: { reversalId: reversal.id, reason: undo.reason },
  })
  return { entryId: reversal.id }
}

/**
 * The opposite of an entry, for a module that undoes what it has booked itself. On a closed day it
 * stands on the first open one.
 *
 * @param undo `kind` of the reversing entry. @param options as those of `postEntries`.
 * @throws bookkeeping.unknown_entry, bookkeeping.already_undone, bookkeeping.undo_before
 */
export async function postReversal(
  tx: Tx,
  undo: { entryId: string; postedOn?: string | undefined; reason: string; kind?: string },
  options: { behind?: Behind } = {},
): Promise<{ entryId: string }> {
  await lockBooks(tx)
  const reversal = await opposite(tx, undo)
  await postEntries(tx, [reversal], options)
  return { entryId: reversal.id }
}

async function opposite(
  tx: Tx,
  undo: { entryId: string; postedOn?: string | undefined; reason: string; kind?: string },
): Promise<EntryInput & { id: string }> {
  const entry = await findEntryHead(tx, undo.entryId)
  if (!entry) throw unknownEntry()
  if (entry.reversedById !== null) throw alreadyUndone()
  const postedOn = undo.postedOn ?? (await todayOf(tx))
  if (postedOn < entry.postedOn) throw undoBefore(entry.postedOn)
  const postings = await selectPostings(tx, entry.id)
  return {
    id: newId(),
    kind: undo.kind ?? 'reversal',
    postedOn,
    memo: undo.reason,
    sourceType: 'journal_entry',
    sourceId: entry.id,
    reversesId: entry.id,
    costCentreId: entry.costCentreId,
    postings: postings.map((each) => ({ code: each.accountCode, amountMinor: -each.amountMinor })),
  }
}
