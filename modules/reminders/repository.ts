import { sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'

export interface ChoiceRow {
  id: string
  learnerId: string
  channel: string
  address: string | null
  wording: string
  language: string
  how: 'asked' | 'link' | 'forgotten'
  code: string
  origin: string | null
}

/** One at a time says or asks how somebody wants to be told, until the transaction ends. */
export const lockLearner = (tx: Tx, learnerId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`reminders ${learnerId}`}, 0))`.execute(tx)

/** @returns false when it is written down already. */
export async function insertChoice(tx: Tx, row: ChoiceRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('reminderChoice')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The last word of some learners; whoever was never asked is left out. */
export const selectChoices = (tx: Tx, learnerIds: readonly string[]) =>
  learnerIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('reminderChoice')
        .distinctOn('learnerId')
        .selectAll()
        .where('learnerId', 'in', learnerIds)
        .orderBy('learnerId')
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .execute()

/** Everything that somebody ever agreed to, the newest first. */
export const selectHistory = (tx: Tx, learnerId: string) =>
  tx
    .selectFrom('reminderChoice as c')
    .leftJoin('userAccount as u', 'u.id', 'c.notedBy')
    .select(['c.id', 'c.channel', 'c.address', 'c.wording', 'c.language', 'c.how', 'c.at'])
    .select('u.displayName as notedByName')
    .where('c.learnerId', '=', learnerId)
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(200)
    .execute()

/** The last address that somebody gave for letters. */
export const findAddress = async (tx: Tx, learnerId: string): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('reminderChoice')
    .select('address')
    .where('learnerId', '=', learnerId)
    .where('channel', '=', 'mail')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row?.address ?? undefined
}

export async function forgetAddresses(tx: Tx, learnerId: string): Promise<void> {
  await tx
    .updateTable('reminderChoice')
    .set({ address: null })
    .where('learnerId', '=', learnerId)
    .execute()
}

export async function findCode(db: Db, code: string) {
  const { rows } = await sql<{ tenantId: string; learnerId: string }>`
    select tenant_id, learner_id from find_reminder_code(${code})`.execute(db)
  return rows[0]
}

export async function findRemindingCentres(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    tenantId: string
  }>`select tenant_id from find_reminding_centres() order by 1`.execute(db)
  return rows.map(({ tenantId }) => tenantId)
}

/** @returns false when it was written down already, or a letter went out for the same. */
export async function insertReminder(
  tx: Tx,
  row: { id: string; learnerId: string; channel: string; dueAt: Date; isTold: boolean; at: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('reminder')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The last word on whether some learners were told, and until when of what was due. */
export const selectReminders = (tx: Tx, learnerIds: readonly string[]) =>
  learnerIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('reminder as r')
        .leftJoin('userAccount as u', 'u.id', 'r.notedBy')
        .distinctOn('r.learnerId')
        .select(['r.id', 'r.learnerId', 'r.channel', 'r.dueAt', 'r.isTold', 'r.at'])
        .select('u.displayName as notedByName')
        .where('r.learnerId', 'in', learnerIds)
        .orderBy('r.learnerId')
        .orderBy('r.at', 'desc')
        .orderBy('r.id', 'desc')
        .execute()

/** @returns false when the letters of that day are written. */
export async function insertDay(tx: Tx, day: string): Promise<boolean> {
  const { rows } = await sql<{ day: string }>`
    insert into reminder_day (day) values (${day}) on conflict do nothing returning day`.execute(tx)
  return rows.length > 0
}

/** Every time that somebody was told, the newest first. */
export const selectAllReminders = (tx: Tx, learnerId: string) =>
  tx
    .selectFrom('reminder')
    .select(['channel', 'dueAt', 'isTold', 'at'])
    .where('learnerId', '=', learnerId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1000)
    .execute()
