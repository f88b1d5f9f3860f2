import type { Ending, Fact } from './shared-course.ts'

/** What a learner's device writes into its journal; each entry names its learner. */

export const LEARN_EVENT_TYPES = [
  'lesson.opened',
  'block.done',
  'question.answered',
  'scenario.chose',
  'scenario.ended',
  'lesson.done',
  'help.asked',
  'sitting.ended',
  'learner.signed_in',
  'learner.locked_out',
] as const
export type LearnEventType = (typeof LEARN_EVENT_TYPES)[number]

/** Where a question was asked; `before` and `after` stand around a course and measure it. */
export const SETTINGS = ['lesson', 'review', 'before', 'after', 'later'] as const
export type Setting = (typeof SETTINGS)[number]

/** When what somebody knows is measured: around a course, and a month after it. Nobody is told then. */
export const MOMENTS = ['before', 'after', 'later'] as const satisfies readonly Setting[]
export type Moment = (typeof MOMENTS)[number]
export const isMoment = (setting: Setting): setting is Moment =>
  MOMENTS.some((moment) => moment === setting)

interface InLesson {
  learnerId: string
  courseId: string
  lessonId: string
}

export interface LearnEventBodies {
  'lesson.opened': InLesson
  'block.done': InLesson & { blockId: string }
  'question.answered': {
    learnerId: string
    courseId: string
    /** Left out where the question was asked outside of a lesson. */
    lessonId?: string
    questionId: string
    answer: string[]
    /** The hint was open, or somebody helped. */
    isHelped: boolean
    tookMs: number
    setting: Setting
  }
  'scenario.chose': InLesson & {
    scenarioId: string
    /** One time through; somebody may play it again. */
    playId: string
    nodeId: string
    optionId: string
  }
  'scenario.ended': InLesson & {
    scenarioId: string
    playId: string
    ending: Ending
    facts: Fact[]
    /** From the harm to the first call for help. */
    rescueMs?: number
  }
  'lesson.done': InLesson
  'help.asked': InLesson & { blockId: string }
  /** The questions around a course are over: all were answered, or somebody would rather not. */
  'sitting.ended': { learnerId: string; courseId: string; moment: Moment }
  'learner.signed_in': { learnerId: string; how: 'pictures' | 'card' | 'trainer' | 'own' }
  'learner.locked_out': {
    learnerId: string
    failures: number
    /** The salt of the pictures that were pressed wrongly: those chosen anew start from nothing. */
    salt?: string
  }
}

export type LearnEvent = {
  [Type in LearnEventType]: {
    id: string
    type: Type
    body: LearnEventBodies[Type]
    /** ISO 8601. */
    at: string
  }
}[LearnEventType]

export const LEARN_SCHEMA_VERSION = 1

/** How often somebody answers wrongly before the class's trainer is asked to come. */
export const HELP_AFTER_WRONG = 3
