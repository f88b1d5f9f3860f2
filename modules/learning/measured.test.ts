import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { getCourse, listCourses } from './catalogue.ts'
import {
  addProgress,
  addSittings,
  discernmentOf,
  firstAnswers,
  joinSittings,
  type LearnEvent,
  MOMENTS,
  type Moment,
  measuringQuestions,
  momentNow,
  NO_PROGRESS,
  type Setting,
  scheduleReviews,
  sittingOf,
  sittingState,
} from './shared.ts'

const COURSE = 'stop-ask-rescue'
const pack = getCourse(COURSE, 'zh-TW')
const find = (_courseId: string, questionId: string) =>
  pack.questions.find(({ id }) => id === questionId)
const learnerId = newId()
const DAY_MS = 86_400_000
const START = Date.parse('2026-11-01T02:00:00Z')
const atMinute = (minutes: number) => new Date(START + minutes * 60_000).toISOString()
const onDay = (days: number) => days * 24 * 60

const answered = (
  questionId: string,
  answer: string,
  setting: Setting,
  minutes: number,
): LearnEvent => {
  const given = { answer: [answer], isHelped: false, tookMs: 4000, setting }
  const body = { learnerId, courseId: COURSE, questionId, ...given }
  return { id: newId(), type: 'question.answered', body, at: atMinute(minutes) }
}
const ended = (moment: Moment, minutes: number): LearnEvent => {
  const body = { learnerId, courseId: COURSE, moment }
  return { id: newId(), type: 'sitting.ended', body, at: atMinute(minutes) }
}
const lesson = (type: 'lesson.opened' | 'lesson.done', lessonId: string, minutes: number) => {
  const body = { learnerId, courseId: COURSE, lessonId }
  return { id: newId(), type, body, at: atMinute(minutes) } satisfies LearnEvent
}
const allDone = (minutes: number) =>
  pack.lessons.flatMap(({ id }) => [
    lesson('lesson.opened', id, minutes - 5),
    lesson('lesson.done', id, minutes),
  ])

test('every course is measured by four to six questions, scams and genuine things alike, in both languages', () => {
  const courses = listCourses('zh-TW')
  expect(courses.length).toBeGreaterThanOrEqual(12)
  for (const { courseId } of courses) {
    const chosen = measuringQuestions(getCourse(courseId, 'zh-TW'))
    const scams = chosen.filter(({ about }) => about === 'scam')
    expect(chosen.length, courseId).toBeGreaterThanOrEqual(4)
    expect(chosen.length, courseId).toBeLessThanOrEqual(6)
    expect(scams.length * 2, courseId).toBe(chosen.length)
    const ids = chosen.map(({ id }) => id)
    expect(measuringQuestions(getCourse(courseId, 'zh-TW')).map(({ id }) => id)).toEqual(ids)
    expect(measuringQuestions(getCourse(courseId, 'en')).map(({ id }) => id)).toEqual(ids)
    for (const { options } of chosen) {
      expect(options.filter(({ isRight }) => isRight)).toHaveLength(1)
    }
  }
})

test('what was asked before is asked after, though the course has become another', () => {
  const before = measuringQuestions(pack).map(({ id }) => id)
  const [first] = pack.questions
  if (!first) throw new Error('no questions')
  const added = ['q-new-one', 'q-new-two'].map((id) => ({ ...first, id }))
  const newer = { ...pack, questions: [...added, ...pack.questions] }
  expect(measuringQuestions(newer, [...before].sort()).map(({ id }) => id)).toEqual(before)
  const without = { ...pack, questions: pack.questions.filter(({ id }) => id !== before[0]) }
  expect(measuringQuestions(without, before)).toHaveLength(before.length - 1)
})

const event: fc.Arbitrary<LearnEvent> = fc
  .record({
    isEnd: fc.boolean(),
    moment: fc.constantFrom(...MOMENTS),
    questionId: fc.constantFrom('q-hurry', 'q-clinic', 'q-genuine-power'),
    minutes: fc.integer({ min: 0, max: 100_000 }),
  })
  .map(({ isEnd, moment, questionId, minutes }) =>
    isEnd ? ended(moment, minutes) : answered(questionId, 'hang', moment, minutes),
  )

