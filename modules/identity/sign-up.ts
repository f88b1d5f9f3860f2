import { inTenant } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { createAccount, prepareAccount } from './create-account.ts'
import { signUpsFromAddress, subscriberOf } from './limiter.ts'
import { openSession, type Visitor } from './open-session.ts'
import { createTenant, type OpenedTenant } from './open-tenant.ts'
import { INITIAL_SCREEN, type Screen, type SignUpInput } from './shared.ts'

/**
 * A person comes, opens a shop or centre, and is signed in: all of it, or nothing. It happens
 * before there is a tenant, so it opens its own transaction, fenced to the one it makes.
 *
 * @param screen the language and looks of this browser, which become the person's.
 * @returns the secret for the session cookie, and where the new tenant lives.
 * @throws identity.identifier_taken, identity.password_common, identity.password_own_name,
 *   identity.too_many_tries, identity.too_busy
 */
export async function signUp(
  input: SignUpInput,
  visitor: Visitor,
  screen: Screen = INITIAL_SCREEN,
): Promise<OpenedTenant & { userId: string; token: string }> {
  await signUpsFromAddress.take(subscriberOf(visitor.address))
  const { kind, tenantName, ...person } = input
  const account = await prepareAccount(person, [tenantName])
  const actor = { tenantId: newId(), userId: newId() }
  return inTenant(actor, 'read write', async (tx) => {
    await createAccount(tx, actor.userId, account, screen)
    const tenant = await createTenant(tx, actor, { kind, tenantName })
    const { token } = await openSession(tx, actor.userId, visitor)
    return { ...tenant, userId: actor.userId, token }
  })
}
