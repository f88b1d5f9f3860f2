import {
  type AskedQuestion,
  type getClass,
  getClassView,
  type listClasses,
} from '#modules/centre/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { getCourse, listCourses } from '#modules/learning/index.ts'
import {
  answerWords,
  isRightAnswer,
  measuringQuestions,
  rightAnswer,
} from '#modules/learning/shared.ts'
import type { ClassLive, LiveQuestion } from './class-live.ts'

/** How a class goes on, as its pages ask for it every few seconds. */
export async function readClassLive(
  tx: Tx,
  input: { classId: string; language: string; userId: string | null },
): Promise<ClassLive> {
  const { classId, language, userId } = input
  const view = await getClassView(tx, classId, language, new Date(), userId)
  return {
    ...describeClass(view.class, language),
    joinCode: view.class.joinCode,
    blockCount: view.blockCount,
    isMeasured: view.class.isMeasured,
    measureCount: measuringQuestions(getCourse(view.class.courseId, language)).length,
    thereCount: view.class.attendance.filter(({ isThere }) => isThere).length,
    learners: view.learners.map(({ stillMs = null, ...learner }) => ({ ...learner, stillMs })),
    questions: view.questions.map(describeQuestion),
    hardIds: view.hard.map(({ question }) => question.id),
  }
}

type ClassRow =
  | Awaited<ReturnType<typeof getClass>>
  | Awaited<ReturnType<typeof listClasses>>[number]

/** A class in the words of its course. A course that is no longer there leaves its words empty. */
export function describeClass(row: ClassRow, language: string) {
  const course = listCourses(language).find(({ courseId }) => courseId === row.courseId)
  const place = course?.lessons.findIndex(({ id }) => id === row.lessonId) ?? -1
  return {
    id: row.id,
    title: row.title,
    courseId: row.courseId,
    lessonId: row.lessonId,
    courseTitle: course?.title ?? '',
    lessonPlace: place + 1,
    venueName: row.venueName,
    startsAt: row.startsAt.toISOString(),
    isOpen: row.openedAt !== null && row.closedAt === null,
    isClosed: row.closedAt !== null,
    memberCount: 'memberCount' in row ? row.memberCount : row.members.length,
  }
}

/** The answers by their words; the right one also when nobody gave it. */
export function describeQuestion(asked: AskedQuestion): LiveQuestion {
  const { question, place, answered, wrong } = asked
  const { id, text, explain } = question
  const right = rightAnswer(question)
  const hasRight = asked.answers.some(({ isRight }) => isRight)
  const answers = hasRight
    ? asked.answers
    : [...asked.answers, { answer: right, isRight: isRightAnswer(question, right), count: 0 }]
  const described = answers.map(({ answer, isRight, count }) => ({
    words: answerWords(question, answer),
    isRight,
    count,
  }))
  return { id, text, explain, place, answered, wrong, answers: described }
}
