import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

export async function insertPhoto(
  tx: Tx,
  row: { id: string; learnerId: string; bytes: Buffer; sha256: string; consentWords: string },
): Promise<void> {
  await tx.insertInto('learnerPhoto').values(row).execute()
}

/** The picture is gone; that there was one, and who agreed to it, stays. @returns whether there was one. */
export async function forgetPhotoOf(tx: Tx, learnerId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('learnerPhoto')
    .set({
      bytes: null,
      sha256: null,
      removedAt: sql<Date>`now()`,
      removedBy: sql<string | null>`current_actor()`,
    })
    .where('learnerId', '=', learnerId)
    .where('bytes', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Photographs that are on tiles now, by learner; never their bytes. */
export async function selectPhotosOf(
  tx: Tx,
  learnerIds: readonly string[],
): Promise<Map<string, { id: string; hash: string }>> {
  if (learnerIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('learnerPhoto')
    .select(['learnerId', 'id', 'sha256'])
    .where('learnerId', 'in', learnerIds)
    .where('bytes', 'is not', null)
    .execute()
  return new Map(rows.map(({ learnerId, id, sha256 }) => [learnerId, { id, hash: sha256 ?? '' }]))
}

/** A photograph that is on a tile now, and who agreed to it. */
export const selectPhoto = (tx: Tx, learnerId: string) =>
  tx
    .selectFrom('learnerPhoto as p')
    .leftJoin('userAccount as u', 'u.id', 'p.heardBy')
    .select(['p.id', 'p.bytes', 'p.consentWords', 'p.consentedAt', 'u.displayName as heardBy'])
    .where('p.learnerId', '=', learnerId)
    .where('p.bytes', 'is not', null)
    .executeTakeFirst()

/** The same by the name that devices have of it, while its learner is on the lists. */
export const selectNamedPhoto = (tx: Tx, id: string, hash: string) =>
  tx
    .selectFrom('learnerPhoto as p')
    .innerJoin('learner as l', (join) =>
      join.onRef('l.tenantId', '=', 'p.tenantId').onRef('l.id', '=', 'p.learnerId'),
    )
    .select(['p.learnerId', 'p.bytes'])
    .where('p.id', '=', id)
    .where('p.sha256', '=', hash)
    .where('l.leftAt', 'is', null)
    .executeTakeFirst()
