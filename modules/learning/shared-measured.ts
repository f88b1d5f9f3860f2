import type { CoursePack, Option, Question } from './shared-course.ts'
import { isMoment, type LearnEvent, type Moment } from './shared-learn-events.ts'
import { lessonKey, type Progress } from './shared-progress.ts'
import { shuffled } from './shared-questions.ts'

/** How far somebody is with the questions around a course, on any of their devices. */
export interface Sitting {
  /** In the order of their ids: the same set is the same list. */
  answered: string[]
  /** ISO 8601, when it was first over on any device. */
  endedAt?: string
}
/** By `course/moment`. */
export type Sittings = Record<string, Sitting>

export const sittingKey = (courseId: string, moment: Moment): string => `${courseId}/${moment}`

const NO_SITTING: Sitting = { answered: [] }
export const sittingOf = (sittings: Sittings, courseId: string, moment: Moment): Sitting =>
  sittings[sittingKey(courseId, moment)] ?? NO_SITTING

/** Adds what was written, in any order and however often: a join, as progress is. */
export function addSittings(known: Sittings, events: readonly LearnEvent[]): Sittings {
  const next = { ...known }
  const add = (courseId: string, moment: Moment, more: Sitting) => {
    const key = sittingKey(courseId, moment)
    next[key] = join(next[key] ?? NO_SITTING, more)
  }
  for (const event of events) {
    if (event.type === 'sitting.ended') {
      const { courseId, moment } = event.body
      add(courseId, moment, { answered: [], endedAt: event.at })
    }
    if (event.type === 'question.answered' && isMoment(event.body.setting)) {
      const { courseId, questionId, setting } = event.body
      add(courseId, setting, { answered: [questionId] })
    }
  }
  return next
}

/** Both together: of two devices, or of a device and the server. */
export function joinSittings(a: Sittings, b: Sittings): Sittings {
  const next = { ...a }
  for (const [key, sitting] of Object.entries(b)) next[key] = join(next[key] ?? NO_SITTING, sitting)
  return next
}

function join(a: Sitting, b: Sitting): Sitting {
  const [endedAt] = [a.endedAt, b.endedAt].filter((each) => each !== undefined).sort()
  return {
    answered: [...new Set([...a.answered, ...b.answered])].sort(),
    ...(endedAt !== undefined && { endedAt }),
  }
}

/** What a trainer sees of one: never how it went. */
export const SITTING_STATES = ['done', 'begun', 'skipped', 'not_yet'] as const
export type SittingState = (typeof SITTING_STATES)[number]

export function sittingState({ answered, endedAt }: Sitting): SittingState {
  if (endedAt === undefined) return answered.length > 0 ? 'begun' : 'not_yet'
  return answered.length > 0 ? 'done' : 'skipped'
}

/** A question that one press answers, about something that is a scam or is not. */
export type MeasuredQuestion = Extract<Question, { options: Option[] }>
/** So many scams, and as many genuine things. */
const MOST_OF_A_KIND = 3

/**
 * The questions that measure a course: as many about scams as about genuine things, the first of each in
 * the course, mixed, and the same for everybody. So before and after can be compared.
 *
 * @param before what was asked before: the same is asked again, though the course may be newer.
 */
export function measuringQuestions(
  pack: Pick<CoursePack, 'courseId' | 'questions'>,
  before: readonly string[] = [],
): MeasuredQuestion[] {
  const fit = pack.questions.filter(isMeasuring)
  const same = fit.filter(({ id }) => before.includes(id))
  // In the order of the course until here, so that the same questions are mixed alike.
  if (same.length > 0) return shuffled(same, pack.courseId)
  const scams = fit.filter(({ about }) => about === 'scam')
  const genuine = fit.filter(({ about }) => about === 'genuine')
  const count = Math.min(MOST_OF_A_KIND, scams.length, genuine.length)
  const chosen = new Set([...scams.slice(0, count), ...genuine.slice(0, count)])
  return shuffled(
    fit.filter((question) => chosen.has(question)),
    pack.courseId,
  )
}

const isMeasuring = (question: Question): question is MeasuredQuestion =>
  question.about !== 'neither' && (question.kind === 'single' || question.kind === 'true-false')

const DAY_MS = 86_400_000
/** From when on it is asked what is still known. */
export const LATER_AFTER_DAYS = 30
/** What is asked after this says nothing about a month any more. */
export const LATER_UNTIL_DAYS = 90

/**
 * When the last lesson of a course was done, in ISO 8601; undefined while one is left. All lessons are
 * what a certificate asks for: mastery stands beside it, and excludes nobody.
 */
export function courseDoneAt(
  { courseId, lessons }: { courseId: string; lessons: readonly { id: string }[] },
  progress: Progress,
): string | undefined {
  const doneAts = lessons.map(({ id }) => progress.lessons[lessonKey(courseId, id)]?.doneAt)
  const known = doneAts.filter((each) => each !== undefined).sort()
  return known.length === lessons.length ? known.at(-1) : undefined
}

/** When the questions of 30 days later are due, in ISO 8601, while they still are worth asking. */
export function laterDueAt(doneAt: string, now: Date): string | undefined {
  const since = now.getTime() - Date.parse(doneAt)
  if (since < LATER_AFTER_DAYS * DAY_MS || since >= LATER_UNTIL_DAYS * DAY_MS) return undefined
  return new Date(Date.parse(doneAt) + LATER_AFTER_DAYS * DAY_MS).toISOString()
}

/**
 * What is to be asked around a course now, if anything. Before: while no lesson was opened on any device.
 * After, and later: of whoever answered before, since there is nothing to compare otherwise; and nobody
 * is asked again who would rather not.
 */
export function momentNow(
  course: { courseId: string; lessons: readonly { id: string }[] },
  progress: Progress,
  sittings: Sittings,
  now: Date,
): Moment | undefined {
  const { courseId, lessons } = course
  const of = (moment: Moment) => sittingOf(sittings, courseId, moment)
  const isOpened = lessons.some(({ id }) => progress.lessons[lessonKey(courseId, id)])
  if (!isOpened) return of('before').endedAt === undefined ? 'before' : undefined
  const doneAt = courseDoneAt(course, progress)
  if (doneAt === undefined || of('before').answered.length === 0) return undefined
  const isEarly = now.getTime() - Date.parse(doneAt) < LATER_AFTER_DAYS * DAY_MS
  if (isEarly) return of('after').endedAt === undefined ? 'after' : undefined
  if (laterDueAt(doneAt, now) === undefined) return undefined
  return of('later').endedAt === undefined ? 'later' : undefined
}
