/** What the bank says, beside what the books say. */
export { bookLine, listLineAccounts, settleLine } from './book-line.ts'
export {
  type BalanceCheck,
  bookOpening,
  type Comparison,
  compareBalance,
  confirmBalance,
} from './check-balance.ts'
export { matchLine, matchLines, undoMatch } from './match-line.ts'
export {
  type BankAccount,
  getAgreement,
  getBankAccount,
  getLine,
  listBankAccounts,
  listBrokenLines,
  listLines,
  listOpenLines,
  type OpenLine,
} from './queries.ts'
export { findLineOfEntry } from './repository-matches.ts'
export * as rules from './rules.ts'
export { addBankAccount, changeBankAccount, listFreeMoneyAccounts } from './save-bank-account.ts'
export * as statements from './statements.ts'
