import type { StoredEvent } from '#app/offline/disk.ts'
import {
  addSittings,
  type CoursePack,
  joinSittings,
  type LearnPerson,
  type MeasuredQuestion,
  type Moment,
  measuringQuestions,
  momentNow,
  type Progress,
  type Sittings,
  sittingOf,
} from '#modules/learning/shared.ts'
import { learnEventsIn } from './learned.ts'

/** What this device's journal says of the questions around courses, by learner. */
export type Measured = ReadonlyMap<string, Sittings>

/** Adds entries of the journal to what is known of whom they name. */
export function addMeasured(known: Measured, entries: readonly StoredEvent[]): Measured {
  const next = new Map(known)
  for (const event of learnEventsIn(entries)) {
    const { learnerId } = event.body
    next.set(learnerId, addSittings(next.get(learnerId) ?? {}, [event]))
  }
  return next
}

/** The server's word and this device's: what was answered anywhere is answered. */
export const sittingsOf = (person: LearnPerson, measured: Measured): Sittings =>
  joinSittings(person.sittings, measured.get(person.id) ?? {})

/** What is asked around a course now, and which questions of it are left; undefined when there are none. */
export function toMeasure(
  pack: CoursePack,
  person: LearnPerson,
  known: { progress: Progress; measured: Measured },
  now: Date,
): ToMeasure | undefined {
  if (person.unmeasured.includes(pack.courseId)) return undefined
  const sittings = sittingsOf(person, known.measured)
  const moment = momentNow(pack, known.progress, sittings, now)
  if (!moment) return undefined
  const before = moment === 'before' ? [] : sittingOf(sittings, pack.courseId, 'before').answered
  const all = measuringQuestions(pack, before)
  const { answered } = sittingOf(sittings, pack.courseId, moment)
  const questions = all.filter(({ id }) => !answered.includes(id))
  return questions.length === 0 ? undefined : { pack, moment, questions, count: all.length }
}

export interface ToMeasure {
  pack: CoursePack
  moment: Moment
  /** Those that are left, in their order. */
  questions: readonly MeasuredQuestion[]
  /** How many there are with those that were answered. */
  count: number
}
