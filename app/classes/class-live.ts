import type { Moment, SittingState } from '#modules/learning/shared.ts'

/** What the pages of a class are told every few seconds: plain JSON, since it is also fetched. */
export interface ClassLive extends DescribedClass {
  joinCode: string | null
  blockCount: number
  thereCount: number
  /** Whether a few questions are asked around the course, and how many. */
  isMeasured: boolean
  measureCount: number
  learners: LiveLearner[]
  /** In the order of the lesson. */
  questions: LiveQuestion[]
  /** Questions that somebody got wrong, the hardest first. */
  hardIds: string[]
}

export interface DescribedClass {
  id: string
  title: string
  courseId: string
  lessonId: string
  courseTitle: string
  /** Which lesson of its course, from 1; 0 when it is no longer there. */
  lessonPlace: number
  venueName: string | null
  startsAt: string
  isOpen: boolean
  isClosed: boolean
  memberCount: number
}

export interface LiveLearner {
  learnerId: string
  name: string
  state: 'needs_help' | 'working' | 'done' | 'not_started'
  doneBlocks: number
  at: number
  wrongInRow: number
  hasAsked: boolean
  isWrongAgain: boolean
  stillMs: number | null
  /** How far they are with the questions around the course. */
  measured: Record<Moment, SittingState>
  comes: { name: string; isMe: boolean } | null
}

export interface LiveQuestion {
  id: string
  text: string
  explain: string
  place: number
  answered: number
  wrong: number
  answers: { words: string[]; isRight: boolean; count: number }[]
}
