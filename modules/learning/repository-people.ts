import { sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'

export async function insertDevice(
  tx: Tx,
  device: { id: string; name: string; learnerId: string | null; tokenHash: Buffer },
): Promise<void> {
  await tx.insertInto('learnDevice').values(device).execute()
}

export const findDeviceRow = (tx: Tx, deviceId: string) =>
  tx.selectFrom('learnDevice').selectAll().where('id', '=', deviceId).executeTakeFirst()

export async function touchDevice(tx: Tx, deviceId: string): Promise<void> {
  await tx
    .updateTable('learnDevice')
    .set({ lastSeenAt: sql<Date>`now()` })
    .where('id', '=', deviceId)
    .execute()
}

export const selectDevices = (tx: Tx, limit: number) =>
  tx
    .selectFrom('learnDevice')
    .leftJoin('learner', (join) =>
      join
        .onRef('learner.tenantId', '=', 'learnDevice.tenantId')
        .onRef('learner.id', '=', 'learnDevice.learnerId'),
    )
    .select([
      'learnDevice.id',
      'learnDevice.name',
      'learnDevice.learnerId',
      'learner.displayName as learnerName',
      'learnDevice.createdAt',
      'learnDevice.lastSeenAt',
    ])
    .where('learnDevice.revokedAt', 'is', null)
    .orderBy('learnDevice.createdAt', 'desc')
    .limit(limit)
    .execute()

export async function revokeDeviceRow(tx: Tx, deviceId: string): Promise<void> {
  await tx
    .updateTable('learnDevice')
    .set({ revokedAt: sql<Date>`now()` })
    .where('id', '=', deviceId)
    .where('revokedAt', 'is', null)
    .execute()
}

export async function findClassCode(db: Db, code: string) {
  const { rows } = await sql<{ tenantId: string; classId: string }>`
    select tenant_id, class_id from find_class_code(${code})`.execute(db)
  return rows
}

const PERSON = [
  'id',
  'displayName',
  'tile',
  'language',
  'pictureSalt',
  'pictureHash',
  'cardHash',
  'createdAt',
] as const

/** Those of an id that is here already stay as they are. */
export async function insertLearners(
  tx: Tx,
  learners: readonly { id: string; displayName: string; tile: number; language: string }[],
): Promise<void> {
  if (learners.length === 0) return
  await tx
    .insertInto('learner')
    .values(learners)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

export async function updateLearner(
  tx: Tx,
  learnerId: string,
  change: {
    displayName?: string | null
    tile?: number
    language?: string
    pictureSalt?: string | null
    pictureHash?: string | null
    cardHash?: Buffer | null
    leftAt?: Date | null
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('learner')
    .set(change)
    .where('id', '=', learnerId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Everybody who learns here, by name. */
export const selectLearners = (tx: Tx, limit: number) =>
  tx
    .selectFrom('learner')
    .select(PERSON)
    .where('leftAt', 'is', null)
    .orderBy('displayName')
    .orderBy('id')
    .limit(limit)
    .execute()

export const selectLearnersById = (tx: Tx, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('learner')
        .select(PERSON)
        .where('id', 'in', ids)
        .where('leftAt', 'is', null)
        .orderBy('displayName')
        .orderBy('id')
        .execute()

/** One learner, also one who has left. */
export const selectLearner = (tx: Tx, learnerId: string) =>
  tx
    .selectFrom('learner')
    .select([...PERSON, 'leftAt'])
    .where('id', '=', learnerId)
    .executeTakeFirst()

/** Who has some cards; a card of somebody who left opens nothing. */
export const selectLearnersOfCards = (tx: Tx, cardHashes: readonly Buffer[]) =>
  cardHashes.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('learner')
        .select(['id', 'displayName', 'cardHash'])
        .where('cardHash', 'in', cardHashes)
        .where('leftAt', 'is', null)
        .execute()

/** Somebody's own devices carry their name: it goes, and so do they. */
export async function forgetDevicesOf(tx: Tx, learnerId: string): Promise<void> {
  await tx
    .updateTable('learnDevice')
    .set({ name: '—', revokedAt: sql<Date>`coalesce(revoked_at, now())` })
    .where('learnerId', '=', learnerId)
    .execute()
}

/** Papers that say somebody's name say it no more. */
export async function forgetCertificatesOf(tx: Tx, learnerId: string): Promise<void> {
  await tx
    .updateTable('certificate')
    .set({ name: null })
    .where('learnerId', '=', learnerId)
    .execute()
}

export const countLearners = async (tx: Tx): Promise<number> => {
  const { n } = await tx
    .selectFrom('learner')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}
