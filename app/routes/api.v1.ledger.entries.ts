import { ledgerEntries } from '#app/api/ledger.ts'

export const loader = ledgerEntries.loader
export const action = ledgerEntries.action
