import { sql } from 'kysely'
import type { Db, PersonTx, Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/errors.ts'
import { ROLES, type Role, type Screen, TENANT_KINDS, type TenantKind } from './shared.ts'

const isRole = (text: string): text is Role => ROLES.some((each) => each === text)
const isKind = (text: string): text is TenantKind => TENANT_KINDS.some((each) => each === text)

/** A role or kind as the table's own check allows it. */
export function asRole(text: string): Role {
  assert(isRole(text), `membership.role is a role: ${text}`)
  return text
}

/** False when the e-mail address or phone number has an account already. */
export async function insertAccount(
  tx: PersonTx,
  row: {
    id: string
    displayName: string
    email: string | null
    phone: string | null
  } & Screen,
): Promise<boolean> {
  const result = await tx
    .insertInto('userAccount')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function insertCredential(tx: PersonTx, userId: string, passwordHash: string) {
  await tx.insertInto('userCredential').values({ userId, passwordHash }).execute()
}

/** False when the hash changed since it was read. */
export async function replaceCredential(
  tx: PersonTx,
  userId: string,
  change: { from: string; to: string },
): Promise<boolean> {
  const result = await tx
    .updateTable('userCredential')
    .set({ passwordHash: change.to, changedAt: sql<Date>`now()` })
    .where('userId', '=', userId)
    .where('passwordHash', '=', change.from)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function selectCredential(tx: PersonTx, userId: string) {
  return tx
    .selectFrom('userCredential')
    .innerJoin('userAccount', 'userAccount.id', 'userCredential.userId')
    .select(['passwordHash', 'displayName', 'email', 'phone'])
    .where('userId', '=', userId)
    .executeTakeFirst()
}

/** Who signs in with this e-mail address or phone number, across tenants. */
export async function findCredential(db: Db, identifier: string) {
  const { rows } = await sql<{
    userId: string
    passwordHash: string
  }>`select * from find_sign_in(${identifier})`.execute(db)
  return rows[0]
}

export async function insertSession(
  tx: PersonTx,
  row: {
    id: string
    userId: string
    tokenHash: Buffer
    userAgent: string | null
    expiresAt: Date
  },
) {
  await tx.insertInto('userSession').values(row).execute()
}

/** Ends the person's sessions: one, all but one, or all. */
export async function endSessions(
  tx: PersonTx,
  userId: string,
  which: { only?: string; except?: string } = {},
) {
  let query = tx
    .updateTable('userSession')
    .set({ endedAt: sql<Date>`now()` })
    .where('userId', '=', userId)
    .where('endedAt', 'is', null)
  if (which.only) query = query.where('id', '=', which.only)
  if (which.except) query = query.where('id', '<>', which.except)
  await query.execute()
}

/** False when another tenant has the address. */
export async function insertTenant(
  tx: Tx,
  row: { id: string; kind: TenantKind; slug: string; name: string },
): Promise<boolean> {
  const result = await tx
    .insertInto('tenant')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function insertMembership(tx: Tx, row: { userId: string; role: Role }) {
  await tx.insertInto('membership').values(row).execute()
}

/** Gives a place to a person who has none now; false when they have one. */
export async function placeMember(
  tx: Tx,
  row: { userId: string; role: Role; createdBy: string },
): Promise<boolean> {
  const result = await tx
    .insertInto('membership')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'userId'])
        .doUpdateSet({ role: row.role, createdBy: row.createdBy, endedAt: null })
        .where('membership.endedAt', 'is not', null),
    )
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** The kind of this tenant and the role that the actor has in it now. */
export async function selectGiver(tx: Tx): Promise<{ kind: TenantKind; role: Role } | undefined> {
  const row = await tx
    .selectFrom('membership')
    .innerJoin('tenant', 'tenant.id', 'membership.tenantId')
    .select(['tenant.kind', 'membership.role'])
    .where('membership.userId', '=', sql<string>`current_actor()`)
    .where('membership.endedAt', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  assert(isKind(row.kind), `tenant.kind is a kind: ${row.kind}`)
  return { kind: row.kind, role: asRole(row.role) }
}

/** Locks the owners, so that two who leave at once cannot both be the last but one. */
export async function lockOwners(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('membership')
    .select('userId')
    .where('role', '=', 'owner')
    .where('endedAt', 'is', null)
    .orderBy('userId')
    .forUpdate()
    .execute()
  return rows.map((row) => row.userId)
}

export async function lockMember(tx: Tx, userId: string): Promise<{ role: Role } | undefined> {
  const row = await tx
    .selectFrom('membership')
    .select('role')
    .where('userId', '=', userId)
    .where('endedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row && { role: asRole(row.role) }
}

export async function updateMember(tx: Tx, userId: string, change: { role: Role } | 'end') {
  await tx
    .updateTable('membership')
    .set(change === 'end' ? { endedAt: sql<Date>`now()` } : change)
    .where('userId', '=', userId)
    .execute()
}
