import type { Tx } from '#modules/kernel/db.ts'

/** Cases that are not taken off, the newest first. */
export const selectCases = (tx: Tx, limit: number) =>
  tx
    .selectFrom('weeklyCase as told')
    .leftJoin('weeklyCaseEnd as ended', (join) =>
      join.onRef('ended.tenantId', '=', 'told.tenantId').onRef('ended.caseId', '=', 'told.id'),
    )
    .select([
      'told.id',
      'told.template',
      'told.title',
      'told.scenario',
      'told.question',
      'told.reviewedBy',
      'told.publishedAt',
    ])
    .where('ended.caseId', 'is', null)
    .orderBy('told.publishedAt', 'desc')
    .orderBy('told.id', 'desc')
    .limit(limit)
    .execute()
