import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { lastOwner, notAllowed, onlyOwners, roleNotHere, unknownMember } from './errors.ts'
import { lockMember, lockOwners, selectGiver, updateMember } from './repository.ts'
import { ROLES_OF, type RoleChange } from './shared.ts'
import { withdrawGrants } from './withdraw-grants.ts'

/**
 * Gives a person here another role. Only owners make owners or change one; one owner always stays.
 * @throws identity.unknown_member, identity.role_not_here, identity.only_owners, identity.last_owner
 */
export async function changeRole(tx: Tx, { userId, role }: RoleChange): Promise<void> {
  const owners = await lockOwners(tx)
  // Asked after the lock: whoever was sent away while waiting decides nothing any more.
  const giver = await selectGiver(tx)
  if (!giver) throw notAllowed()
  const member = await lockMember(tx, userId)
  if (!member) throw unknownMember()
  if (member.role === role) return
  if (!ROLES_OF[giver.kind].includes(role)) throw roleNotHere()
  const concernsOwner = role === 'owner' || member.role === 'owner'
  if (concernsOwner && giver.role !== 'owner') throw onlyOwners()
  if (member.role === 'owner' && owners.length === 1) throw lastOwner()
  await updateMember(tx, userId, { role })
  const withdrawn = await withdrawGrants(tx, userId, role)
  await recordAudit(tx, {
    action: 'identity.role_changed',
    targetType: 'person',
    targetId: userId,
    detail: { from: member.role, to: role, withdrawn },
  })
}
