import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { newId } from '#modules/kernel/ids.ts'
import { type Behind, insertEntries } from './repository.ts'
import { ACCOUNTS, type PostingInput } from './shared.ts'

export interface EntryInput {
  /** Made here unless somebody has to know it. */
  id?: string
  /** Part of the entry's identity: one source may cause one entry of each kind, once. */
  kind: string
  /**
   * The day in the tenant's time zone, `YYYY-MM-DD`. Where the books are closed for it, the entry
   * stands on the first open day and keeps this one as the day of its document.
   */
  postedOn: string
  memo?: string
  sourceType: string
  sourceId: string
  /** The entry that this one undoes; an entry is undone once. */
  reversesId?: string | undefined
  /** The part of the business it belongs to; none for the whole. */
  costCentreId?: string | null | undefined
  /** Same accounts are added up, zeros dropped. Must sum to zero. */
  postings: readonly PostingInput[]
}

/**
 * Posts balanced journal entries, for ever. A mistake is corrected by a reversing entry.
 * An entry whose amounts are all zero is not written: there is nothing to say.
 *
 * @param options `behind`: on the very day though it was closed, as far as a soft lock or any lock goes;
 *   for what a person does on purpose.
 */
export async function postEntries(
  tx: Tx,
  entries: readonly EntryInput[],
  options: { behind?: Behind } = {},
): Promise<void> {
  const rows = entries
    .map((entry) => ({
      id: entry.id ?? newId(),
      kind: entry.kind,
      postedOn: entry.postedOn,
      memo: entry.memo ?? '',
      sourceType: entry.sourceType,
      sourceId: entry.sourceId,
      reversesId: entry.reversesId,
      costCentreId: entry.costCentreId,
      postings: mergePostings(entry.postings),
    }))
    .filter((row) => row.postings.length > 0)
  if (rows.length > 0) await insertEntries(tx, rows, options)
}

const codeOf = (posting: PostingInput): string =>
  'account' in posting ? ACCOUNTS[posting.account].code : posting.code

/** One posting an account, in the order of their first mention, without those that come to nothing. */
export function mergePostings(postings: readonly PostingInput[]) {
  const sums = new Map<string, number>()
  for (const posting of postings) {
    const code = codeOf(posting)
    sums.set(code, (sums.get(code) ?? 0) + posting.amountMinor)
  }
  const merged = [...sums].map(([accountCode, amountMinor]) => ({ accountCode, amountMinor }))
  const sum = merged.reduce((total, each) => total + each.amountMinor, 0)
  assert(sum === 0, `an entry balances, and this one is off by ${sum}`)
  return merged.filter((each) => each.amountMinor !== 0)
}
