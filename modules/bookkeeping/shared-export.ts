/** Ways in which the books leave for tools that are not ours. */
export const LEDGER_FORMATS = ['hledger', 'ledger', 'beancount', 'csv'] as const
export type LedgerFormat = (typeof LEDGER_FORMATS)[number]

/** What each file is called behind its dot. */
export const LEDGER_EXTENSION: Record<LedgerFormat, string> = {
  hledger: 'journal',
  ledger: 'ledger',
  beancount: 'beancount',
  csv: 'csv',
}
