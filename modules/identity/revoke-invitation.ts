import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownInvitation } from './errors.ts'
import { revokeInvitations } from './repository-grants.ts'

/**
 * Takes back an invitation that nobody has used.
 * @throws identity.unknown_invitation when it is used, taken back already, or not of this tenant.
 */
export async function revokeInvitation(tx: Tx, { id }: { id: string }): Promise<void> {
  const revoked = await revokeInvitations(tx, { id })
  if (revoked.length === 0) throw unknownInvitation()
  await recordAudit(tx, {
    action: 'identity.invitation_revoked',
    targetType: 'invitation',
    targetId: id,
  })
}
