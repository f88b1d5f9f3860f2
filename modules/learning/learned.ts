import { getCourse } from './catalogue.ts'
import {
  addProgress,
  type CoursePack,
  courseDoneAt,
  type FirstAnswer,
  firstAnswers,
  type LearnEvent,
  NO_PROGRESS,
  type Question,
} from './shared.ts'

/** The first answers of somebody, judged by the questions of one course as they are now. */
export function answersIn(pack: CoursePack, events: readonly LearnEvent[]): FirstAnswer[] {
  const questions = new Map<string, Question>(pack.questions.map((each) => [each.id, each]))
  return firstAnswers(events, (courseId, questionId) =>
    courseId === pack.courseId ? questions.get(questionId) : undefined,
  )
}

/** When the last lesson of a course was done; undefined while one is left. */
export function finishedAt(pack: CoursePack, events: readonly LearnEvent[]): Date | undefined {
  const doneAt = courseDoneAt(pack, addProgress(NO_PROGRESS, events))
  return doneAt === undefined ? undefined : new Date(doneAt)
}

/** The text of each outcome of a course in both languages. */
export function titlesOf(courseId: string) {
  const [chinese, english] = [getCourse(courseId, 'zh-TW'), getCourse(courseId, 'en')]
  const outcome = (id: string) => ({
    'zh-TW': chinese.outcomes.find((each) => each.id === id)?.text ?? id,
    en: english.outcomes.find((each) => each.id === id)?.text ?? id,
  })
  return { title: { 'zh-TW': chinese.title, en: english.title }, outcome }
}
