import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

export interface EventRow {
  id: string
  deviceId: string
  journalId: string
  seq: number
  learnerId: string
  type: string
  courseId: string | null
  lessonId: string | null
  body: object
  hash: string
  at: Date
}

/** What became of a row that was to be written. */
export interface WrittenEvent {
  id: string
  /** Whether its learner is of this centre; otherwise nothing was written. */
  isKnown: boolean
  /** False where a row of that id stands here already. */
  isNew: boolean
}

/**
 * Writes events, one statement for all: those of unknown learners and those that are here stay out.
 * It looks at no row of the table itself, but for the key of each that it writes: before PostgreSQL
 * has counted a new centre's rows it would read all of them for every batch.
 */
export async function insertEvents(tx: Tx, events: readonly EventRow[]): Promise<WrittenEvent[]> {
  if (events.length === 0) return []
  const json = JSON.stringify(
    events.map(({ deviceId, journalId, learnerId, courseId, lessonId, ...row }) => ({
      ...row,
      device_id: deviceId,
      journal_id: journalId,
      learner_id: learnerId,
      course_id: courseId,
      lesson_id: lessonId,
    })),
  )
  const { rows } = await sql<WrittenEvent>`
    with asked as materialized (
      select e.*, (select true from learner l where l.id = e.learner_id) is not null as is_known
      from jsonb_populate_recordset(null::learn_event, ${json}::jsonb) e
    ), put as (
      insert into learn_event (id, device_id, journal_id, seq, learner_id, type, course_id,
                               lesson_id, body, hash, at)
      select id, device_id, journal_id, seq, learner_id, type, course_id, lesson_id, body, hash, at
      from asked
      where is_known
      on conflict (tenant_id, id) do nothing
      returning id
    )
    select a.id, a.is_known, p.id is not null as is_new
    from asked a left join put p on p.id = a.id`.execute(tx)
  return rows
}

/** The hashes of rows that stand here, by id: also of those that another request just wrote. */
export async function findEventHashes(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, string>> {
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

const PAGE = 20_000
/** Ten million events: nothing that is read as a list. */
const MOST_PAGES = 500
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * Reads page after page in the order of ids, so that however much there is the newest is not left
 * out. What comes back is in the order in which it happened.
 */
async function readAll<Row extends { id: string; at: Date }>(
  readPage: (after: string) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await readPage(rows.at(-1)?.id ?? BEFORE_ALL)
    rows.push(...page)
    if (page.length < PAGE) {
      return rows.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
    }
  }
  throw new Error(`more than ${MOST_PAGES * PAGE} events were asked for at once`)
}

const eventsAfter = (tx: Tx, learnerIds: readonly string[], after: string) =>
  tx
    .selectFrom('learnEvent')
    .select(['id', 'learnerId', 'type', 'body', 'at'])
    .where('learnerId', 'in', learnerIds)
    .where('id', '>', after)
    .orderBy('id')
    .limit(PAGE)

/** Everything that some learners did, the oldest first. */
export const selectEventsOf = (tx: Tx, learnerIds: readonly string[]) =>
  learnerIds.length === 0
    ? Promise.resolve([])
    : readAll((after) => eventsAfter(tx, learnerIds, after).execute())

/** What was done in one lesson since an instant, by some learners; the oldest first. */
export const selectLessonEvents = (
  tx: Tx,
  lesson: { courseId: string; lessonId: string; since: Date; learnerIds: readonly string[] },
) =>
  lesson.learnerIds.length === 0
    ? Promise.resolve([])
    : readAll((after) =>
        eventsAfter(tx, lesson.learnerIds, after)
          .where('courseId', '=', lesson.courseId)
          .where('lessonId', '=', lesson.lessonId)
          .where('at', '>=', lesson.since)
          .execute(),
      )

/** What some learners did of the questions around a course. */
export const selectSittings = (tx: Tx, courseId: string, learnerIds: readonly string[]) =>
  learnerIds.length === 0
    ? Promise.resolve([])
    : readAll((after) =>
        eventsAfter(tx, learnerIds, after)
          .where('courseId', '=', courseId)
          // They stand in no lesson.
          .where('lessonId', 'is', null)
          .execute(),
      )

/** Everything that some learners did with when it arrived, in one course or in all. */
export const selectStoredEvents = (
  tx: Tx,
  learnerIds: readonly string[],
  courseId: string | undefined,
) =>
  learnerIds.length === 0
    ? Promise.resolve([])
    : readAll((after) =>
        eventsAfter(tx, learnerIds, after)
          .select('storedAt')
          .$if(courseId !== undefined, (query) => query.where('courseId', '=', courseId ?? ''))
          .execute(),
      )
