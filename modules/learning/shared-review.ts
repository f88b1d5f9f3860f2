import { type Card, createEmptyCard, fsrs, type Grade, generatorParameters, Rating } from 'ts-fsrs'
import type { About } from './shared-course.ts'
import type { FirstAnswer } from './shared-sittings.ts'

/** When somebody should be asked something again. */
export interface Due {
  courseId: string
  questionId: string
  /** ISO 8601. */
  dueAt: string
  intervalDays: number
  /** How likely it was forgotten once: those come first. */
  lapses: number
}

/** Nothing rests longer than this: what is known about scams fades. */
export const LONGEST_REST_DAYS = 60
/** A warning of one particular scam has lost its effect after four weeks (PMC4199235). */
export const LONGEST_SCAM_REST_DAYS = 25
/** Right, and so long thought about: right with trouble. */
const SLOW_MS = 45_000
/** One minute. */
export const QUESTIONS_A_REVIEW = 4

const DAY_MS = 86_400_000

// Steps within a day are off: somebody who comes once a week has no use for them. The scheduler's own
// ceiling is not kept exactly (open-spaced-repetition/ts-fsrs, PR 456), so intervals are cut here.
const scheduler = fsrs(
  generatorParameters({
    enable_fuzz: false,
    enable_short_term: false,
    request_retention: 0.9,
    maximum_interval: LONGEST_REST_DAYS,
  }),
)

/** Nobody grades themselves: a wrong answer is forgotten, a helped or slow one hard, the rest good. */
const gradeOf = ({ isRight, isHelped, tookMs }: FirstAnswer): Grade => {
  if (!isRight) return Rating.Again
  return isHelped || tookMs > SLOW_MS ? Rating.Hard : Rating.Good
}

/**
 * What was answered before a course was never learned, and what is right within the hour of its last
 * lesson need not be remembered for long: neither moves a day. What is wrong then comes back tomorrow.
 */
const tellsOfMemory = ({ setting, isRight }: FirstAnswer): boolean =>
  setting !== 'before' && !(setting === 'after' && isRight)

/**
 * When each question that was ever answered should come again (FSRS-6, default weights), from first
 * answers in their order: the same answers give the same days on every device.
 *
 * @param about what a question is about: a scam comes again sooner.
 */
export function scheduleReviews(
  answers: readonly FirstAnswer[],
  about: (courseId: string, questionId: string) => About,
): Due[] {
  const cards = new Map<string, { card: Card; last: FirstAnswer }>()
  for (const answer of answers.filter(tellsOfMemory)) {
    const key = `${answer.courseId}/${answer.questionId}`
    const at = new Date(answer.at)
    const card: Card = cards.get(key)?.card ?? createEmptyCard(at)
    cards.set(key, { card: scheduler.next(card, at, gradeOf(answer)).card, last: answer })
  }
  return [...cards.values()]
    .map(({ card, last }) => {
      const { courseId, questionId } = last
      const longest =
        about(courseId, questionId) === 'scam' ? LONGEST_SCAM_REST_DAYS : LONGEST_REST_DAYS
      const intervalDays = Math.min(longest, Math.max(1, card.scheduled_days))
      const dueAt = new Date(Date.parse(last.at) + intervalDays * DAY_MS).toISOString()
      return { courseId, questionId, dueAt, intervalDays, lapses: card.lapses }
    })
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))
}

/** What a review of a minute asks now: what is longest due, and what was forgotten before the rest. */
export function reviewNow(schedule: readonly Due[], now: Date): Due[] {
  const at = now.toISOString()
  return schedule
    .filter(({ dueAt }) => dueAt <= at)
    .sort((a, b) => b.lapses - a.lapses || (a.dueAt < b.dueAt ? -1 : 1))
    .slice(0, QUESTIONS_A_REVIEW)
}
