import { people } from '#modules/identity/index.ts'
import { may } from '#modules/identity/shared.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { needsAnother } from './errors.ts'
import type { DecisionForm } from './shared.ts'

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

/** Something that one person made for a course and another decides about. */
export interface Submitted {
  /** Whoever else decides about the same one waits. */
  lock: (tx: Tx, id: string) => Promise<unknown>
  find: (
    tx: Tx,
    id: string,
  ) => Promise<{ createdBy: string | null; removedAt: Date | null } | undefined>
  /** What is not kept of one that is taken off. */
  forget: (tx: Tx, id: string) => Promise<void>
  insertDecision: (tx: Tx, id: string, status: DecisionForm['status']) => Promise<void>
  unknown: () => Error
  audit: { action: string; targetType: string }
}

/**
 * Accepts what somebody made, by a second person, or takes it off; taking off twice is the same as once.
 * @throws `unknown` when it is not there any more; learning.needs_another
 */
export async function decide(
  tx: Tx,
  submitted: Submitted,
  { id, status }: DecisionForm,
  actorId: string,
): Promise<null> {
  await submitted.lock(tx, id)
  const row = await submitted.find(tx, id)
  if (!row) throw submitted.unknown()
  if (row.removedAt !== null) {
    if (status === 'removed') return null
    throw submitted.unknown()
  }
  if (status === 'accepted') await needSecondLook(tx, row.createdBy, actorId)
  else await submitted.forget(tx, id)
  await submitted.insertDecision(tx, id, status)
  const { action, targetType } = submitted.audit
  await recordAudit(tx, { action: `${action}_${status}`, targetType, targetId: id })
  return null
}

/** The names of everybody who belongs here, by id. */
export async function namesHere(tx: Tx): Promise<Map<string, string>> {
  const { members } = await people.listPeople(tx)
  return new Map(members.map(({ userId, displayName }) => [userId, displayName]))
}
