import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { assert } from '#modules/kernel/shared.ts'

export interface ClassRow {
  id: string
  title: string
  venueId: string | null
  courseId: string
  lessonId: string
  startsAt: Date
  /** Whether a few questions are asked around its course; they are, unless somebody says no. */
  isMeasured?: boolean
}

export async function insertClass(tx: Tx, row: ClassRow): Promise<void> {
  await tx
    .insertInto('courseClass')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

export const selectClass = (tx: Tx, classId: string) =>
  tx
    .selectFrom('courseClass as c')
    .leftJoin('venue as v', (join) =>
      join.onRef('v.tenantId', '=', 'c.tenantId').onRef('v.id', '=', 'c.venueId'),
    )
    .selectAll('c')
    .select('v.name as venueName')
    .where('c.id', '=', classId)
    .executeTakeFirst()

export async function updateClass(
  tx: Tx,
  classId: string,
  change: {
    title?: string
    venueId?: string | null
    courseId?: string
    lessonId?: string
    startsAt?: Date
    joinCode?: string | null
    openedAt?: Date | null
    closedAt?: Date | null
    isMeasured?: boolean
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('courseClass')
    .set(change)
    .where('id', '=', classId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Classes around now: those that are open, then by time, the latest first. */
export const selectClasses = (tx: Tx, limit: number) =>
  tx
    .selectFrom('courseClass as c')
    .leftJoin('venue as v', (join) =>
      join.onRef('v.tenantId', '=', 'c.tenantId').onRef('v.id', '=', 'c.venueId'),
    )
    .selectAll('c')
    .select('v.name as venueName')
    .select((eb) =>
      eb
        .selectFrom('classMember as m')
        .select(({ fn }) => fn.countAll<string>().as('n'))
        .whereRef('m.tenantId', '=', 'c.tenantId')
        .whereRef('m.classId', '=', 'c.id')
        .where('m.leftAt', 'is', null)
        .as('memberCount'),
    )
    .orderBy(sql`c.opened_at is not null and c.closed_at is null`, 'desc')
    .orderBy('c.startsAt', 'desc')
    .limit(limit)
    .execute()

export const selectOpenClasses = (tx: Tx) =>
  tx
    .selectFrom('courseClass')
    .selectAll()
    .where('openedAt', 'is not', null)
    .where('closedAt', 'is', null)
    .orderBy('startsAt')
    .limit(50)
    .execute()

/** @param learnerIds each of them once. */
export async function insertMembers(
  tx: Tx,
  {
    classId,
    learnerIds,
    how,
  }: { classId: string; learnerIds: readonly string[]; how: 'trainer' | 'code' },
): Promise<void> {
  if (learnerIds.length === 0) return
  await tx
    .insertInto('classMember')
    .values(learnerIds.map((learnerId) => ({ classId, learnerId, how })))
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'classId', 'learnerId']).doUpdateSet({ leftAt: null }),
    )
    .execute()
}

export async function endMember(tx: Tx, classId: string, learnerId: string): Promise<void> {
  await tx
    .updateTable('classMember')
    .set({ leftAt: sql<Date>`now()` })
    .where('classId', '=', classId)
    .where('learnerId', '=', learnerId)
    .execute()
}

/** Who is on the lists of some classes. */
export const selectMembers = (tx: Tx, classIds: readonly string[]) =>
  classIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('classMember as m')
        .innerJoin('learner as l', (join) =>
          join.onRef('l.tenantId', '=', 'm.tenantId').onRef('l.id', '=', 'm.learnerId'),
        )
        .select(['m.classId', 'm.learnerId', 'm.how', 'l.displayName', 'l.tile'])
        .where('m.classId', 'in', classIds)
        .where('m.leftAt', 'is', null)
        .where('l.leftAt', 'is', null)
        .orderBy('l.displayName')
        .orderBy('l.id')
        .execute()

/** Courses that some learners are taught without questions around them, by the class opened last. */
export async function selectUnmeasured(
  tx: Tx,
  learnerIds: readonly string[],
): Promise<{ learnerId: string; courseId: string }[]> {
  if (learnerIds.length === 0) return []
  const rows = await tx
    .selectFrom('classMember as m')
    .innerJoin('courseClass as c', (join) =>
      join.onRef('c.tenantId', '=', 'm.tenantId').onRef('c.id', '=', 'm.classId'),
    )
    .distinctOn(['m.learnerId', 'c.courseId'])
    .select(['m.learnerId', 'c.courseId', 'c.isMeasured'])
    .where('m.learnerId', 'in', learnerIds)
    .where('m.leftAt', 'is', null)
    .orderBy('m.learnerId')
    .orderBy('c.courseId')
    .orderBy(sql`c.opened_at desc nulls last`)
    .orderBy('c.startsAt')
    .orderBy('c.id')
    .execute()
  return rows.filter(({ isMeasured }) => !isMeasured)
}

/** Everybody who ever was on a class's list, also those who left. */
export const selectEverListed = async (tx: Tx, classId: string): Promise<Set<string>> => {
  const rows = await tx
    .selectFrom('classMember')
    .select('learnerId')
    .where('classId', '=', classId)
    .execute()
  return new Set(rows.map(({ learnerId }) => learnerId))
}

/** The same with their names, for papers about a class that is over. */
export const selectEverMembers = (tx: Tx, classId: string) =>
  tx
    .selectFrom('classMember as m')
    .innerJoin('learner as l', (join) =>
      join.onRef('l.tenantId', '=', 'm.tenantId').onRef('l.id', '=', 'm.learnerId'),
    )
    .select(['m.learnerId', 'm.how', 'm.leftAt', 'l.displayName'])
    .where('m.classId', '=', classId)
    .orderBy('l.displayName')
    .orderBy('l.id')
    .execute()

export async function insertAttendance(
  tx: Tx,
  rows: readonly {
    id: string
    classId: string
    learnerId: string
    isThere: boolean
    how: 'tap' | 'card' | 'signed_in'
    at: Date
  }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('attendance')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

/** The last word on everybody of a class. */
export const selectAttendance = (tx: Tx, classId: string) =>
  tx
    .selectFrom('attendance')
    .distinctOn('learnerId')
    .select(['learnerId', 'isThere', 'how', 'at'])
    .where('classId', '=', classId)
    .orderBy('learnerId')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()

export const selectVenues = (tx: Tx) =>
  tx
    .selectFrom('venue')
    .select(['id', 'name', 'address'])
    .where('closedAt', 'is', null)
    .orderBy('name')
    .limit(200)
    .execute()

export async function insertVenue(
  tx: Tx,
  venue: { id: string; name: string; address: string | null },
): Promise<void> {
  await tx
    .insertInto('venue')
    .values(venue)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

export async function selectInstant(tx: Tx, local: string): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    select ${local}::timestamp at time zone time_zone as at from tenant`.execute(tx)
  const [row] = rows
  assert(row, 'a tenant is set')
  return row.at
}
