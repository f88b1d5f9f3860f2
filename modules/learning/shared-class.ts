import { HELP_AFTER_WRONG } from './shared-learn-events.ts'

/** How somebody is getting on in a class, as its trainer sees it. */
export const CLASS_STATES = ['needs_help', 'working', 'done', 'not_started'] as const
export type ClassState = (typeof CLASS_STATES)[number]

/** So long without a touch, and a trainer goes and looks. */
export const STILL_AFTER_MS = 2 * 60_000

export interface ClassFacts {
  openedAt?: string | undefined
  doneAt?: string | undefined
  /** The last touch of the lesson. */
  lastAt?: string | undefined
  /** The last time that help was asked for. */
  askedAt?: string | undefined
  /** Wrong answers in a row to the question that they are at. */
  wrongInRow: number
}

export interface ClassStanding {
  state: ClassState
  /** Why help is needed; several may hold. */
  hasAsked: boolean
  isWrongAgain: boolean
  /** How long nothing was touched, when that is long. */
  stillMs: number | undefined
}

/** Asking is over once something was done after it. */
export function standingOf(facts: ClassFacts, now: Date): ClassStanding {
  const { openedAt, doneAt, lastAt, askedAt, wrongInRow } = facts
  const none = { hasAsked: false, isWrongAgain: false, stillMs: undefined }
  if (doneAt !== undefined) return { state: 'done', ...none }
  if (openedAt === undefined) return { state: 'not_started', ...none }
  const quietMs = lastAt === undefined ? 0 : now.getTime() - Date.parse(lastAt)
  const hasAsked = askedAt !== undefined && (lastAt === undefined || askedAt >= lastAt)
  const isWrongAgain = wrongInRow >= HELP_AFTER_WRONG
  const stillMs = quietMs >= STILL_AFTER_MS ? quietMs : undefined
  const needsHelp = hasAsked || isWrongAgain || stillMs !== undefined
  return { state: needsHelp ? 'needs_help' : 'working', hasAsked, isWrongAgain, stillMs }
}
