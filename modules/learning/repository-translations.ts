import type { Tx } from '#modules/kernel/db.ts'
import type { TranslationForm } from './shared.ts'

/** False when one of this id is there already. */
export async function insertTranslation(tx: Tx, row: TranslationForm): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('blockTranslation')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

const decided = (tx: Tx) =>
  tx
    .selectFrom('blockTranslation as written')
    .leftJoin('blockTranslationDecision as accepted', (join) =>
      join
        .onRef('accepted.tenantId', '=', 'written.tenantId')
        .onRef('accepted.translationId', '=', 'written.id')
        .on('accepted.status', '=', 'accepted'),
    )
    .leftJoin('blockTranslationDecision as removed', (join) =>
      join
        .onRef('removed.tenantId', '=', 'written.tenantId')
        .onRef('removed.translationId', '=', 'written.id')
        .on('removed.status', '=', 'removed'),
    )
    .select([
      'written.id',
      'written.courseId',
      'written.blockId',
      'written.language',
      'written.text',
      'written.source',
      'written.speaker',
      'written.createdBy',
      'accepted.decidedBy as acceptedBy',
      'accepted.decidedAt as acceptedAt',
      'removed.decidedAt as removedAt',
    ])

export const findTranslation = (tx: Tx, id: string) =>
  decided(tx).where('written.id', '=', id).executeTakeFirst()

export const selectTranslations = (tx: Tx, courseId: string, limit: number) =>
  decided(tx)
    .where('written.courseId', '=', courseId)
    .orderBy('written.createdAt', 'desc')
    .limit(limit)
    .execute()

/** The one that is shown of each block and language: the last that was accepted and is still there. */
export const selectShownTranslations = (tx: Tx, limit: number) =>
  decided(tx)
    .distinctOn(['written.courseId', 'written.blockId', 'written.language'])
    .where('accepted.decidedAt', 'is not', null)
    .where('removed.decidedAt', 'is', null)
    .orderBy('written.courseId')
    .orderBy('written.blockId')
    .orderBy('written.language')
    .orderBy('accepted.decidedAt', 'desc')
    .orderBy('written.id', 'desc')
    .limit(limit)
    .execute()

export async function insertTranslationDecision(
  tx: Tx,
  translationId: string,
  status: 'accepted' | 'removed',
): Promise<void> {
  await tx
    .insertInto('blockTranslationDecision')
    .values({ translationId, status })
    .onConflict((conflict) => conflict.columns(['tenantId', 'translationId', 'status']).doNothing())
    .execute()
}

/** Whose words they were is not kept; the words are. */
export async function forgetTranslator(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('blockTranslation').set({ speaker: null }).where('id', '=', id).execute()
}

/** Whoever else decides about the same text waits. */
export const lockTranslation = (tx: Tx, id: string) =>
  tx.selectFrom('blockTranslation').select('id').where('id', '=', id).forUpdate().execute()
