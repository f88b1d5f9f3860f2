import type { Tx } from '#modules/kernel/db.ts'
import { getCourse, listLessonEvents } from '#modules/learning/index.ts'
import { isRightAnswer, type Question } from '#modules/learning/shared.ts'
import { sinceOf } from './class-view.ts'
import { firstAnswered } from './first-answers.ts'
import { getClass } from './queries.ts'
import { selectEverMembers } from './repository.ts'

/**
 * Who was there, with everybody who ever was on the list; somebody forgotten has no name.
 * @throws centre.unknown_class
 */
export async function listAttendance(tx: Tx, classId: string) {
  const found = await getClass(tx, classId)
  const notes = new Map(found.attendance.map((note) => [note.learnerId, note]))
  const people = (await selectEverMembers(tx, classId)).map(
    ({ learnerId, displayName, leftAt }) => {
      const note = notes.get(learnerId)
      const { isThere = false, how = null, at = null } = note ?? {}
      return { learnerId, name: displayName ?? '', isThere, how, at, hasLeft: leftAt !== null }
    },
  )
  return { class: found, people: people.filter((each) => !each.hasLeft || each.isThere) }
}

/** The first answer of somebody to a question, and whether it was right. */
export interface FirstAnswer {
  learnerId: string
  name: string
  question: Question
  answer: string[]
  isRight: boolean
  isHelped: boolean
  tookMs: number
  /** ISO 8601. */
  at: string
}

/**
 * First answers of everybody in a class, by person and in the order they were given.
 * @throws centre.unknown_class, learning.unknown_course
 */
export async function listFirstAnswers(tx: Tx, classId: string, language: string) {
  const found = await getClass(tx, classId)
  const { questions } = getCourse(found.courseId, language)
  const people = await selectEverMembers(tx, classId)
  const learnerIds = people.map(({ learnerId }) => learnerId)
  const { courseId, lessonId } = found
  const lesson = { courseId, lessonId, since: sinceOf(found), learnerIds }
  const events = await listLessonEvents(tx, lesson)
  const answers = people.flatMap(({ learnerId, displayName }) =>
    firstAnswered(events.get(learnerId) ?? []).flatMap(({ body, at }): FirstAnswer[] => {
      const { questionId, answer, isHelped, tookMs } = body
      const question = questions.find(({ id }) => id === questionId)
      if (!question) return []
      const isRight = isRightAnswer(question, answer)
      const name = displayName ?? ''
      return [{ learnerId, name, question, answer, isRight, isHelped, tookMs, at }]
    }),
  )
  return { class: found, answers }
}
