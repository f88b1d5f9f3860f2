import type { CoursePack } from './shared-course.ts'
import type { Setting } from './shared-learn-events.ts'
import type { FirstAnswer } from './shared-sittings.ts'

/** How well somebody can do what a course is for, by their latest answer to each question. */
export interface OutcomeMastery {
  outcomeId: string
  text: string
  asked: number
  right: number
  isMastered: boolean
}

/** Four of five, and at least two questions: one right answer may be luck. */
const MASTERED_SHARE = 0.8
const MIN_ASKED = 2

/** @param answers first answers of one learner, the oldest first. */
export function masteryOf(pack: CoursePack, answers: readonly FirstAnswer[]): OutcomeMastery[] {
  const latest = new Map(
    answers.flatMap((answer) =>
      answer.courseId === pack.courseId ? [[answer.questionId, answer] as const] : [],
    ),
  )
  return pack.outcomes.map(({ id, text }) => {
    const own = pack.questions.flatMap((question) => {
      const answer = question.outcome === id ? latest.get(question.id) : undefined
      return answer ? [answer] : []
    })
    const right = own.filter(({ isRight }) => isRight).length
    const isMastered = own.length >= MIN_ASKED && right / own.length >= MASTERED_SHARE
    return { outcomeId: id, text, asked: own.length, right, isMastered }
  })
}

/**
 * Telling scams from what is honest, both ways: a scam taken for honest was missed, something honest
 * taken for a scam was a false alarm. Only together do they say how well somebody tells them apart.
 */
export interface Discernment {
  scamsAsked: number
  scamsMissed: number
  genuineAsked: number
  falseAlarms: number
}

export const NO_DISCERNMENT: Discernment = {
  scamsAsked: 0,
  scamsMissed: 0,
  genuineAsked: 0,
  falseAlarms: 0,
}

/** @param settings which answers count: before a course, after it, a month later. */
export function discernmentOf(
  pack: CoursePack,
  answers: readonly FirstAnswer[],
  settings: readonly Setting[],
): Discernment {
  const about = new Map(pack.questions.map((question) => [question.id, question.about]))
  const sum = { ...NO_DISCERNMENT }
  for (const { courseId, questionId, isRight, setting } of answers) {
    if (courseId !== pack.courseId || !settings.includes(setting)) continue
    const kind = about.get(questionId)
    if (kind === 'scam') {
      sum.scamsAsked += 1
      if (!isRight) sum.scamsMissed += 1
    }
    if (kind === 'genuine') {
      sum.genuineAsked += 1
      if (!isRight) sum.falseAlarms += 1
    }
  }
  return sum
}
