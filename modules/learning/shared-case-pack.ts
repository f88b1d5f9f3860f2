import type { CoursePack } from './shared-course.ts'
import { CASES_COURSE, type LearnCase } from './shared-voices.ts'

/**
 * This week's scams as a course, so that the player of lessons plays them: each is one lesson of a
 * scenario and a question.
 *
 * @param title what the course is called, in the reader's language.
 */
export const packOfCases = (cases: readonly LearnCase[], title: string): CoursePack => ({
  courseId: CASES_COURSE,
  language: 'zh-TW',
  title,
  blurb: '',
  outcomes: [],
  checkedOn: cases[0]?.publishedOn ?? '',
  reviewBy: '',
  sources: [],
  lessons: cases.map(({ id, title: name, scenario, question }) => ({
    id,
    title: name,
    minutes: 1,
    outcomes: [],
    blocks: [
      { id: `play-${id}`, kind: 'scenario', scenarioId: scenario.id },
      { id: `ask-${id}`, kind: 'question', questionId: question.id },
    ],
  })),
  questions: cases.map(({ question }) => question),
  scenarios: cases.map(({ scenario }) => scenario),
  summary: { title, blocks: [] },
  pictures: {},
})
