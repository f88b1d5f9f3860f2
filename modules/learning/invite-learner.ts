import { timingSafeEqual } from 'node:crypto'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { hashSecret, newId, newSecret } from '#modules/kernel/ids.ts'
import { addOwnPhone } from './add-own-phone.ts'
import { invitationClosed, learnerLeft, unknownInvitation } from './errors.ts'
import { getLearner } from './queries.ts'
import {
  insertInvitation,
  lockInvitation,
  markInvitationUsed,
  revokeInvitationsOf,
} from './repository-phones.ts'
import { INVITED_FOR_MS, type PhoneToBe } from './shared.ts'
import { readToken, type TokenParts, tokenOf } from './tokens.ts'

/**
 * Makes a link that turns one phone into a learner's own, within 14 days. The one before works no
 * longer.
 *
 * @returns what the link says. It is told once and kept nowhere.
 * @throws learning.unknown_learner, learning.learner_left
 */
export async function inviteLearner(
  tx: Tx,
  tenantId: string,
  { learnerId }: { learnerId: string },
): Promise<{ token: string; expiresAt: Date }> {
  const learner = await getLearner(tx, learnerId)
  if (learner.leftAt !== null) throw learnerLeft()
  await revokeInvitationsOf(tx, learnerId)
  const id = newId()
  const secret = newSecret()
  const expiresAt = new Date(Date.now() + INVITED_FOR_MS)
  await insertInvitation(tx, { id, learnerId, secretHash: hashSecret(secret), expiresAt })
  await recordAudit(tx, {
    action: 'learning.invitation_made',
    targetType: 'learner',
    targetId: learnerId,
  })
  return { token: tokenOf(tenantId, id, secret), expiresAt }
}

/**
 * Takes back an invitation that nobody has used.
 * @throws learning.unknown_invitation when there is none.
 */
export async function revokeInvitation(tx: Tx, { learnerId }: { learnerId: string }) {
  if ((await revokeInvitationsOf(tx, learnerId)) === 0) throw unknownInvitation()
  await recordAudit(tx, {
    action: 'learning.invitation_revoked',
    targetType: 'learner',
    targetId: learnerId,
  })
  return null
}

/** @throws learning.unknown_invitation for what is no link of ours at all. */
export function readInvitation(token: string): TokenParts {
  const said = readToken(token)
  if (!said) throw unknownInvitation()
  return said
}

/**
 * A phone brings an invitation and becomes its learner's own. The same phone may ask again.
 *
 * @throws learning.unknown_invitation, learning.invitation_used, learning.invitation_revoked,
 *   learning.invitation_expired, learning.phone_taken
 */
export async function takeInvitation(
  tx: Tx,
  { tenantId, id, secret }: TokenParts,
  phone: PhoneToBe,
): Promise<{ token: string }> {
  const row = await lockInvitation(tx, id)
  if (!row || !timingSafeEqual(row.secretHash, hashSecret(secret))) throw unknownInvitation()
  const { learnerId, usedAt } = row
  if (usedAt !== null && row.deviceId !== phone.deviceId) throw invitationClosed('used')
  if (usedAt === null) {
    const { leftAt } = await getLearner(tx, learnerId)
    if (row.revokedAt !== null || leftAt !== null) throw invitationClosed('revoked')
    if (row.expiresAt.getTime() <= Date.now()) throw invitationClosed('expired')
  }
  const added = await addOwnPhone(tx, tenantId, learnerId, phone)
  if (usedAt === null) {
    await markInvitationUsed(tx, id, phone.deviceId)
    await recordAudit(tx, {
      action: 'learning.invitation_used',
      targetType: 'learner',
      targetId: learnerId,
      detail: { deviceId: phone.deviceId },
    })
  }
  return added
}
