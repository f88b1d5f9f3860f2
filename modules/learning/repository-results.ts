import type { Tx } from '#modules/kernel/db.ts'

/** What tells how far somebody is and what they know. */
const WORK = ['lesson.opened', 'lesson.done', 'question.answered'] as const
/** A centre of two thousand who answered a hundred questions each. */
const MAX_WORK = 200_000

const work = (tx: Tx, whose: readonly string[] | 'everybody') =>
  tx
    .selectFrom('learnEvent')
    .where('type', 'in', [...WORK])
    .$if(whose !== 'everybody', (query) =>
      query.where('learnerId', 'in', whose === 'everybody' ? [] : whose),
    )

/** What tells what waits for somebody. */
const DUE_WORK = ['lesson.opened', 'lesson.done', 'question.answered', 'sitting.ended'] as const

/** What was done in all courses by some learners; the oldest first. */
export const selectDueWork = (tx: Tx, learnerIds: readonly string[]) =>
  learnerIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('learnEvent')
        .select(['id', 'learnerId', 'type', 'body', 'at'])
        .where('type', 'in', [...DUE_WORK])
        .where('learnerId', 'in', learnerIds)
        .orderBy('at')
        .orderBy('id')
        .limit(MAX_WORK)
        .execute()

/** Nobody's list is empty, which SQL has no words for. */
const isNobody = (whose: readonly string[] | 'everybody') =>
  whose !== 'everybody' && whose.length === 0

/** The courses that somebody began. */
export async function findBegunCourses(
  tx: Tx,
  whose: readonly string[] | 'everybody',
): Promise<Set<string>> {
  if (isNobody(whose)) return new Set()
  const rows = await work(tx, whose).select('courseId').distinct().execute()
  return new Set(rows.flatMap(({ courseId }) => (courseId === null ? [] : [courseId])))
}

/** What was done in one course; the oldest first. */
export const selectCourseWork = (
  tx: Tx,
  courseId: string,
  whose: readonly string[] | 'everybody',
) =>
  isNobody(whose)
    ? Promise.resolve([])
    : work(tx, whose)
        .select(['id', 'learnerId', 'type', 'body', 'at'])
        .where('courseId', '=', courseId)
        .orderBy('at')
        .orderBy('id')
        .limit(MAX_WORK)
        .execute()
