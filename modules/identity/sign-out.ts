import { asPerson, type PersonTx } from '#modules/kernel/db.ts'
import { findSession } from './find-session.ts'
import { endSessions } from './repository.ts'

/** Ends the session of this secret, if there is one. */
export async function signOut(token: string): Promise<void> {
  const session = await findSession(token)
  if (!session) return
  await asPerson(session.userId, 'read write', (tx) =>
    endSessions(tx, session.userId, { only: session.sessionId }),
  )
}

/** Ends every session of the person, this one too. */
export const signOutEverywhere = (tx: PersonTx, userId: string): Promise<void> =>
  endSessions(tx, userId)
