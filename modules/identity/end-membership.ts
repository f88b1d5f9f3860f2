import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { lastOwner, notAllowed, onlyOwners, unknownMember } from './errors.ts'
import { lockMember, lockOwners, selectGiver, updateMember } from './repository.ts'
import { withdrawGrants } from './withdraw-grants.ts'

/**
 * Ends a person's place here, from this moment; what they did stays. Their open invitation links
 * and API tokens end with it. An owner is sent away by owners only, and one always stays.
 *
 * @throws identity.unknown_member, identity.only_owners, identity.last_owner
 */
export async function endMembership(tx: Tx, { userId }: { userId: string }): Promise<void> {
  const owners = await lockOwners(tx)
  // Asked after the lock: whoever was sent away while waiting decides nothing any more.
  const giver = await selectGiver(tx)
  if (!giver) throw notAllowed()
  const member = await lockMember(tx, userId)
  if (!member) throw unknownMember()
  if (member.role === 'owner' && giver.role !== 'owner') throw onlyOwners()
  if (member.role === 'owner' && owners.length === 1) throw lastOwner()
  await updateMember(tx, userId, 'end')
  const withdrawn = await withdrawGrants(tx, userId, null)
  await recordAudit(tx, {
    action: 'identity.membership_ended',
    targetType: 'person',
    targetId: userId,
    detail: { role: member.role, withdrawn },
  })
}
