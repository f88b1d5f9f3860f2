import type { Tx } from '#modules/kernel/db.ts'
import { getCourse, listLessonEvents, listSittings } from '#modules/learning/index.ts'
import {
  type ClassStanding,
  isRightAnswer,
  type LearnEvent,
  type Moment,
  type Question,
  type SittingState,
  sittingOf,
  sittingState,
  standingOf,
} from '#modules/learning/shared.ts'
import { type AnsweredEvent, firstAnswered } from './first-answers.ts'
import { getClass } from './queries.ts'
import { selectHelpTaken } from './repository-help.ts'

/** How one learner of a class gets on. */
export interface ClassLearner extends ClassStanding {
  learnerId: string
  name: string
  tile: number
  doneBlocks: number
  /** The place in the lesson they are at, from 1. */
  at: number
  wrongInRow: number
  /** How far they are with the questions around the course; never how it went. */
  measured: Record<Moment, SittingState>
  /** Who is on the way to them. */
  comes: { name: string; isMe: boolean } | null
}

/** A question of the lesson, with the answers that were given. */
export interface AskedQuestion {
  question: Question
  /** Its place in the lesson, from 1. */
  place: number
  answered: number
  wrong: number
  answers: { answer: string[]; isRight: boolean; count: number }[]
}

/** A class begins to count a while before its hour: people come early. */
const EARLY_MS = 6 * 3_600_000

/** From when on what learners do belongs to a class. */
export function sinceOf({ openedAt, startsAt }: { openedAt: Date | null; startsAt: Date }): Date {
  const opened = openedAt ?? startsAt
  return new Date(Math.min(opened.getTime(), startsAt.getTime()) - EARLY_MS)
}

/** So long somebody counts as on the way; who still needs help then is shown as waiting again. */
const ON_THE_WAY_MS = 5 * 60_000

/**
 * Where everybody of a class is, who needs help, and which questions are hard: from what their devices
 * have sent until now. Only the first answer of each learner to each question counts as theirs.
 *
 * @throws centre.unknown_class, learning.unknown_course
 */
export async function getClassView(
  tx: Tx,
  classId: string,
  language: string,
  now: Date,
  userId: string | null = null,
) {
  const found = await getClass(tx, classId)
  const course = getCourse(found.courseId, language)
  const lesson = course.lessons.find(({ id }) => id === found.lessonId) ?? course.lessons[0]
  const learnerIds = found.members.map(({ learnerId }) => learnerId)
  const events = await listLessonEvents(tx, {
    courseId: found.courseId,
    lessonId: found.lessonId,
    since: sinceOf(found),
    learnerIds,
  })
  const sittings = await listSittings(tx, found.courseId, learnerIds)
  const taken = await selectHelpTaken(tx, classId, new Date(now.getTime() - ON_THE_WAY_MS))
  const questions = new Map(course.questions.map((question) => [question.id, question]))
  const learners = found.members.map(({ learnerId, displayName, tile }): ClassLearner => {
    const own = events.get(learnerId) ?? []
    const facts = factsOf(own)
    const wrongInRow = countWrongInRow(own, questions)
    const done = new Set(
      own.flatMap((event) => (event.type === 'block.done' ? [event.body.blockId] : [])),
    )
    const stateOf = (moment: Moment) =>
      sittingState(sittingOf(sittings.get(learnerId) ?? {}, found.courseId, moment))
    const at = lesson?.blocks.findIndex(({ id }) => !done.has(id)) ?? 0
    return {
      learnerId,
      name: displayName ?? '',
      tile,
      doneBlocks: done.size,
      at: at < 0 ? done.size : at + 1,
      wrongInRow,
      measured: { before: stateOf('before'), after: stateOf('after'), later: stateOf('later') },
      comes: comesTo(
        taken.find((each) => each.learnerId === learnerId),
        facts.askedAt,
        userId,
      ),
      ...standingOf({ ...facts, wrongInRow }, now),
    }
  })
  const first = firstAnswered([...events.values()].flat())
  const asked = askedQuestions(lesson?.blocks ?? [], questions, first)
  return {
    class: found,
    courseTitle: course.title,
    lessonTitle: lesson?.title ?? '',
    blockCount: lesson?.blocks.length ?? 0,
    learners,
    questions: asked,
    hard: hardest(asked),
  }
}

/** Asking again after somebody set out means that they have not come yet, or were needed once more. */
function comesTo(
  taken: { at: Date; takenBy: string | null; takenByName: string | null } | undefined,
  askedAt: string | undefined,
  userId: string | null,
): ClassLearner['comes'] {
  if (!taken || (askedAt !== undefined && Date.parse(askedAt) > taken.at.getTime())) return null
  const isMe = taken.takenBy !== null && taken.takenBy === userId
  return { name: taken.takenByName ?? '', isMe }
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

/** Every question of the lesson in its order, with how it was answered. */
function askedQuestions(
  blocks: readonly { kind: string; questionId?: string }[],
  questions: ReadonlyMap<string, Question>,
  first: readonly AnsweredEvent[],
): AskedQuestion[] {
  return blocks.flatMap((block, index) => {
    const question = block.questionId === undefined ? undefined : questions.get(block.questionId)
    if (!question) return []
    const given = first.flatMap(({ body }) =>
      body.questionId === question.id ? [body.answer] : [],
    )
    const answers = tally(question, given)
    const wrong = answers.reduce((sum, each) => sum + (each.isRight ? 0 : each.count), 0)
    return [{ question, place: index + 1, answered: given.length, wrong, answers }]
  })
}

/** Those that somebody got wrong, the hardest first. */
const hardest = (asked: readonly AskedQuestion[]): AskedQuestion[] =>
  asked.filter(({ wrong }) => wrong > 0).sort((a, b) => b.wrong - a.wrong || a.place - b.place)

function tally(question: Question, given: readonly string[][]): AskedQuestion['answers'] {
  const counts = new Map<string, { answer: string[]; isRight: boolean; count: number }>()
  for (const answer of given) {
    const key = JSON.stringify(question.kind === 'order' ? answer : [...answer].sort())
    const known = counts.get(key) ?? { answer, isRight: isRightAnswer(question, answer), count: 0 }
    counts.set(key, { ...known, count: known.count + 1 })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}
