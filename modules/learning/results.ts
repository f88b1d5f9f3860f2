import type { Tx } from '#modules/kernel/db.ts'
import { getCourse, listCourses } from './catalogue.ts'
import { answersIn, finishedAt } from './learned.ts'
import { readEvents, readEventsByLearner } from './read-events.ts'
import { findBegunCourses, selectCourseWork } from './repository-results.ts'
import {
  type CoursePack,
  type CourseResult,
  discernmentOf,
  type LearnEvent,
  type LearnerResult,
  masteryOf,
  sumResults,
} from './shared.ts'

/** Whose results: of some learners, or of everybody at the centre. */
export type Whose = readonly string[] | 'everybody'

/** What one learner has learned, in every course that they began. */
export async function getLearnerResults(
  tx: Tx,
  learnerId: string,
  language: string,
): Promise<LearnerResult[]> {
  const results: LearnerResult[] = []
  for (const { courseId } of await coursesOf(tx, [learnerId], language)) {
    const pack = getCourse(courseId, language)
    const events = readEvents(await selectCourseWork(tx, courseId, [learnerId]))
    results.push(resultOf(pack, events))
  }
  return results
}

/**
 * What was learned in every course that somebody began, in the order of the courses. Reads one course
 * at a time, so that a large centre fits into memory.
 */
export async function getCourseResults(
  tx: Tx,
  whose: Whose,
  language: string,
): Promise<CourseResult[]> {
  const results: CourseResult[] = []
  for (const { courseId, title } of await coursesOf(tx, whose, language)) {
    const pack = getCourse(courseId, language)
    const byLearner = readEventsByLearner(await selectCourseWork(tx, courseId, whose))
    const people = [...byLearner.values()].map((events) => resultOf(pack, events))
    if (people.length > 0) results.push({ courseId, title, ...sumResults(people) })
  }
  return results
}

async function coursesOf(tx: Tx, whose: Whose, language: string) {
  const begun = await findBegunCourses(tx, whose)
  return listCourses(language)
    .filter(({ courseId }) => begun.has(courseId))
    .sort((a, b) => a.order - b.order)
}

function resultOf(pack: CoursePack, events: readonly LearnEvent[]): LearnerResult {
  const answers = answersIn(pack, events)
  const done = new Set(
    events.flatMap((event) => (event.type === 'lesson.done' ? [event.body.lessonId] : [])),
  )
  return {
    courseId: pack.courseId,
    title: pack.title,
    lessonsDone: pack.lessons.filter(({ id }) => done.has(id)).length,
    lessonCount: pack.lessons.length,
    finishedAt: finishedAt(pack, events),
    outcomes: masteryOf(pack, answers),
    discernment: {
      before: discernmentOf(pack, answers, ['before']),
      after: discernmentOf(pack, answers, ['after']),
      later: discernmentOf(pack, answers, ['later']),
    },
  }
}
