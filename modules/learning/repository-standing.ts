import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { MOMENTS, SITTING_MS } from './shared.ts'

/** How far somebody is in one lesson, summed up where the events are. */
export interface LessonStanding {
  learnerId: string
  courseId: string
  lessonId: string
  openedAt: Date
  lastAt: Date
  doneAt: Date | null
  doneBlocks: string[]
}

/** One row a learner and lesson, however many events they wrote: the same join as `addProgress`. */
export async function selectLessonStandings(
  tx: Tx,
  learnerIds: readonly string[],
): Promise<LessonStanding[]> {
  const { rows } = await sql<LessonStanding>`
    select learner_id, course_id, lesson_id, min(at) as opened_at, max(at) as last_at,
           min(at) filter (where type = 'lesson.done') as done_at,
           coalesce(array_agg(distinct body ->> 'blockId') filter (where type = 'block.done'), '{}')
             as done_blocks
    from learn_event
    where learner_id = any(${learnerIds}) and course_id is not null and lesson_id is not null
    group by learner_id, course_id, lesson_id`.execute(tx)
  return rows
}

/** Ten years of a course a week: more of one learner is history. */
const MOST_SITTINGS = 4000

/**
 * The events that decide how somebody stands, the oldest first: the first answer of each sitting (of
 * somebody who answered for years, the newest), when each course was first opened, which questions
 * around a course are over, and whether they were locked out. What `firstAnswers`, `addSittings` and
 * the like make of these is what they make of everything.
 */
export async function selectDecisive(tx: Tx, learnerIds: readonly string[]) {
  const { rows } = await sql<{ id: string; type: string; body: unknown; at: Date }>`
    with own as materialized (
      select id, learner_id, course_id, type, body, at
      from learn_event
      where learner_id = any(${learnerIds})
        and type in ('question.answered', 'lesson.opened', 'sitting.ended', 'learner.locked_out',
                     'learner.signed_in')
    ), answered as (
      select own.*, body ->> 'setting' = any(${[...MOMENTS]}) as is_moment,
             at - lag(at) over (
               partition by learner_id, course_id, body ->> 'questionId',
                 case when body ->> 'setting' = any(${[...MOMENTS]}) then body ->> 'setting' end
               order by at, id) as rested
      from own where type = 'question.answered'
    ), first as (
      select id, type, body, at,
             row_number() over (partition by learner_id order by at desc, id desc) as back
      from answered
      where rested is null
         or (not is_moment and rested >= make_interval(secs => ${SITTING_MS / 1000}))
    ), opened as (
      select distinct on (learner_id, course_id) id, type, body, at
      from own where type = 'lesson.opened'
      order by learner_id, course_id, at, id
    ), ended as (
      select distinct on (learner_id, course_id, body ->> 'moment') id, type, body, at
      from own where type = 'sitting.ended'
      order by learner_id, course_id, body ->> 'moment', at, id
    ), let_in as (
      select distinct on (learner_id) id, type, body, at
      from own
      where type = 'learner.locked_out'
         or (type = 'learner.signed_in' and body ->> 'how' = 'trainer')
      order by learner_id, at desc, id desc
    )
    select * from (
      select id, type, body, at from first where back <= ${MOST_SITTINGS}
      union all select * from opened
      union all select * from ended
      union all select * from let_in
    ) decisive order by at, id`.execute(tx)
  return rows
}
