import type { Tx } from '#modules/kernel/db.ts'

export async function insertHelpTaken(
  tx: Tx,
  row: { id: string; classId: string; learnerId: string },
): Promise<void> {
  await tx
    .insertInto('helpTaken')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

/** Who went last to each learner of a class since an instant. */
export const selectHelpTaken = (tx: Tx, classId: string, since: Date) =>
  tx
    .selectFrom('helpTaken as h')
    .leftJoin('userAccount as u', 'u.id', 'h.takenBy')
    .distinctOn('h.learnerId')
    .select(['h.learnerId', 'h.takenBy', 'h.at', 'u.displayName as takenByName'])
    .where('h.classId', '=', classId)
    .where('h.at', '>=', since)
    .orderBy('h.learnerId')
    .orderBy('h.at', 'desc')
    .execute()

/** The classes that somebody is or was on the list of, the latest first. */
export const selectClassesOf = (tx: Tx, learnerId: string) =>
  tx
    .selectFrom('classMember as m')
    .innerJoin('courseClass as c', (join) =>
      join.onRef('c.tenantId', '=', 'm.tenantId').onRef('c.id', '=', 'm.classId'),
    )
    .select([
      'c.id',
      'c.title',
      'c.courseId',
      'c.lessonId',
      'c.startsAt',
      'm.enrolledAt',
      'm.leftAt',
    ])
    .where('m.learnerId', '=', learnerId)
    .orderBy('c.startsAt', 'desc')
    .limit(500)
    .execute()

/** Every note of somebody's attendance, corrections too. */
export const selectAttendanceOf = (tx: Tx, learnerId: string) =>
  tx
    .selectFrom('attendance')
    .select(['id', 'classId', 'isThere', 'how', 'at'])
    .where('learnerId', '=', learnerId)
    .orderBy('at')
    .orderBy('id')
    .limit(5000)
    .execute()
