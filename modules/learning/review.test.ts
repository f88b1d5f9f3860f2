import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { getCourse } from './catalogue.ts'
import {
  discernmentOf,
  firstAnswers,
  type LearnEvent,
  masteryOf,
  reviewNow,
  type Setting,
  scheduleReviews,
} from './shared.ts'

const COURSE = 'stop-ask-rescue'
const pack = getCourse(COURSE, 'zh-TW')
const find = (_courseId: string, questionId: string) =>
  pack.questions.find(({ id }) => id === questionId)
const about = (courseId: string, questionId: string) =>
  find(courseId, questionId)?.about ?? 'neither'

const learnerId = newId()
const DAY_MS = 86_400_000
const START = Date.parse('2026-11-01T02:00:00Z')

function answered(
  questionId: string,
  answer: string[],
  day: number,
  more: { isHelped?: boolean; tookMs?: number; setting?: Setting; minutes?: number } = {},
): LearnEvent {
  const { isHelped = false, tookMs = 5000, setting = 'lesson', minutes = 0 } = more
  const at = new Date(START + day * DAY_MS + minutes * 60_000).toISOString()
  const body = { learnerId, courseId: COURSE, questionId, answer, isHelped, tookMs, setting }
  return { id: newId(), type: 'question.answered', body, at }
}

const daysOf = (events: LearnEvent[]) =>
  scheduleReviews(firstAnswers(events, find), about).map(({ questionId, intervalDays }) => [
    questionId,
    intervalDays,
  ])

test('what is known comes again on day 3, about two weeks later, and then once a month or two', () => {
  const good = (day: number) => answered('q-keep', ['chat', 'slip'], day)
  expect(daysOf([good(0)])).toEqual([['q-keep', 3]])
  expect(daysOf([good(0), good(3)])).toEqual([['q-keep', 14]])
  expect(daysOf([good(0), good(3), good(17)])).toEqual([['q-keep', 57]])
  expect(daysOf([good(0), good(3), good(17), good(74)])).toEqual([['q-keep', 60]])
})

test('a scam comes again before the fourth week, however well it is known', () => {
  const good = (day: number) => answered('q-hurry', ['hang'], day)
  expect(daysOf([good(0), good(3), good(17), good(42)])).toEqual([['q-hurry', 25]])
})

test('wrong comes back tomorrow, help and slowness sooner than ease; nobody grades themselves', () => {
  const intervals = [
    answered('q-hurry', ['answer'], 0),
    answered('q-hurry', ['hang'], 0, { isHelped: true }),
    answered('q-hurry', ['hang'], 0, { tookMs: 60_000 }),
    answered('q-hurry', ['hang'], 0),
  ].map((event) => daysOf([event])[0]?.[1])
  expect(intervals[0]).toBe(1)
  expect(intervals[1]).toBe(intervals[2])
  expect(Number(intervals[1])).toBeLessThan(Number(intervals[3]))
})

test('trying again until it is right changes nothing: the first answer of a sitting counts', () => {
  const wrong = answered('q-hurry', ['argue'], 0)
  const then = answered('q-hurry', ['hang'], 0, { minutes: 1 })
  expect(daysOf([then, wrong])).toEqual(daysOf([wrong]))
  const answers = firstAnswers([then, wrong, answered('q-hurry', ['hang'], 1)], find)
  expect(answers.map(({ isRight }) => isRight)).toEqual([false, true])
})

test('a review of a minute asks four at most, what was forgotten first, and nothing early', () => {
  const events = ['q-hurry', 'q-clinic', 'q-which-number', 'q-tell-family', 'q-keep', 'q-dial'].map(
    (id) => answered(id, ['nothing'], 0),
  )
  const schedule = scheduleReviews(firstAnswers(events, find), about)
  expect(reviewNow(schedule, new Date(START + 3600_000))).toEqual([])
  expect(reviewNow(schedule, new Date(START + 2 * DAY_MS))).toHaveLength(4)
})

test('mastery and discernment both ways', () => {
  const events = [
    answered('q-hurry', ['answer'], 0, { setting: 'before' }),
    answered('q-clinic', ['odd'], 0, { setting: 'before' }),
    answered('q-hurry', ['hang'], 1, { setting: 'after' }),
    answered('q-clinic', ['fine'], 1, { setting: 'after' }),
    answered('q-spot-sms', ['overdue', 'link', 'card'], 1, { setting: 'after' }),
  ]
  const answers = firstAnswers(events, find)
  expect(discernmentOf(pack, answers, ['before'])).toEqual({
    scamsAsked: 1,
    scamsMissed: 1,
    genuineAsked: 1,
    falseAlarms: 1,
  })
  expect(discernmentOf(pack, answers, ['after'])).toMatchObject({ scamsMissed: 0, falseAlarms: 0 })
  const hangUp = masteryOf(pack, answers).find(({ outcomeId }) => outcomeId === 'hang-up')
  expect(hangUp).toMatchObject({ asked: 3, right: 3, isMastered: true })
  const rescue = masteryOf(pack, answers).find(({ outcomeId }) => outcomeId === 'rescue-fast')
  expect(rescue).toMatchObject({ asked: 0, isMastered: false })
})
