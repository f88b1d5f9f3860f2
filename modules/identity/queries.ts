import { sql } from 'kysely'
import type { PersonTx, Tx } from '#modules/kernel/db.ts'
import { readSetting } from '#modules/kernel/settings.ts'
import { asRole } from './repository.ts'
import { RECEIPT_SETTINGS, TAX_METHOD, TAX_PROFILE } from './settings.ts'
import type { TenantInput } from './shared.ts'

const MOST_PEOPLE = 500
const MOST_GRANTS = 200

/** This tenant as its owner may change it, with the rules that hold now. */
export async function getTenant(tx: Tx): Promise<TenantInput> {
  const row = await tx
    .selectFrom('tenant')
    .select(['name', 'phone', 'address', 'calendar'])
    .executeTakeFirstOrThrow()
  return {
    ...row,
    calendar: row.calendar === 'gregory' ? 'gregory' : 'roc',
    taxProfile: await readSetting(tx, TAX_PROFILE),
    taxMethod: await readSetting(tx, TAX_METHOD),
    receipt: await readSetting(tx, RECEIPT_SETTINGS),
  }
}

/** Who belongs here now, owners first, and the invitations that are still open. */
export async function listPeople(tx: Tx) {
  const members = await tx
    .selectFrom('membership')
    .innerJoin('userAccount', 'userAccount.id', 'membership.userId')
    .select(['membership.userId', 'displayName', 'email', 'phone', 'role', 'membership.createdAt'])
    .where('endedAt', 'is', null)
    .orderBy(
      sql`array_position(array['owner','manager','bookkeeper','trainer','cashier','learner'], role)`,
    )
    .orderBy('displayName')
    .limit(MOST_PEOPLE)
    .execute()
  const invitations = await tx
    .selectFrom('invitation')
    .select(['id', 'role', 'displayName', 'expiresAt'])
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', sql<Date>`now()`)
    .orderBy('createdAt', 'desc')
    .limit(MOST_GRANTS)
    .execute()
  return {
    members: members.map((row) => ({ ...row, role: asRole(row.role) })),
    invitations: invitations.map((row) => ({ ...row, role: asRole(row.role) })),
  }
}

/** The API tokens in use, the newest first; their secrets are nowhere. */
export const listApiTokens = (tx: Tx) =>
  tx
    .selectFrom('apiToken')
    .innerJoin('userAccount', 'userAccount.id', 'apiToken.createdBy')
    .select([
      'apiToken.id',
      'name',
      'scopes',
      'apiToken.createdAt',
      'lastUsedAt',
      'displayName as createdByName',
    ])
    .where('revokedAt', 'is', null)
    .orderBy('apiToken.createdAt', 'desc')
    .limit(MOST_GRANTS)
    .execute()

/** What a person signs in with. */
export async function getPerson(tx: PersonTx, userId: string): Promise<{ identifier: string }> {
  const row = await tx
    .selectFrom('userAccount')
    .select(['email', 'phone'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  return { identifier: row.email ?? row.phone ?? '' }
}
