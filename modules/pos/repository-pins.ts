import { sql } from 'kysely'
import { may } from '#modules/identity/index.ts'
import { ROLES } from '#modules/identity/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'

const MOST_STAFF = 200
const SELLERS = ROLES.filter((role) => may(role, 'till.sell'))
const MANAGERS: readonly string[] = ROLES.filter((role) => may(role, 'till.manage'))
const STOCKERS: readonly string[] = ROLES.filter((role) => may(role, 'goods.manage'))

export async function upsertPin(
  tx: Tx,
  pin: { userId: string; salt: Buffer; hash: Buffer; iterations: number },
): Promise<void> {
  await tx
    .insertInto('cashierPin')
    .values(pin)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'userId']).doUpdateSet((row) => ({
        salt: row.ref('excluded.salt'),
        hash: row.ref('excluded.hash'),
        iterations: row.ref('excluded.iterations'),
        setAt: sql<Date>`now()`,
      })),
    )
    .execute()
}

export async function deletePinRow(tx: Tx, userId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('cashierPin')
    .where('userId', '=', userId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

export async function hasPinRow(tx: Tx, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('cashierPin')
    .select('userId')
    .where('userId', '=', userId)
    .executeTakeFirst()
  return row !== undefined
}

/** Ids of those who have a PIN. */
export async function listPinOwners(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('cashierPin').select('userId').limit(MOST_STAFF).execute()
  return rows.map((row) => row.userId)
}

/** Who may sell, those in charge first. */
export async function listStaffRows(tx: Tx) {
  const rows = await tx
    .selectFrom('membership as m')
    .innerJoin('userAccount as u', 'u.id', 'm.userId')
    .leftJoin('cashierPin as p', 'p.userId', 'm.userId')
    .select([
      'm.userId as id',
      'm.role',
      'u.displayName',
      'u.locale',
      'u.theme',
      'u.textSize',
      'p.salt',
      'p.hash',
      'p.iterations',
    ])
    .where('m.endedAt', 'is', null)
    .where('m.role', 'in', SELLERS)
    .orderBy(sql`array_position(array['owner','manager','cashier'], m.role)`)
    .orderBy('m.createdAt')
    .orderBy('m.userId')
    .limit(MOST_STAFF)
    .execute()
  return rows.map(({ role, theme, textSize, ...row }) => ({
    ...row,
    theme: THEMES.find((each) => each === theme) ?? 'system',
    textSize: textSize === 'easy' ? ('easy' as const) : ('base' as const),
    isManager: MANAGERS.includes(role),
    mayManageGoods: STOCKERS.includes(role),
  }))
}

const THEMES = ['system', 'light', 'dark', 'sun'] as const
