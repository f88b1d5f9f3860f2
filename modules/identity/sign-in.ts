import { asPerson, database } from '#modules/kernel/db.ts'
import { wrongSignIn } from './errors.ts'
import { signInsFromAddress, signInsOfAccount, subscriberOf } from './limiter.ts'
import { openSession, type Visitor } from './open-session.ts'
import { verifyPassword } from './passwords.ts'
import { findCredential } from './repository.ts'
import type { SignInInput } from './shared.ts'

/**
 * Signs a person in by e-mail or phone and password. An unknown account gets the same answer after
 * the same work as a wrong password. Each sign-in is a new session with a new secret.
 *
 * @throws identity.wrong_sign_in, identity.too_many_tries, identity.too_busy
 * @see docs/decisions/008-sessions-and-passwords.md
 */
export async function signIn(
  input: SignInInput,
  visitor: Visitor,
): Promise<{ userId: string; token: string }> {
  const subscriber = subscriberOf(visitor.address)
  // Counted before it is checked, so that many at once do not slip through.
  await signInsFromAddress.take(subscriber)
  await signInsOfAccount.take(input.identifier)
  const known = await findCredential(database(), input.identifier)
  const isRight = await verifyPassword(known?.passwordHash, input.password)
  if (!known || !isRight) throw wrongSignIn()
  await signInsFromAddress.giveBack(subscriber)
  await signInsOfAccount.forget(input.identifier)
  return asPerson(known.userId, 'read write', async (tx) => {
    const { token } = await openSession(tx, known.userId, visitor)
    return { userId: known.userId, token }
  })
}
