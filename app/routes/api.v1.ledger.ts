import { ledger } from '#app/api/ledger.ts'

export const loader = ledger.loader
export const action = ledger.action
