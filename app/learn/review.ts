import type { StoredEvent } from '#app/offline/disk.ts'
import {
  CASES_COURSE,
  type CoursePack,
  type Due,
  type LearnCase,
  type Lesson,
  QUESTIONS_A_REVIEW,
  type Question,
  reviewNow,
} from '#modules/learning/shared.ts'
import type { LessonEvent } from './lesson/use-lesson.ts'

/** A minute of questions that were asked before, of any courses, as a lesson that a player can show. */
export interface Review {
  pack: CoursePack
  lesson: Lesson
}

const REVIEW = 'review'
/** Ids of two courses may be alike; a dot stands in none of them. */
const idOf = (courseId: string, id: string): string => `${courseId}.${id}`

/** When somebody last answered a question on this device, by course and question. */
export type Answered = ReadonlyMap<string, string>

/** What is due now, without what was answered on this device since it became due. */
export function dueNow(reviews: readonly Due[], answered: Answered, now: Date): Due[] {
  const isOpen = ({ courseId, questionId, dueAt }: Due) =>
    (answered.get(idOf(courseId, questionId)) ?? '') < dueAt
  return reviewNow(reviews.filter(isOpen), now)
}

/** Questions of this week's scams that somebody has answered on this device. */
export const casesAnswered = (answered: Answered): string[] =>
  [...answered.keys()].flatMap((key) => {
    const [courseId, questionId = ''] = key.split('.')
    return courseId === CASES_COURSE ? [questionId] : []
  })

/** Adds entries of the journal to what was answered, by learner. */
export function addAnswered(
  known: ReadonlyMap<string, Answered>,
  entries: readonly StoredEvent[],
): ReadonlyMap<string, Answered> {
  const next = new Map(known)
  for (const { type, body, wallAt } of entries) {
    const { learnerId, courseId, questionId } = body
    if (type !== 'question.answered' || typeof learnerId !== 'string') continue
    const key = idOf(String(courseId), String(questionId))
    next.set(learnerId, new Map(next.get(learnerId)).set(key, wallAt))
  }
  return next
}

/**
 * Makes a review: new scams of this centre first, played and asked; then what is due, as far as its
 * courses lie on the device.
 *
 * @returns undefined when there is nothing to ask.
 */
export function makeReview(
  packs: readonly CoursePack[],
  due: readonly Due[],
  cases: readonly LearnCase[],
  words: { language: CoursePack['language']; title: string },
): Review | undefined {
  const asked = due.flatMap(({ courseId, questionId }) => {
    const pack = packs.find((each) => each.courseId === courseId)
    const question = pack?.questions.find(({ id }) => id === questionId)
    return question ? [{ ...question, id: idOf(courseId, questionId) }] : []
  })
  const fresh = cases.slice(0, 1)
  const questions: Question[] = [
    ...fresh.map(({ question }) => ({ ...question, id: idOf(CASES_COURSE, question.id) })),
    ...asked.slice(0, QUESTIONS_A_REVIEW - fresh.length),
  ]
  if (questions.length === 0) return undefined
  const scenarios = fresh.map(({ scenario }) => scenario)
  const blocks: Lesson['blocks'] = [
    ...scenarios.map(({ id }) => ({ id: `s-${id}`, kind: 'scenario' as const, scenarioId: id })),
    ...questions.map(({ id }) => ({ id: `q-${id}`, kind: 'question' as const, questionId: id })),
  ]
  const lesson = { id: REVIEW, title: words.title, minutes: 1, outcomes: [], blocks }
  return {
    lesson,
    pack: {
      courseId: REVIEW,
      language: words.language,
      title: words.title,
      blurb: '',
      outcomes: [],
      checkedOn: '',
      reviewBy: '',
      sources: [],
      lessons: [lesson],
      questions,
      scenarios,
      summary: { title: '', blocks: [] },
      pictures: {},
      media: [],
    },
  }
}

/**
 * What a review's player writes, as it is kept: answers under the course they belong to. That a review
 * was opened and done is nothing to keep, and choices in a scam of this week belong to that.
 */
export function reviewEvent(event: LessonEvent): LessonEvent | undefined {
  if (event.type === 'question.answered') {
    const [courseId = '', questionId = ''] = event.body.questionId.split('.')
    const { lessonId: _, ...answer } = event.body
    return { type: event.type, body: { ...answer, courseId, questionId, setting: 'review' } }
  }
  if (event.type === 'scenario.chose' || event.type === 'scenario.ended') {
    const place = { courseId: CASES_COURSE, lessonId: REVIEW }
    // One of two shapes, and the same place in both.
    return { type: event.type, body: { ...event.body, ...place } } as LessonEvent
  }
  return undefined
}
