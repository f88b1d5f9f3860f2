import type { Question } from './shared-course.ts'
import type { LearnEvent, LearnEventBodies, Setting } from './shared-learn-events.ts'
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
const SITTING_MS = 2 * 3_600_000

/**
 * The first answers of each sitting, the oldest first, judged anew. Later tries of a sitting teach,
 * and say nothing about what somebody knew.
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
  const last = new Map<string, number>()
  return answered.flatMap(({ body, at }) => {
    const question = find(body.courseId, body.questionId)
    if (!question) return []
    const key = keyOf(body)
    const before = last.get(key)
    const now = Date.parse(at)
    last.set(key, now)
    if (before !== undefined && now - before < SITTING_MS) return []
    const { questionId, courseId, isHelped, tookMs, setting } = body
    const isRight = isRightAnswer(question, body.answer)
    return [{ questionId, courseId, isRight, isHelped, tookMs, setting, at }]
  })
}

const keyOf = ({ courseId, questionId }: LearnEventBodies['question.answered']): string =>
  `${courseId}/${questionId}`

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
