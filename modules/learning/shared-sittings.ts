import type { Question } from './shared-course.ts'
import {
  isMoment,
  type LearnEvent,
  type LearnEventBodies,
  type Setting,
} from './shared-learn-events.ts'
import { isRightAnswer } from './shared-questions.ts'

/** The first answer of somebody to a question in one sitting: what they knew without being told. */
export interface FirstAnswer {
  questionId: string
  courseId: string
  isRight: boolean
  isHelped: boolean
  tookMs: number
  setting: Setting
  at: string
}

/** Who tries again until it is right does so within this time. */
export const SITTING_MS = 2 * 3_600_000

/**
 * The first answers of each sitting, the oldest first, judged anew. Later tries of a sitting teach,
 * and say nothing about what somebody knew. What is asked around a course is a sitting of its own, once:
 * a lesson of the same hour takes nothing away from it. And what was answered "before" on one device when
 * a lesson had been opened on another was not before.
 *
 * @param events of one learner, in any order.
 * @param find the question of a course, if it is still there.
 */
export function firstAnswers(
  events: readonly LearnEvent[],
  find: (courseId: string, questionId: string) => Question | undefined,
): FirstAnswer[] {
  const answered = events
    .flatMap((event) => (event.type === 'question.answered' ? [event] : []))
    .sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id))
  const openedAt = openings(events)
  const last = new Map<string, number>()
  return answered.flatMap(({ body, at }) => {
    const question = find(body.courseId, body.questionId)
    if (!question) return []
    const { questionId, courseId, isHelped, tookMs, setting } = body
    if (setting === 'before' && at > (openedAt.get(courseId) ?? at)) return []
    const key = keyOf(body)
    const before = last.get(key)
    const now = Date.parse(at)
    last.set(key, now)
    if (before !== undefined && (isMoment(setting) || now - before < SITTING_MS)) return []
    const isRight = isRightAnswer(question, body.answer)
    return [{ questionId, courseId, isRight, isHelped, tookMs, setting, at }]
  })
}

/** When the first lesson of each course was opened on any device. */
function openings(events: readonly LearnEvent[]): Map<string, string> {
  const first = new Map<string, string>()
  for (const { type, body, at } of events) {
    if (type !== 'lesson.opened') continue
    const known = first.get(body.courseId)
    if (known === undefined || at < known) first.set(body.courseId, at)
  }
  return first
}

const keyOf = ({ courseId, questionId, setting }: LearnEventBodies['question.answered']): string =>
  isMoment(setting) ? `${courseId}/${questionId}/${setting}` : `${courseId}/${questionId}`

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
