import { sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'
import { asRole } from './repository.ts'
import type { ApiScope, Role } from './shared.ts'

/** Rows of what a tenant hands out: invitations and API tokens. */

export async function insertInvitation(
  tx: Tx,
  row: { id: string; tokenHash: Buffer; role: Role; displayName: string; expiresAt: Date },
) {
  await tx.insertInto('invitation').values(row).execute()
}

export async function findInvitationRow(db: Db, tokenHash: Buffer) {
  const { rows } = await sql<{
    tenantId: string
    invitationId: string
    tenantName: string
    tenantSlug: string
    role: string
    displayName: string
    expiresAt: Date
    acceptedAt: Date | null
    revokedAt: Date | null
  }>`select * from find_invitation(${tokenHash})`.execute(db)
  const row = rows[0]
  return row && { ...row, role: asRole(row.role) }
}

/** Uses up an invitation that is open at this instant; undefined when it is not, or never was. */
export async function takeInvitation(tx: Tx, invitationId: string, userId: string) {
  const row = await tx
    .updateTable('invitation')
    .set({ acceptedAt: sql<Date>`now()`, acceptedBy: userId })
    .where('id', '=', invitationId)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
    .returning(['role', 'createdBy'])
    .executeTakeFirst()
  return row && { role: asRole(row.role), createdBy: row.createdBy }
}

/** Takes back open invitations: one, or all that a person made. The ids of those it found open. */
export async function revokeInvitations(
  tx: Tx,
  which: { id: string } | { createdBy: string },
): Promise<string[]> {
  const [column, value] =
    'id' in which ? (['id', which.id] as const) : (['createdBy', which.createdBy] as const)
  const rows = await tx
    .updateTable('invitation')
    .set({ revokedAt: sql<Date>`now()` })
    .where(column, '=', value)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

export async function insertApiToken(
  tx: Tx,
  row: { id: string; name: string; tokenHash: Buffer; scopes: readonly ApiScope[] },
) {
  await tx
    .insertInto('apiToken')
    .values({ ...row, scopes: [...row.scopes] })
    .execute()
}

export async function findApiTokenRow(db: Db, tokenHash: Buffer) {
  const { rows } = await sql<{
    tenantId: string
    tokenId: string
    createdBy: string
    scopes: string[]
  }>`select * from find_api_token(${tokenHash})`.execute(db)
  return rows[0]
}

/** Takes tokens out of use: one, or all that a person made. The ids of those that were in use. */
export async function revokeApiTokens(
  tx: Tx,
  which: { id: string } | { createdBy: string },
): Promise<string[]> {
  const [column, value] =
    'id' in which ? (['id', which.id] as const) : (['createdBy', which.createdBy] as const)
  const rows = await tx
    .updateTable('apiToken')
    .set({ revokedAt: sql<Date>`now()` })
    .where(column, '=', value)
    .where('revokedAt', 'is', null)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

export async function touchApiToken(tx: Tx, id: string) {
  await tx
    .updateTable('apiToken')
    .set({ lastUsedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}
