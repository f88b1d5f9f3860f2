import { people } from '#modules/identity/index.ts'
import { may } from '#modules/identity/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { needsAnother } from './errors.ts'

/**
 * What a person made is accepted by another; by themselves only where nobody else teaches.
 * @throws learning.needs_another
 */
export async function needSecondLook(
  tx: Tx,
  madeBy: string | null,
  actorId: string,
): Promise<void> {
  if (madeBy !== actorId) return
  const { members } = await people.listPeople(tx)
  const others = members.filter(
    ({ userId, role }) => userId !== actorId && may(role, 'courses.teach'),
  )
  if (others.length > 0) throw needsAnother()
}

/** The names of everybody who belongs here, by id. */
export async function namesHere(tx: Tx): Promise<Map<string, string>> {
  const { members } = await people.listPeople(tx)
  return new Map(members.map(({ userId, displayName }) => [userId, displayName]))
}
