import type { PersonTx } from '#modules/kernel/db.ts'
import { identifierTaken } from './errors.ts'
import { hashPassword } from './passwords.ts'
import { insertAccount, insertCredential } from './repository.ts'
import type { NewAccount, Screen } from './shared.ts'
import { refuseWeakPassword } from './weak-passwords.ts'

/** A person ready to be written: the slow hashing happened before any transaction. */
export interface PreparedAccount {
  displayName: string
  identifier: string
  passwordHash: string
}

/**
 * Checks and hashes a new person's password.
 *
 * @param words names it must not be made of, beside the person's own.
 * @throws identity.password_common, identity.password_own_name, identity.too_busy
 */
export async function prepareAccount(
  input: NewAccount,
  words: readonly string[] = [],
): Promise<PreparedAccount> {
  refuseWeakPassword(input.password, [input.displayName, input.identifier, ...words])
  const passwordHash = await hashPassword(input.password)
  return { displayName: input.displayName, identifier: input.identifier, passwordHash }
}

/** @throws identity.identifier_taken */
export async function createAccount(
  tx: PersonTx,
  userId: string,
  account: PreparedAccount,
  screen: Screen,
): Promise<void> {
  const isEmail = account.identifier.includes('@')
  const isNew = await insertAccount(tx, {
    id: userId,
    displayName: account.displayName,
    email: isEmail ? account.identifier : null,
    phone: isEmail ? null : account.identifier,
    ...screen,
  })
  if (!isNew) throw identifierTaken()
  await insertCredential(tx, userId, account.passwordHash)
}
