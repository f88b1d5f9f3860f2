import type { Tx } from '#modules/kernel/db.ts'
import { getCourse, listLessonEvents } from '#modules/learning/index.ts'
import {
  type ClassStanding,
  isRightAnswer,
  type LearnEvent,
  type Question,
  standingOf,
} from '#modules/learning/shared.ts'
import { getClass } from './queries.ts'

/** How one learner of a class gets on. */
export interface ClassLearner extends ClassStanding {
  learnerId: string
  name: string
  tile: number
  doneBlocks: number
  /** The place in the lesson they are at, from 1. */
  at: number
  wrongInRow: number
}

/** A question that somebody got wrong, with the answers that were given. */
export interface HardQuestion {
  question: Question
  /** Its place in the lesson, from 1. */
  place: number
  answered: number
  wrong: number
  answers: { answer: string[]; isRight: boolean; count: number }[]
}

/** A class begins to count a while before its hour: people come early. */
const EARLY_MS = 6 * 3_600_000

/**
 * Where everybody of a class is, who needs help, and which questions are hard: from what their devices
 * have sent until now. Only the first answer of each learner to each question counts as theirs.
 *
 * @throws centre.unknown_class, learning.unknown_course
 */
export async function getClassView(tx: Tx, classId: string, language: string, now: Date) {
  const found = await getClass(tx, classId)
  const course = getCourse(found.courseId, language)
  const lesson = course.lessons.find(({ id }) => id === found.lessonId) ?? course.lessons[0]
  const opened = found.openedAt ?? found.startsAt
  const since = new Date(Math.min(opened.getTime(), found.startsAt.getTime()) - EARLY_MS)
  const learnerIds = found.members.map(({ learnerId }) => learnerId)
  const events = await listLessonEvents(tx, {
    courseId: found.courseId,
    lessonId: found.lessonId,
    since,
    learnerIds,
  })
  const questions = new Map(course.questions.map((question) => [question.id, question]))
  const learners = found.members.map(({ learnerId, displayName, tile }): ClassLearner => {
    const own = events.get(learnerId) ?? []
    const wrongInRow = countWrongInRow(own, questions)
    const done = new Set(
      own.flatMap((event) => (event.type === 'block.done' ? [event.body.blockId] : [])),
    )
    const at = lesson?.blocks.findIndex(({ id }) => !done.has(id)) ?? 0
    return {
      learnerId,
      name: displayName ?? '',
      tile,
      doneBlocks: done.size,
      at: at < 0 ? done.size : at + 1,
      wrongInRow,
      ...standingOf({ ...factsOf(own), wrongInRow }, now),
    }
  })
  return {
    class: found,
    courseTitle: course.title,
    lessonTitle: lesson?.title ?? '',
    blockCount: lesson?.blocks.length ?? 0,
    learners,
    hard: hardQuestions(lesson?.blocks ?? [], questions, [...events.values()].flat()),
  }
}

function factsOf(events: readonly LearnEvent[]) {
  const touched = events.filter(({ type }) => type !== 'help.asked' && type !== 'learner.signed_in')
  return {
    openedAt: touched[0]?.at,
    doneAt: events.find(({ type }) => type === 'lesson.done')?.at,
    lastAt: touched.at(-1)?.at,
    askedAt: events.findLast(({ type }) => type === 'help.asked')?.at,
  }
}

/** Wrong answers to the question answered last, since anything else was done. */
function countWrongInRow(
  events: readonly LearnEvent[],
  questions: ReadonlyMap<string, Question>,
): number {
  let count = 0
  let last = ''
  for (const event of events) {
    if (event.type === 'block.done') count = 0
    if (event.type !== 'question.answered') continue
    const { questionId, answer } = event.body
    const question = questions.get(questionId)
    const isRight = question !== undefined && isRightAnswer(question, answer)
    count = isRight ? 0 : questionId === last ? count + 1 : 1
    last = questionId
  }
  return count
}

function hardQuestions(
  blocks: readonly { kind: string; questionId?: string }[],
  questions: ReadonlyMap<string, Question>,
  events: readonly LearnEvent[],
): HardQuestion[] {
  const first = new Map<string, string[]>()
  for (const event of events) {
    if (event.type !== 'question.answered') continue
    const key = `${event.body.questionId} ${event.body.learnerId}`
    if (!first.has(key)) first.set(key, event.body.answer)
  }
  const found = blocks.flatMap((block, index) => {
    const question = block.questionId === undefined ? undefined : questions.get(block.questionId)
    if (!question) return []
    const given = [...first].flatMap(([key, answer]) =>
      key.startsWith(`${question.id} `) ? [answer] : [],
    )
    const answers = tally(question, given)
    const wrong = answers.reduce((sum, each) => sum + (each.isRight ? 0 : each.count), 0)
    return wrong === 0
      ? []
      : [{ question, place: index + 1, answered: given.length, wrong, answers }]
  })
  return found.sort((a, b) => b.wrong - a.wrong || a.place - b.place)
}

function tally(question: Question, given: readonly string[][]): HardQuestion['answers'] {
  const counts = new Map<string, { answer: string[]; isRight: boolean; count: number }>()
  for (const answer of given) {
    const key = JSON.stringify(question.kind === 'order' ? answer : [...answer].sort())
    const known = counts.get(key) ?? { answer, isRight: isRightAnswer(question, answer), count: 0 }
    counts.set(key, { ...known, count: known.count + 1 })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}
