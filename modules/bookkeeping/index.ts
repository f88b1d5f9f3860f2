/** The books of a tenant: accounts, balanced entries, balances. */
export { exportLedger, type LedgerExport } from './export-ledger.ts'
export { openBooks } from './open-books.ts'
export { type EntryInput, postEntries } from './post-entries.ts'
export {
  type AccountBalance,
  type EntryRow,
  getAccountStatement,
  getEntry,
  getIncomeSummary,
  getTrialBalance,
  listEntries,
  listEntriesOf,
  type PostingRow,
} from './queries.ts'
