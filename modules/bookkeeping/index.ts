/** The books of a tenant: accounts, balanced entries, balances, closed days. */

export { addDay } from './account-shapes.ts'
export type { Account } from './accounts.ts'
export * as accounts from './accounts.ts'
export { closeYear, getYear, reopenYear } from './close-year.ts'
export type { CostCentre } from './cost-centres.ts'
export * as costCentres from './cost-centres.ts'
export { enterJournal } from './enter-journal.ts'
export { exportLedger, type LedgerExport } from './export-ledger.ts'
export { type LedgerRow, listAccountPostings } from './list-account-postings.ts'
export { listSources, type Source } from './list-sources.ts'
export type { LockException, LockRow } from './locks.ts'
export * as locks from './locks.ts'
export { assertOpenDay, getLocks, lockPeriod } from './locks.ts'
export type { Due, MoneySlip, Recurring } from './money.ts'
export * as money from './money.ts'
export { listInputTaxSlips } from './money.ts'
export { openBooks } from './open-books.ts'
export * as opening from './opening-balances.ts'
export { enterOpeningBalances } from './opening-balances.ts'
export type { ByHand } from './post-by-hand.ts'
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
export { todayOf } from './repository.ts'
export { postReversal, reverseEntry } from './reverse-entry.ts'
export type { SealState } from './seals.ts'
export * as seals from './seals.ts'
export * as statements from './statements.ts'
export { sumByDay } from './sum-by-day.ts'
