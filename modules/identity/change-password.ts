import { asPerson } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { wrongPassword } from './errors.ts'
import type { Session } from './find-session.ts'
import { signInsOfAccount } from './limiter.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { endSessions, replaceCredential, selectCredential } from './repository.ts'
import type { PasswordChange } from './shared.ts'
import { refuseWeakPassword } from './weak-passwords.ts'

/**
 * Sets a new password and ends the person's other sessions, since a change is often a worry.
 * It opens its own transactions, because hashing must not hold one open.
 *
 * @throws identity.wrong_password, identity.password_common, identity.password_own_name,
 *   identity.too_many_tries, identity.too_busy
 */
export async function changePassword(
  session: Pick<Session, 'userId' | 'sessionId'>,
  input: PasswordChange,
): Promise<void> {
  const { userId, sessionId } = session
  const tries = `password of ${userId}`
  await signInsOfAccount.take(tries)
  const known = await asPerson(userId, 'read only', (tx) => selectCredential(tx, userId))
  if (!(await verifyPassword(known?.passwordHash, input.currentPassword))) throw wrongPassword()
  assert(known, 'a password that was right belongs to an account')
  await signInsOfAccount.forget(tries)
  refuseWeakPassword(input.newPassword, [known.displayName, known.email ?? '', known.phone ?? ''])
  const to = await hashPassword(input.newPassword)
  await asPerson(userId, 'read write', async (tx) => {
    // Two changes at once: the second knew a password that is no longer the current one.
    if (!(await replaceCredential(tx, userId, { from: known.passwordHash, to }))) {
      throw wrongPassword()
    }
    await endSessions(tx, userId, { except: sessionId })
  })
}
