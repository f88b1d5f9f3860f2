import type { PersonTx } from '#modules/kernel/db.ts'
import { hashSecret, newId, newSecret } from '#modules/kernel/ids.ts'
import { insertSession } from './repository.ts'

/** Where a sign-in comes from. */
export interface Visitor {
  /** The client's address, for limits; it is not kept. */
  address: string
  userAgent: string | null
}

/** The longest a sign-in lasts; a browser nobody uses is signed out sooner. */
const LIFETIME_MS = 30 * 86_400_000
const MAX_USER_AGENT = 200

/** Signs a browser in. The answer is the only copy of the secret for its cookie. */
export async function openSession(
  tx: PersonTx,
  userId: string,
  visitor: Visitor,
): Promise<{ token: string }> {
  const token = newSecret()
  await insertSession(tx, {
    id: newId(),
    userId,
    tokenHash: hashSecret(token),
    userAgent: visitor.userAgent?.replace(/\p{Cc}/gu, ' ').slice(0, MAX_USER_AGENT) ?? null,
    expiresAt: new Date(Date.now() + LIFETIME_MS),
  })
  return { token }
}
