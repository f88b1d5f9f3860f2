import { sql } from 'kysely'
import { z } from 'zod'
import { asPerson, database } from '#modules/kernel/db.ts'
import { hashSecret } from '#modules/kernel/ids.ts'
import { Membership } from './shared.ts'

const Session = z.object({
  sessionId: z.uuid(),
  userId: z.uuid(),
  displayName: z.string(),
  locale: z.string(),
  theme: z.enum(['system', 'light', 'dark', 'sun']),
  textSize: z.enum(['base', 'easy']),
  lastSeenAt: z.date(),
  memberships: z.array(Membership),
})
/** A signed-in person and where they belong. */
export type Session = z.infer<typeof Session>

/** After this long unseen the row is touched again, so that a busy till does not write at each request. */
const TOUCH_AFTER_MS = 10 * 60_000
/** A browser that nobody used for this long is signed out. */
const IDLE_LIMIT_MS = 14 * 86_400_000

/** The session of a token, or undefined when it ended, expired, or never was. */
export async function findSession(token: string): Promise<Session | undefined> {
  if (token.length > 100) return undefined
  const { rows } = await sql`select * from find_session(${hashSecret(token)})`.execute(database())
  if (!rows[0]) return undefined
  const session = Session.parse(rows[0])
  const unseenMs = Date.now() - session.lastSeenAt.getTime()
  if (unseenMs > IDLE_LIMIT_MS) return undefined
  if (unseenMs > TOUCH_AFTER_MS) {
    await asPerson(session.userId, 'read write', (tx) =>
      tx
        .updateTable('userSession')
        .set({ lastSeenAt: new Date() })
        .where('id', '=', session.sessionId)
        .execute(),
    )
  }
  return session
}
