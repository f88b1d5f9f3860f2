import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { RuleForm } from './shared.ts'

/** Rules in use with the names of what they say; of one account those of all as well. */
export async function selectRules(tx: Tx, bankAccountId?: string) {
  let query = tx
    .selectFrom('bankRule as r')
    .innerJoin('account as a', (join) =>
      join.onRef('a.tenantId', '=', 'r.tenantId').onRef('a.code', '=', 'r.accountCode'),
    )
    .leftJoin('bankAccount as b', (join) =>
      join.onRef('b.tenantId', '=', 'r.tenantId').onRef('b.id', '=', 'r.bankAccountId'),
    )
    .leftJoin('costCentre as c', (join) =>
      join.onRef('c.tenantId', '=', 'r.tenantId').onRef('c.id', '=', 'r.costCentreId'),
    )
    .select([
      'r.id',
      'r.contains',
      'r.direction',
      'r.accountCode',
      'r.costCentreId',
      'r.memo',
      'a.name as accountName',
      'b.name as bankName',
      'c.name as costCentreName',
    ])
    .where('r.archivedAt', 'is', null)
  if (bankAccountId !== undefined)
    query = query.where((eb) =>
      eb.or([eb('r.bankAccountId', 'is', null), eb('r.bankAccountId', '=', bankAccountId)]),
    )
  const rows = await query.orderBy('r.contains').orderBy('r.id').limit(500).execute()
  return rows.map(({ direction, ...row }) => ({
    ...row,
    direction: direction === 'in' ? ('in' as const) : ('out' as const),
  }))
}

export async function insertRule(tx: Tx, rule: RuleForm): Promise<void> {
  await tx
    .insertInto('bankRule')
    .values({
      ...rule,
      bankAccountId: rule.bankAccountId ?? null,
      costCentreId: rule.costCentreId ?? null,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

export async function setRuleArchived(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('bankRule')
    .set({ archivedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
