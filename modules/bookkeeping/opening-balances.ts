import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { requireAccounts } from './accounts.ts'
import { idTaken, nothingToBook, openingExists, openingOnlyBalances } from './errors.ts'
import { type ByHand, postByHand } from './post-by-hand.ts'
import { findEntryHead, lockBooks } from './repository.ts'
import { findOpening } from './repository-opening.ts'
import { ACCOUNTS, type OpeningInput } from './shared.ts'

/**
 * What stood on the accounts when these books began, once. The owner's capital is what is left of
 * it. To correct it, undo the entry and enter it anew.
 *
 * @throws bookkeeping.opening_exists, bookkeeping.opening_only_balances for income, costs and the
 *   capital itself, bookkeeping.nothing_to_book, and what `requireAccounts` and `postByHand` throw
 */
export async function enterOpeningBalances(
  tx: Tx,
  input: OpeningInput,
  byHand: ByHand = {},
): Promise<{ entryId: string }> {
  const balances = input.balances.filter((each) => each.amountMinor !== 0)
  if (balances.length === 0) throw nothingToBook()
  await lockBooks(tx)
  const before = await findOpening(tx)
  if (before) throw openingExists(before.postedOn)
  if (await findEntryHead(tx, input.id)) throw idTaken()
  const accounts = await requireAccounts(
    tx,
    balances.map((each) => each.code),
  )
  const sides = balances.map(({ code, amountMinor }) => {
    const kind = accounts.get(code)?.kind
    const isOfBalance = kind === 'asset' || kind === 'liability' || kind === 'equity'
    if (!isOfBalance || code === ACCOUNTS.capital.code) throw openingOnlyBalances(code)
    // As people say it, what one owes is positive; in the books it is a credit.
    return { code, amountMinor: kind === 'asset' ? amountMinor : -amountMinor }
  })
  const capitalMinor = sides.reduce((sum, each) => sum + each.amountMinor, 0)
  await postByHand(
    tx,
    {
      id: input.id,
      kind: 'opening_balance',
      postedOn: input.day,
      sourceType: 'opening_balance',
      sourceId: input.id,
      postings: [...sides, { account: 'capital', amountMinor: -capitalMinor }],
    },
    byHand,
  )
  await recordAudit(tx, {
    action: 'bookkeeping.opening_entered',
    targetType: 'journal_entry',
    targetId: input.id,
    detail: { day: input.day, capitalMinor },
  })
  return { entryId: input.id }
}

export { findOpening }
