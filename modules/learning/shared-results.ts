import { MOMENTS, type Moment } from './shared-learn-events.ts'
import type { Discernment, OutcomeMastery } from './shared-mastery.ts'

/** Fewer people than this could be recognised. */
export const MIN_CELL = 5

/** A count that may be shown: nobody, or enough people not to know who. */
export type Shown = number | 'few'
export const showCount = (count: number): Shown => (count > 0 && count < MIN_CELL ? 'few' : count)

/** What one learner has learned in a course. */
export interface LearnerResult {
  courseId: string
  title: string
  lessonsDone: number
  lessonCount: number
  finishedAt: Date | undefined
  outcomes: OutcomeMastery[]
  discernment: Record<Moment, Discernment>
}

/** What many have learned in a course; no cell of it points at anybody. */
export interface CourseResult {
  courseId: string
  title: string
  /** Whoever began it. */
  people: Shown
  finished: Shown
  /** Lessons that were done, by all of them together; 'few' where too few people did them. */
  lessonsDone: Shown
  moments: {
    moment: Moment
    people: Shown
    missed: number | undefined
    falseAlarms: number | undefined
  }[]
  outcomes: { outcomeId: string; text: string; asked: Shown; mastered: Shown }[]
}

/**
 * Adds up the results of many in one course. Shares are whole percents of answers, and only where at
 * least five people gave some.
 *
 * @param results of whoever began it; at least one.
 */
export function sumResults(
  results: readonly LearnerResult[],
): Omit<CourseResult, 'courseId' | 'title'> {
  const counted = (has: (result: LearnerResult) => boolean) => results.filter(has).length
  const did = counted(({ lessonsDone }) => lessonsDone > 0)
  const lessonsDone = results.reduce((sum, result) => sum + result.lessonsDone, 0)
  return {
    people: showCount(results.length),
    finished: showCount(counted(({ finishedAt }) => finishedAt !== undefined)),
    lessonsDone: did > 0 && did < MIN_CELL ? 'few' : lessonsDone,
    moments: MOMENTS.map((moment) => ({
      moment,
      ...sumMoment(results.map(({ discernment }) => discernment[moment])),
    })),
    outcomes: (results[0]?.outcomes ?? []).map(({ outcomeId, text }, index) => {
      const asked = results.flatMap(({ outcomes }) => {
        const own = outcomes[index]
        return own && own.asked > 0 ? [own] : []
      })
      const mastered = asked.filter(({ isMastered }) => isMastered).length
      const isFew = showCount(asked.length) === 'few'
      return {
        outcomeId,
        text,
        asked: showCount(asked.length),
        mastered: isFew ? 'few' : showCount(mastered),
      }
    }),
  }
}

function sumMoment(all: readonly Discernment[]) {
  const measured = all.filter(({ scamsAsked, genuineAsked }) => scamsAsked + genuineAsked > 0)
  const sum = (key: keyof Discernment) => measured.reduce((total, each) => total + each[key], 0)
  const people = (key: keyof Discernment) => measured.filter((each) => each[key] > 0).length
  const share = (part: keyof Discernment, whole: keyof Discernment) =>
    people(whole) < MIN_CELL ? undefined : Math.round((100 * sum(part)) / sum(whole))
  return {
    people: showCount(measured.length),
    missed: share('scamsMissed', 'scamsAsked'),
    falseAlarms: share('falseAlarms', 'genuineAsked'),
  }
}
