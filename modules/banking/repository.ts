import { type Insertable, sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'
import type { DB } from '#modules/kernel/schema.ts'
import type { Layout } from './shared.ts'

export const selectBankAccounts = (tx: Tx) =>
  tx
    .selectFrom('bankAccount as b')
    .innerJoin('account as a', (join) =>
      join.onRef('a.tenantId', '=', 'b.tenantId').onRef('a.code', '=', 'b.accountCode'),
    )
    .select([
      'b.id',
      'b.name',
      'b.lastDigits',
      'b.accountCode',
      'b.openingOn',
      'b.openingMinor',
      'b.layout',
      'a.name as accountName',
    ])
    .orderBy('b.createdAt')
    .orderBy('b.id')
    .limit(100)

export const findBankAccount = (tx: Tx, id: string) =>
  selectBankAccounts(tx).where('b.id', '=', id).executeTakeFirst()

/** Whatever changes what is matched on an account holds it, so that two people can't match at once. */
export async function lockBankAccount(tx: Tx, id: string): Promise<void> {
  await sql`select id from bank_account where id = ${id} for no key update`.execute(tx)
}

export async function insertBankAccount(
  tx: Tx,
  account: Omit<Insertable<DB['bankAccount']>, 'layout'>,
): Promise<void> {
  await tx.insertInto('bankAccount').values(account).execute()
}

export async function updateBankAccount(
  tx: Tx,
  id: string,
  change: { name: string; lastDigits: string; openingOn: string; openingMinor: number },
): Promise<void> {
  await tx.updateTable('bankAccount').set(change).where('id', '=', id).execute()
}

export async function saveLayout(tx: Tx, id: string, layout: Layout): Promise<void> {
  await tx
    .updateTable('bankAccount')
    .set({ layout: JSON.stringify(layout) })
    .where('id', '=', id)
    .execute()
}

export async function insertFile(tx: Tx, file: Insertable<DB['bankFile']>): Promise<void> {
  await sql`delete from bank_file where created_at < now() - interval '1 day'`.execute(tx)
  await tx
    .insertInto('bankFile')
    .values(file)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

export const findFile = (tx: Tx, id: string, bankAccountId: string) =>
  tx
    .selectFrom('bankFile')
    .select(['fileName', 'content'])
    .where('id', '=', id)
    .where('bankAccountId', '=', bankAccountId)
    .executeTakeFirst()

/** Taking the file is also the lock: a second press waits here and then finds nothing. */
export const takeFile = (tx: Tx, id: string, bankAccountId: string) =>
  tx
    .deleteFrom('bankFile')
    .where('id', '=', id)
    .where('bankAccountId', '=', bankAccountId)
    .returning(['fileName', 'content'])
    .executeTakeFirst()

/** Lines whose import was not taken back. */
export const liveLines = (tx: Tx, bankAccountId: string) =>
  tx
    .selectFrom('bankLine as l')
    .where('l.bankAccountId', '=', bankAccountId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('bankImportUndo as u')
            .select('u.importId')
            .whereRef('u.importId', '=', 'l.importId'),
        ),
      ),
    )

export const selectLinesBetween = (tx: Tx, bankAccountId: string, from: string, to: string) =>
  liveLines(tx, bankAccountId)
    .select(['l.bookedOn', 'l.amountMinor', 'l.balanceMinor', 'l.text'])
    .where('l.bookedOn', '>=', from)
    .where('l.bookedOn', '<=', to)
    .orderBy('l.bookedOn')
    .orderBy('l.lineNo')
    .execute()

/** The last line up to and including a day. */
export const findLastLine = (tx: Tx, bankAccountId: string, through: string) =>
  liveLines(tx, bankAccountId)
    .select(['l.bookedOn', 'l.balanceMinor'])
    .where('l.bookedOn', '<=', through)
    .orderBy('l.bookedOn', 'desc')
    .orderBy('l.lineNo', 'desc')
    .limit(1)
    .executeTakeFirst()

export async function insertImport(
  tx: Tx,
  one: { id: string; bankAccountId: string; fileName: string },
  lines: readonly Omit<Insertable<DB['bankLine']>, 'lineNo' | 'bankAccountId' | 'importId'>[],
): Promise<void> {
  await tx.insertInto('bankImport').values(one).execute()
  const { last } = await tx
    .selectFrom('bankLine')
    .select((eb) => eb.fn.coalesce(eb.fn.max('lineNo'), sql<number>`0`).as('last'))
    .where('bankAccountId', '=', one.bankAccountId)
    .executeTakeFirstOrThrow()
  const rows = lines.map((line, index) => ({
    ...line,
    bankAccountId: one.bankAccountId,
    importId: one.id,
    lineNo: last + index + 1,
  }))
  await insertRows(tx, { bankLine: rows })
}

export const selectImports = (tx: Tx, bankAccountId: string) =>
  tx
    .selectFrom('bankImport as i')
    .leftJoin('bankImportUndo as u', (join) =>
      join.onRef('u.tenantId', '=', 'i.tenantId').onRef('u.importId', '=', 'i.id'),
    )
    .leftJoin('userAccount as w', 'w.id', 'i.createdBy')
    .select([
      'i.id',
      'i.fileName',
      'i.createdAt',
      'u.createdAt as undoneAt',
      'w.displayName as byName',
    ])
    .select(
      sql<number>`(select count(*)::int from bank_line l
        where l.tenant_id = i.tenant_id and l.import_id = i.id)`.as('lineCount'),
    )
    .select(
      sql<number>`(select count(*)::int from bank_line l join bank_match m
          on m.tenant_id = l.tenant_id and m.line_id = l.id and m.undone_at is null
        where l.tenant_id = i.tenant_id and l.import_id = i.id)`.as('matchedCount'),
    )
    .where('i.bankAccountId', '=', bankAccountId)
    .orderBy('i.createdAt', 'desc')
    .orderBy('i.id')
    .limit(30)

export async function insertImportUndo(tx: Tx, importId: string): Promise<void> {
  await tx.insertInto('bankImportUndo').values({ importId }).execute()
}

/** Whether there is a live line on or before a day, or anything was ever taken in. */
export async function hasLines(tx: Tx, bankAccountId: string): Promise<boolean> {
  const found = await liveLines(tx, bankAccountId).select('l.id').limit(1).executeTakeFirst()
  return found !== undefined
}
