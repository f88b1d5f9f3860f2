import type { Tx } from '#modules/kernel/db.ts'
import { lineTakenBack, unknownLine } from './errors.ts'
import { findBankAccount, lockBankAccount } from './repository.ts'
import { findLine } from './repository-matches.ts'

/**
 * A line and its account, held until the transaction ends.
 *
 * @throws banking.unknown_line, banking.line_taken_back
 */
export async function holdLine(tx: Tx, lineId: string) {
  const found = await findLine(tx, lineId)
  if (!found) throw unknownLine()
  await lockBankAccount(tx, found.bankAccountId)
  // Read again: somebody may have taken its import back while this waited.
  const line = await findLine(tx, lineId)
  const account = await findBankAccount(tx, found.bankAccountId)
  if (!line || !account) throw unknownLine()
  if (line.takenBackAt !== null) throw lineTakenBack()
  return { line, account }
}