test('what several devices say of it comes to the same in any order and however often, and never goes back', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), fc.nat({ max: 30 }), (events, cut) => {
      const straight = addSittings({}, events)
      expect(addSittings(straight, [...events].reverse())).toEqual(straight)
      const one = addSittings({}, events.slice(0, cut))
      const other = addSittings({}, events.slice(cut))
      expect(joinSittings(one, other)).toEqual(straight)
      expect(joinSittings(other, one)).toEqual(straight)
      for (const [key, sitting] of Object.entries(one)) {
        expect(straight[key]?.answered).toEqual(expect.arrayContaining(sitting.answered))
        if (sitting.endedAt) expect(straight[key]?.endedAt).toBeDefined()
      }
    }),
    { numRuns: 300 },
  )
})

test('before is asked until a lesson was opened anywhere, after once all are done, later in its time', () => {
  const now = (events: LearnEvent[], days = 0) =>
    momentNow(
      pack,
      addProgress(NO_PROGRESS, events),
      addSittings({}, events),
      new Date(START + days * DAY_MS),
    )
  expect(now([])).toBe('before')
  const half = [answered('q-hurry', 'hang', 'before', 0)]
  expect(now(half)).toBe('before')
  const before = [...half, ended('before', 1)]
  expect(now(before)).toBeUndefined()
  expect(now([lesson('lesson.opened', '1-see', 0)])).toBeUndefined()
  const done = [...before, ...allDone(20)]
  expect(now(done.slice(0, -1))).toBeUndefined()
  expect(now(done)).toBe('after')
  expect(now(done, 29)).toBe('after')
  const after = [...done, ended('after', 30)]
  expect(now(after, 29)).toBeUndefined()
  expect(now(after, 31)).toBe('later')
  // Whoever was not asked after is still asked later, and a month is no year.
  expect(now(done, 31)).toBe('later')
  expect(now(done, 91)).toBeUndefined()
  expect(now([...after, ended('later', onDay(31))], 40)).toBeUndefined()
  // Nothing to compare with: would rather not, and was not asked.
  expect(now([ended('before', 0), ...allDone(20)])).toBeUndefined()
  expect(now(allDone(20), 31)).toBeUndefined()
})

test('a trainer sees who did it, not how it went', () => {
  const state = (events: LearnEvent[]) =>
    sittingState(sittingOf(addSittings({}, events), COURSE, 'before'))
  const one = answered('q-hurry', 'argue', 'before', 0)
  expect(state([])).toBe('not_yet')
  expect(state([one])).toBe('begun')
  expect(state([one, ended('before', 1)])).toBe('done')
  expect(state([ended('before', 1)])).toBe('skipped')
})

test('before, lessons and after of one hour are three sittings, and each counts once', () => {
  const first = answered('q-hurry', 'argue', 'before', 0)
  const events = [
    first,
    lesson('lesson.opened', '1-see', 2),
    answered('q-hurry', 'hang', 'lesson', 5),
    answered('q-hurry', 'hang', 'after', 40),
    // Sent again by the same device, and asked again by another that did not know.
    first,
    answered('q-hurry', 'argue', 'after', onDay(3)),
    answered('q-clinic', 'odd', 'before', 3),
  ]
  const answers = firstAnswers(events, find)
  expect(answers.map(({ setting, isRight }) => [setting, isRight])).toEqual([
    ['before', false],
    ['lesson', true],
    ['after', true],
  ])
  expect(discernmentOf(pack, answers, ['before'])).toMatchObject({ scamsAsked: 1, genuineAsked: 0 })
  expect(discernmentOf(pack, answers, ['after'])).toMatchObject({ scamsAsked: 1, scamsMissed: 0 })
})

test('what is asked around a course moves no review, but what is wrong after it comes back tomorrow', () => {
  const days = (events: LearnEvent[]) =>
    scheduleReviews(firstAnswers(events, find), () => 'scam').map(
      ({ intervalDays }) => intervalDays,
    )
  const before = answered('q-hurry', 'argue', 'before', 0)
  const learned = answered('q-hurry', 'hang', 'lesson', 10)
  expect(days([before])).toEqual([])
  expect(days([before, learned])).toEqual([3])
  expect(days([before, learned, answered('q-hurry', 'hang', 'after', 40)])).toEqual([3])
  expect(days([before, learned, answered('q-hurry', 'argue', 'after', 40)])).toEqual([1])
})
