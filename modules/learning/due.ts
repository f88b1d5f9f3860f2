import type { Tx } from '#modules/kernel/db.ts'
import { findQuestion, listCourses } from './catalogue.ts'
import { readEventsByLearner } from './read-events.ts'
import { selectDueWork } from './repository-results.ts'
import {
  addProgress,
  addSittings,
  type CatalogueEntry,
  courseDoneAt,
  firstAnswers,
  type LearnEvent,
  laterDueAt,
  momentNow,
  NO_PROGRESS,
  scheduleReviews,
} from './shared.ts'

/** What waits for a learner now. */
export interface LearnerDue {
  /** Questions to review, by course. */
  reviews: { courseId: string; title: string; count: number }[]
  /** Courses that were done a month ago, and whose questions are asked again. */
  later: { courseId: string; title: string }[]
  /** Since when something waits. */
  since: Date
  /** When the newest of it became due. */
  dueAt: Date
}

/** So many at once, so that a large centre fits into memory. */
const AT_ONCE = 100

/**
 * What waits for some learners: reviews that are due, and what is asked a month after a course. For whom
 * nothing waits is left out.
 *
 * @param isAsked whether somebody is asked questions around a course at all.
 */
export async function listDue(
  tx: Tx,
  learnerIds: readonly string[],
  isAsked: (learnerId: string, courseId: string) => boolean,
  how: { now: Date; language: string },
): Promise<Map<string, LearnerDue>> {
  const courses = [...listCourses(how.language)].sort((a, b) => a.order - b.order)
  const found = new Map<string, LearnerDue>()
  for (let from = 0; from < learnerIds.length; from += AT_ONCE) {
    const some = learnerIds.slice(from, from + AT_ONCE)
    const events = readEventsByLearner(await selectDueWork(tx, some))
    for (const [learnerId, own] of events) {
      const asked = courses.filter(({ courseId }) => isAsked(learnerId, courseId))
      const due = dueOf(own, courses, asked, how.now)
      if (due) found.set(learnerId, due)
    }
  }
  return found
}

function dueOf(
  events: readonly LearnEvent[],
  courses: readonly CatalogueEntry[],
  asked: readonly CatalogueEntry[],
  now: Date,
): LearnerDue | undefined {
  const at = now.toISOString()
  const schedule = scheduleReviews(
    firstAnswers(events, findQuestion),
    (courseId, questionId) => findQuestion(courseId, questionId)?.about ?? 'neither',
  ).filter(({ dueAt }) => dueAt <= at)
  const later = laterOf(events, asked, now)
  const instants = [...schedule, ...later].map(({ dueAt }) => dueAt).sort()
  const [since, dueAt] = [instants[0], instants.at(-1)]
  if (since === undefined || dueAt === undefined) return undefined
  return {
    reviews: courses.flatMap(({ courseId, title }) => {
      const count = schedule.filter((each) => each.courseId === courseId).length
      return count > 0 ? [{ courseId, title, count }] : []
    }),
    later: later.map(({ courseId, title }) => ({ courseId, title })),
    since: new Date(since),
    dueAt: new Date(dueAt),
  }
}

function laterOf(events: readonly LearnEvent[], asked: readonly CatalogueEntry[], now: Date) {
  const progress = addProgress(NO_PROGRESS, events)
  const sittings = addSittings({}, events)
  return asked.flatMap((course) => {
    const doneAt = courseDoneAt(course, progress)
    const dueAt = doneAt === undefined ? undefined : laterDueAt(doneAt, now)
    const isNow = momentNow(course, progress, sittings, now) === 'later'
    const { courseId, title } = course
    return isNow && dueAt !== undefined ? [{ courseId, title, dueAt }] : []
  })
}
