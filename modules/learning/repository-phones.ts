import { sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'

/** Rows of learners' own phones: invitations, passwords, passkeys. */

const LIMIT = 100

export async function insertInvitation(
  tx: Tx,
  row: { id: string; learnerId: string; secretHash: Buffer; expiresAt: Date },
): Promise<void> {
  await tx.insertInto('learnerInvitation').values(row).execute()
}

/** Whoever else brings the same invitation waits. */
export const lockInvitation = (tx: Tx, id: string) =>
  tx.selectFrom('learnerInvitation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function markInvitationUsed(tx: Tx, id: string, deviceId: string): Promise<void> {
  await tx
    .updateTable('learnerInvitation')
    .set({ usedAt: sql<Date>`now()`, deviceId })
    .where('id', '=', id)
    .execute()
}

/** Takes back what nobody has used. @returns how many that were. */
export async function revokeInvitationsOf(tx: Tx, learnerId: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('learnerInvitation')
    .set({ revokedAt: sql<Date>`now()` })
    .where('learnerId', '=', learnerId)
    .where('usedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** The one that still opens a phone. */
export const selectOpenInvitation = (tx: Tx, learnerId: string) =>
  tx
    .selectFrom('learnerInvitation')
    .select(['id', 'createdAt', 'expiresAt'])
    .where('learnerId', '=', learnerId)
    .where('usedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A phone that named itself; one of that id that is here already stays as it is. */
export async function insertOwnPhone(
  tx: Tx,
  device: { id: string; name: string; learnerId: string; tokenHash: Buffer },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('learnDevice')
    .values(device)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Phones of somebody's own that are in use, the newest first. */
export const selectOwnPhones = (tx: Tx, learnerId: string) =>
  tx
    .selectFrom('learnDevice')
    .select(['id', 'createdAt', 'lastSeenAt'])
    .where('learnerId', '=', learnerId)
    .where('revokedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .limit(LIMIT)
    .execute()

/** Who has a phone of their own in use. */
export const selectOwners = async (tx: Tx): Promise<Set<string>> => {
  const rows = await tx
    .selectFrom('learnDevice')
    .select('learnerId')
    .distinct()
    .where('learnerId', 'is not', null)
    .where('revokedAt', 'is', null)
    .execute()
  return new Set(rows.flatMap(({ learnerId }) => learnerId ?? []))
}

/** False when the short name is another learner's. */
export async function insertPassword(
  tx: Tx,
  row: { learnerId: string; loginName: string; loginKey: string; passwordHash: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('learnerPassword')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const selectPassword = (tx: Tx, learnerId: string) =>
  tx
    .selectFrom('learnerPassword')
    .select(['loginName', 'setAt'])
    .where('learnerId', '=', learnerId)
    .executeTakeFirst()

/** Whose short name this is, as long as they learn here. */
export const selectByLoginKey = (tx: Tx, loginKey: string) =>
  tx
    .selectFrom('learnerPassword as p')
    .innerJoin('learner as l', (join) =>
      join.onRef('l.tenantId', '=', 'p.tenantId').onRef('l.id', '=', 'p.learnerId'),
    )
    .select(['p.learnerId', 'p.passwordHash'])
    .where('p.loginKey', '=', loginKey)
    .where('l.leftAt', 'is', null)
    .executeTakeFirst()

export async function deletePassword(tx: Tx, learnerId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('learnerPassword')
    .where('learnerId', '=', learnerId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export interface PasskeyRow {
  id: string
  learnerId: string
  deviceId: string
  credentialId: string
  publicKey: Buffer
  signCount: number
  rpId: string
}

/** False when the centre knows this passkey already. */
export async function insertPasskey(tx: Tx, row: PasskeyRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('learnerPasskey')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'credentialId']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const selectPasskeys = (tx: Tx, learnerId: string) =>
  tx
    .selectFrom('learnerPasskey')
    .select(['id', 'credentialId', 'deviceId', 'madeAt', 'usedAt'])
    .where('learnerId', '=', learnerId)
    .orderBy('madeAt', 'desc')
    .limit(LIMIT)
    .execute()

/** A passkey whose owner still learns here. */
export const selectPasskey = (tx: Tx, credentialId: string) =>
  tx
    .selectFrom('learnerPasskey as k')
    .innerJoin('learner as l', (join) =>
      join.onRef('l.tenantId', '=', 'k.tenantId').onRef('l.id', '=', 'k.learnerId'),
    )
    .select(['k.id', 'k.learnerId', 'k.credentialId', 'k.publicKey', 'k.signCount', 'k.rpId'])
    .where('k.credentialId', '=', credentialId)
    .where('l.leftAt', 'is', null)
    .executeTakeFirst()

export async function notePasskeyUsed(tx: Tx, id: string, signCount: number): Promise<void> {
  await tx
    .updateTable('learnerPasskey')
    .set({ signCount, usedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** Takes passkeys back: one of somebody's, all of somebody's, or all that a phone made. */
export async function deletePasskeys(
  tx: Tx,
  which: { learnerId: string; id?: string } | { deviceId: string },
): Promise<number> {
  let query = tx.deleteFrom('learnerPasskey')
  if ('deviceId' in which) query = query.where('deviceId', '=', which.deviceId)
  else {
    query = query.where('learnerId', '=', which.learnerId)
    if (which.id !== undefined) query = query.where('id', '=', which.id)
  }
  return Number((await query.executeTakeFirst()).numDeletedRows)
}

export async function insertChallenge(db: Db, hash: Buffer, expiresAt: Date): Promise<void> {
  // Those that nobody signed in time go with the next.
  await db.deleteFrom('passkeyChallenge').where('expiresAt', '<', sql<Date>`now()`).execute()
  await db.insertInto('passkeyChallenge').values({ hash, expiresAt }).execute()
}

/** True once, and before it is too late. */
export async function takeChallengeRow(db: Db, hash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('passkeyChallenge')
    .where('hash', '=', hash)
    .where('expiresAt', '>', sql<Date>`now()`)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

/** The centre, and the word in its address. */
export const selectCentre = (tx: Tx) =>
  tx.selectFrom('tenant').select(['name', 'slug']).executeTakeFirstOrThrow()

/** A centre by the word in its address. */
export async function findCentreId(db: Db, slug: string): Promise<string | undefined> {
  const { rows } = await sql<{ tenantId: string }>`
    select tenant_id from find_centre(${slug})`.execute(db)
  return rows[0]?.tenantId
}
