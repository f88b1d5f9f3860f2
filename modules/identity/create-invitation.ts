import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { hashSecret, newId, newSecret } from '#modules/kernel/ids.ts'
import { notAllowed, onlyOwners, roleNotHere } from './errors.ts'
import { selectGiver } from './repository.ts'
import { insertInvitation } from './repository-grants.ts'
import { type InvitationInput, ROLES_OF, rolesToGive } from './shared.ts'

const OPEN_FOR_MS = 7 * 86_400_000

/**
 * Offers a place by link, for seven days and one person.
 *
 * @returns the secret of the link `/invitation/<token>`; only its hash is kept.
 * @throws identity.role_not_here, identity.only_owners
 */
export async function createInvitation(
  tx: Tx,
  { role, displayName }: InvitationInput,
): Promise<{ id: string; token: string }> {
  const giver = await selectGiver(tx)
  if (!giver) throw notAllowed()
  if (!ROLES_OF[giver.kind].includes(role)) throw roleNotHere()
  if (!rolesToGive(giver.kind, giver.role).includes(role)) {
    throw role === 'owner' ? onlyOwners() : notAllowed()
  }
  const id = newId()
  const token = newSecret()
  const expiresAt = new Date(Date.now() + OPEN_FOR_MS)
  await insertInvitation(tx, {
    id,
    tokenHash: hashSecret(token),
    role,
    displayName: displayName ?? '',
    expiresAt,
  })
  await recordAudit(tx, {
    action: 'identity.invitation_created',
    targetType: 'invitation',
    targetId: id,
    detail: { role },
  })
  return { id, token }
}
