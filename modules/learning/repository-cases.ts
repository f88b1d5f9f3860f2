import type { Tx } from '#modules/kernel/db.ts'
import type { Question, Scenario } from './shared.ts'

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

/** False when one of this id is there already. */
export async function insertCase(
  tx: Tx,
  row: {
    id: string
    template: string
    title: string
    reviewedBy: string
    scenario: Scenario
    question: Question
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('weeklyCase')
    .values({
      ...row,
      scenario: JSON.stringify(row.scenario),
      question: JSON.stringify(row.question),
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const hasCase = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.selectFrom('weeklyCase').select('id').where('id', '=', id).executeTakeFirst()) !==
  undefined

export async function endCase(tx: Tx, caseId: string): Promise<void> {
  await tx
    .insertInto('weeklyCaseEnd')
    .values({ caseId })
    .onConflict((conflict) => conflict.columns(['tenantId', 'caseId']).doNothing())
    .execute()
}
