import type { Tx } from '#modules/kernel/db.ts'
import { insertStandardAccounts } from './repository.ts'

/** Gives a new tenant its chart of accounts. Repeating it adds only what is missing. */
export async function openBooks(tx: Tx): Promise<void> {
  await insertStandardAccounts(tx)
}
