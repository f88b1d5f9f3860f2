import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

export const selectAccounts = (tx: Tx) =>
  tx
    .selectFrom('account')
    .select(['code', 'name', 'names', 'kind', 'holdsMoney', 'archivedAt'])
    .orderBy('code')
    .limit(1000)
    .execute()

/** Those of the given accounts that there are, by code. */
export async function findAccounts(tx: Tx, codes: readonly string[]) {
  if (codes.length === 0) return new Map<string, AccountRow>()
  const rows = await tx
    .selectFrom('account')
    .select(['code', 'name', 'kind', 'holdsMoney', 'archivedAt'])
    .where('code', 'in', [...new Set(codes)])
    .execute()
  return new Map<string, AccountRow>(rows.map((row) => [row.code, row]))
}

interface AccountRow {
  code: string
  name: string
  kind: string
  holdsMoney: boolean
  archivedAt: Date | null
}

/** The account, held until the transaction ends so that two people can't change it at once. */
export const lockAccount = (tx: Tx, code: string) =>
  tx
    .selectFrom('account')
    .select(['code', 'name', 'kind', 'archivedAt'])
    .where('code', '=', code)
    .forNoKeyUpdate()
    .executeTakeFirst()

export async function insertAccount(
  tx: Tx,
  account: { code: string; kind: string; name: string; nameEn: string; holdsMoney: boolean },
): Promise<boolean> {
  const { nameEn, ...row } = account
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('account')
    .values({ ...row, names: namesOf(nameEn) })
    .onConflict((conflict) => conflict.columns(['tenantId', 'code']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function updateAccount(
  tx: Tx,
  code: string,
  { nameEn, ...account }: { kind: string; name: string; nameEn: string; holdsMoney: boolean },
): Promise<void> {
  await tx
    .updateTable('account')
    .set({
      ...account,
      // Names in other languages than the form's stay.
      names: sql<string>`(names - 'en') || ${namesOf(nameEn)}::jsonb`,
    })
    .where('code', '=', code)
    .execute()
}

const namesOf = (nameEn: string) => JSON.stringify(nameEn === '' ? {} : { en: nameEn })

export async function setAccountArchived(tx: Tx, code: string, isArchived: boolean): Promise<void> {
  await tx
    .updateTable('account')
    .set({ archivedAt: isArchived ? sql<Date>`now()` : null })
    .where('code', '=', code)
    .execute()
}

/** Whether anything was ever posted on it, and what stands there now. */
export async function sumAccountEver(tx: Tx, code: string) {
  const { rows } = await sql<{ hasPostings: boolean; balanceMinor: number }>`
    select count(*) > 0 as has_postings, coalesce(sum(amount_minor), 0)::bigint as balance_minor
    from posting where account_code = ${code}`.execute(tx)
  return rows[0] ?? { hasPostings: false, balanceMinor: 0 }
}

export const selectCostCentres = (tx: Tx) =>
  tx
    .selectFrom('costCentre')
    .select(['id', 'name', 'archivedAt'])
    .orderBy('name')
    .limit(500)
    .execute()

export const findCostCentre = (tx: Tx, id: string) =>
  tx
    .selectFrom('costCentre')
    .select(['id', 'name', 'archivedAt'])
    .where('id', '=', id)
    .executeTakeFirst()

export const findCostCentreByName = (tx: Tx, name: string) =>
  tx
    .selectFrom('costCentre')
    .select('id')
    .where('name', '=', name)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()

export async function upsertCostCentre(tx: Tx, row: { id: string; name: string }): Promise<void> {
  await tx
    .insertInto('costCentre')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'id']).doUpdateSet({ name: row.name, archivedAt: null }),
    )
    .execute()
}

export async function setCostCentreArchived(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('costCentre')
    .set({ archivedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
