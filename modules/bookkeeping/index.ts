/** The books of a tenant: accounts, balanced entries, balances, closed days. */
export {
  type Account,
  archiveAccount,
  listAccounts,
  restoreAccount,
  saveAccount,
} from './accounts.ts'
export * as costCentres from './cost-centres.ts'
export { enterJournal } from './enter-journal.ts'
export { exportLedger, type LedgerExport } from './export-ledger.ts'
export { assertOpenDay, getLocks, lockPeriod } from './locks.ts'
export { openBooks } from './open-books.ts'
export { enterOpeningBalances } from './opening-balances.ts'
export { type EntryInput, postEntries } from './post-entries.ts'
export {
  type AccountBalance,
  type CentreIncome,
  getAccountStatement,
  getIncomeByCostCentre,
  getIncomeSummary,
  getTrialBalance,
  type PostingRow,
} from './queries.ts'
export { type EntryRow, getEntry, listEntries, listEntriesOf } from './queries-journal.ts'
export { postReversal, reverseEntry } from './reverse-entry.ts'
export * as seals from './seals.ts'
export * as statements from './statements.ts'
export { sumByDay } from './sum-by-day.ts'
