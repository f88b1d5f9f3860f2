import type { Tx } from '#modules/kernel/db.ts'
import { revokeApiTokens, revokeInvitations } from './repository-grants.ts'
import { may, type Role } from './shared.ts'

/**
 * Takes back what a person handed out and may no longer: their open invitation links, which they
 * could use themself, and their API tokens, whose secrets they know.
 *
 * @param role the new role, or null when they leave.
 */
export async function withdrawGrants(tx: Tx, userId: string, role: Role | null) {
  const invitations = await revokeInvitations(tx, { createdBy: userId })
  const keepsTokens = role !== null && may(role, 'api.manage')
  const apiTokens = keepsTokens ? [] : await revokeApiTokens(tx, { createdBy: userId })
  return { invitations, apiTokens }
}
