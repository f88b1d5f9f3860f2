import type { Tx } from '#modules/kernel/db.ts'
import { addDay } from './account-shapes.ts'
import { ledgerWriter, type WrittenEntry } from './ledger-writers.ts'
import { getTrialBalance } from './queries.ts'
import { findPostedDays, type LedgerRow, readPostings } from './repository-export.ts'
import type { LedgerFormat } from './shared-export.ts'

export interface LedgerExport {
  format: LedgerFormat
  /** First day, included; the first of the books when it is left out. */
  from?: string | undefined
  /** Last day, included; the last of the books when it is left out. */
  to?: string | undefined
}

const EMPTY_DAY = '2000-01-01'

/**
 * The books as a file for other tools, in pieces. A file that begins later opens with what stood on
 * the accounts before, so that every balance in it is the balance of the books; hledger, Ledger and
 * Beancount find it asserted at the end.
 */
export async function* exportLedger(
  tx: Tx,
  { format, from, to }: LedgerExport,
): AsyncGenerator<string> {
  const days = await findPostedDays(tx)
  const first = from ?? days?.first ?? EMPTY_DAY
  const last = to ?? days?.last ?? first
  const before = await getTrialBalance(tx, addDay(first, -1))
  const writer = ledgerWriter(format)
  const balances = new Map<string, number>()
  const add = (code: string, amountMinor: number) =>
    balances.set(code, (balances.get(code) ?? 0) + amountMinor)
  yield writer.head(before.accounts, first, `Tillage ${first} - ${last}`)
  const opening = before.accounts.filter((account) => account.balanceMinor !== 0)
  if (opening.length > 0) {
    for (const account of opening) add(account.code, account.balanceMinor)
    yield writer.entry(openingEntry(first, opening))
  }
  for await (const entries of entriesOf(readPostings(tx, first, last))) {
    for (const entry of entries)
      for (const side of entry.sides) add(side.accountCode, side.amountMinor)
    yield entries.map((entry) => writer.entry(entry)).join('')
  }
  yield writer.end({ on: last, balances })
}

const NO_ID = '00000000-0000-0000-0000-000000000000'

const openingEntry = (
  postedOn: string,
  accounts: readonly { code: string; balanceMinor: number }[],
): WrittenEntry => ({
  entryId: NO_ID,
  postedOn,
  documentOn: null,
  kind: 'brought_forward',
  memo: '',
  sourceType: 'books',
  sourceId: NO_ID,
  sides: accounts.map((each) => ({ accountCode: each.code, amountMinor: each.balanceMinor })),
})

/** Whole entries out of pieces of rows: an entry whose rows lie in two pieces comes with the second. */
async function* entriesOf(
  pieces: AsyncGenerator<readonly LedgerRow[]>,
): AsyncGenerator<WrittenEntry[]> {
  let open: WrittenEntry | undefined
  for await (const rows of pieces) {
    const whole: WrittenEntry[] = []
    for (const { accountCode, amountMinor, ...head } of rows) {
      if (open?.entryId !== head.entryId) {
        if (open) whole.push(open)
        open = { ...head, sides: [] }
      }
      open.sides.push({ accountCode, amountMinor })
    }
    yield whole
  }
  if (open) yield [open]
}
