import { expect, test } from 'vitest'
import type { StoredEvent } from '#app/offline/disk.ts'
import { readCourse } from '#modules/learning/index.ts'
import { CASES_COURSE, type CoursePack, type Due } from '#modules/learning/shared.ts'
import { addAnswered, casesAnswered, dueNow, makeReview, reviewEvent } from './review.ts'

const packOf = (folder: string): CoursePack => {
  const { packs } = readCourse(`courses/${folder}`, '2026-11-27')
  if (!packs) throw new Error(`${folder} is not in order`)
  return packs['zh-TW']
}
const first = packOf('stop-ask-rescue')
const second = packOf('guess-who')
const words = { language: 'zh-TW' as const, title: '一分鐘複習' }
const NOW = new Date('2026-11-27T02:00:00Z')

const due = (courseId: string, questionId: string, day: string, lapses = 0): Due => ({
  courseId,
  questionId,
  dueAt: `${day}T00:00:00.000Z`,
  intervalDays: 3,
  lapses,
})

test('a review asks what is due, of any course that lies here, and four at most', () => {
  const ids = second.questions.map(({ id }) => id)
  const all = [
    due(first.courseId, 'q-hurry', '2026-11-20'),
    ...ids.map((id) => due(second.courseId, id, '2026-11-21')),
    due(first.courseId, 'q-keep', '2026-11-28'),
    due('not-here', 'q-x', '2026-11-01'),
  ]
  const now = dueNow(all, new Map(), NOW)
  const review = makeReview([first, second], now, [], words)
  expect(review?.lesson.blocks.length).toBeLessThanOrEqual(4)
  expect(review?.pack.questions.map(({ id }) => id)).toContain('stop-ask-rescue.q-hurry')
  expect(review?.pack.questions.some(({ id }) => id.endsWith('q-keep'))).toBe(false)
  expect(makeReview([first, second], [], [], words)).toBeUndefined()
})

test('what was answered here since is not asked again before the server has been asked', () => {
  const all = [
    due(first.courseId, 'q-hurry', '2026-11-20'),
    due(first.courseId, 'q-dial', '2026-11-20'),
  ]
  const entry = {
    type: 'question.answered',
    wallAt: '2026-11-20T08:00:00.000Z',
    body: { learnerId: 'l', courseId: first.courseId, questionId: 'q-hurry' },
  } as unknown as StoredEvent
  const here = addAnswered(new Map(), [entry]).get('l') ?? new Map()
  expect(dueNow(all, here, NOW).map(({ questionId }) => questionId)).toEqual(['q-dial'])
  // Due again later, it is asked again.
  const again = [due(first.courseId, 'q-hurry', '2026-11-23')]
  expect(dueNow(again, here, NOW)).toHaveLength(1)
})

test('a scam of this week comes first: played, then asked', () => {
  const [scenario] = first.scenarios
  const [question] = first.questions
  if (!scenario || !question) throw new Error('an empty course')
  const heard = {
    id: 'c1',
    title: '假水費',
    publishedOn: '2026-11-26',
    reviewedBy: '羅文德',
    scenario,
    question,
  }
  const review = makeReview([first], [due(first.courseId, 'q-dial', '2026-11-20')], [heard], words)
  expect(review?.lesson.blocks.map(({ kind }) => kind)).toEqual([
    'scenario',
    'question',
    'question',
  ])
  expect(review?.pack.questions[0]?.id).toBe(`${CASES_COURSE}.${question.id}`)
  const known = new Map([[`${CASES_COURSE}.${question.id}`, '2026-11-26T00:00:00.000Z']])
  expect(casesAnswered(known)).toEqual([question.id])
})

test('answers are kept under the course they belong to, and the review itself is no lesson', () => {
  const place = { learnerId: 'l', courseId: 'review', lessonId: 'review' }
  const answer = {
    ...place,
    questionId: 'stop-ask-rescue.q-hurry',
    answer: ['hang'],
    isHelped: false,
    tookMs: 900,
    setting: 'lesson' as const,
  }
  expect(reviewEvent({ type: 'question.answered', body: answer })).toEqual({
    type: 'question.answered',
    body: {
      learnerId: 'l',
      courseId: 'stop-ask-rescue',
      questionId: 'q-hurry',
      answer: ['hang'],
      isHelped: false,
      tookMs: 900,
      setting: 'review',
    },
  })
  expect(reviewEvent({ type: 'lesson.opened', body: place })).toBeUndefined()
  expect(reviewEvent({ type: 'block.done', body: { ...place, blockId: 'q-x' } })).toBeUndefined()
})
