import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { Json } from '#modules/kernel/schema.ts'

export interface EventRow {
  id: string
  deviceId: string
  journalId: string
  seq: number
  learnerId: string
  type: string
  courseId: string | null
  lessonId: string | null
  body: Json
  hash: string
  at: Date
}

/** @returns the ids that are new. */
export async function insertEvents(tx: Tx, rows: readonly EventRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const written = await tx
    .insertInto('learnEvent')
    .values(rows.map((row) => ({ ...row, body: JSON.stringify(row.body) })))
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .returning('id')
    .execute()
  return new Set(written.map(({ id }) => id))
}

/** Hashes of events that stand here already, by id. */
export async function findHashes(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('learnEvent')
    .select(['id', 'hash'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, hash }) => [id, hash]))
}

export async function insertAside(
  tx: Tx,
  rows: readonly {
    id: string
    deviceId: string
    journalId: string
    seq: number
    reason: string
    event: unknown
  }[],
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('learnEventAside')
    .values(rows.map((row) => ({ ...row, event: JSON.stringify(row.event) })))
    .onConflict((conflict) => conflict.columns(['tenantId', 'id', 'reason']).doNothing())
    .execute()
}

/** The last number of a journal that stands here, read or set aside; 0 without any. */
export async function findLastSeq(tx: Tx, journalId: string): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select greatest(
      coalesce((select max(seq) from learn_event where journal_id = ${journalId}), 0),
      coalesce((select max(seq) from learn_event_aside where journal_id = ${journalId}), 0)
    ) as seq`.execute(tx)
  return Number(rows[0]?.seq ?? 0)
}

export const findLearnerIds = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> => {
  if (ids.length === 0) return new Set()
  const rows = await tx.selectFrom('learner').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map(({ id }) => id))
}

const MAX_EVENTS = 20_000

/** Everything that some learners did, the oldest first. */
export const selectEventsOf = (tx: Tx, learnerIds: readonly string[]) =>
  learnerIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('learnEvent')
        .select(['id', 'learnerId', 'type', 'body', 'at'])
        .where('learnerId', 'in', learnerIds)
        .orderBy('at')
        .orderBy('id')
        .limit(MAX_EVENTS)
        .execute()

/** What was done in one lesson since an instant, by some learners; the oldest first. */
export const selectLessonEvents = (
  tx: Tx,
  lesson: { courseId: string; lessonId: string; since: Date; learnerIds: readonly string[] },
) =>
  lesson.learnerIds.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('learnEvent')
        .select(['id', 'learnerId', 'type', 'body', 'at'])
        .where('courseId', '=', lesson.courseId)
        .where('lessonId', '=', lesson.lessonId)
        .where('at', '>=', lesson.since)
        .where('learnerId', 'in', lesson.learnerIds)
        .orderBy('at')
        .orderBy('id')
        .limit(MAX_EVENTS)
        .execute()
