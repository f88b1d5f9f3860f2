import { database } from '#modules/kernel/db.ts'
import { hashSecret } from '#modules/kernel/ids.ts'
import { findInvitationRow } from './repository-grants.ts'
import type { Role } from './shared.ts'

/** What a link says before anybody accepts it. */
export interface Invitation {
  invitationId: string
  tenantId: string
  tenantName: string
  slug: string
  role: Role
  /** Whom it was made for; empty when nobody wrote it down. */
  displayName: string
  state: 'open' | 'accepted' | 'revoked' | 'expired'
}

const MAX_TOKEN = 100

/** The invitation of a link's secret; undefined when there never was one. */
export async function findInvitation(token: string): Promise<Invitation | undefined> {
  if (token.length > MAX_TOKEN) return undefined
  const row = await findInvitationRow(database(), hashSecret(token))
  if (!row) return undefined
  const { invitationId, tenantId, tenantName, tenantSlug: slug, role, displayName } = row
  const state = row.acceptedAt
    ? 'accepted'
    : row.revokedAt
      ? 'revoked'
      : row.expiresAt.getTime() <= Date.now()
        ? 'expired'
        : 'open'
  return { invitationId, tenantId, tenantName, slug, role, displayName, state }
}
