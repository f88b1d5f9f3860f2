import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { COURSE, makeLearning, rightAnswer } from '#test/make-learned.ts'
import { getCourse, listLearnEvents, listLearnPersons } from './index.ts'
import {
  addProgress,
  addSittings,
  CASES_COURSE,
  firstAnswers,
  type LearnEventBodies,
  type LearnEventType,
  NO_PROGRESS,
  scheduleReviews,
} from './shared.ts'

connectDatabase()

const HOUR_MS = 3_600_000
const pack = getCourse(COURSE, 'zh-TW')
const find = (courseId: string, questionId: string) =>
  courseId === COURSE ? pack.questions.find(({ id }) => id === questionId) : undefined
const about = (courseId: string, questionId: string) =>
  find(courseId, questionId)?.about ?? 'neither'

async function makePerson() {
  const centre = await makeTenant({ kind: 'centre' })
  const learning = await makeLearning(centre)
  return { centre, learning, learnerId: await learning.addLearner('林秋月') }
}

/** Writes so many openings of a lesson, one a second, straight into the table. */
const writeMany = (centre: MadeTenant, learnerId: string, count: number, from: Date) =>
  asOwner(
    `insert into learn_event (tenant_id, id, device_id, journal_id, seq, learner_id, type, course_id,
                              lesson_id, body, hash, at)
     select $1::uuid, gen_random_uuid(), (select id from learn_device where tenant_id = $1::uuid limit 1),
            $2::uuid, n, $3::uuid, 'lesson.opened', $4::text, '1-see',
            jsonb_build_object('learnerId', $3::text, 'courseId', $4::text, 'lessonId', '1-see'),
            repeat('0', 64), $5::timestamptz + n * interval '1 second'
     from generate_series(1, $6::int) n`,
    [centre.tenantId, newId(), learnerId, COURSE, from, count],
  )

test('the newest progress of a crowd is told, however much stands before it', async () => {
  const { centre, learning, learnerId } = await makePerson()
  const other = await learning.addLearner('高金水')
  await writeMany(centre, other, 20_500, new Date('2026-01-01T00:00:00Z'))
  const at = new Date('2026-11-20T02:00:00Z')
  await learning.send([
    {
      type: 'block.done',
      body: { learnerId, courseId: COURSE, lessonId: '1-see', blockId: 'b' },
      at,
    },
    { type: 'lesson.done', body: { learnerId, courseId: COURSE, lessonId: '1-see' }, at },
  ])
  await learning.answer(learnerId, 'lesson', at)
  const told = await centre.read((tx) => listLearnPersons(tx, [learnerId, other], at))
  const own = told.find(({ id }) => id === learnerId)
  expect(own?.progress.lessons[`${COURSE}/1-see`]).toEqual({
    openedAt: at.toISOString(),
    lastAt: at.toISOString(),
    doneBlocks: ['b'],
    doneAt: at.toISOString(),
  })
  expect(own?.reviews.length).toBeGreaterThan(5)
  const crowd = told.find(({ id }) => id === other)?.progress.lessons[`${COURSE}/1-see`]
  expect(crowd?.lastAt).toBe('2026-01-01T05:41:40.000Z')
  // A list of all of it is whole, too, and in its order.
  const all = await centre.read((tx) => listLearnEvents(tx, [learnerId, other]))
  expect(all.get(other)).toHaveLength(20_500)
  expect(all.get(other)?.at(-1)?.at).toBe('2026-01-01T05:41:40.000Z')
  expect(all.get(learnerId)?.[0]?.at).toBe(at.toISOString())
})

test('what the database sums up is what a device works out of the same entries', async () => {
  const { centre, learning, learnerId } = await makePerson()
  const start = Date.parse('2026-11-01T02:00:00Z')
  const written: { type: LearnEventType; body: LearnEventBodies[LearnEventType]; at: Date }[] = []
  // Hours 0, 1, 2, 4: the second is still the first sitting, and so is the third, an hour after it.
  for (const [round, hour] of [0, 1, 2, 4, 70, 71.9, 74].entries()) {
    const at = new Date(start + hour * HOUR_MS)
    const place = { learnerId, courseId: COURSE, lessonId: round % 2 === 0 ? '1-see' : '2-try' }
    written.push({ type: 'lesson.opened', body: place, at })
    written.push({ type: 'block.done', body: { ...place, blockId: `b-${(round * 3) % 5}` }, at })
    if (round === 3 || round === 5) written.push({ type: 'lesson.done', body: place, at })
    for (const question of pack.questions.slice(0, 5)) {
      const answer = round % 3 === 1 ? ['no-such'] : rightAnswer(question)
      const more = { answer, isHelped: false, tookMs: 4000, setting: 'lesson' as const }
      const body = { ...place, questionId: question.id, ...more }
      written.push({ type: 'question.answered', body, at })
    }
    for (const question of pack.questions.slice(1, 4)) {
      const setting = (['before', 'before', 'after', 'later'] as const)[round]
      if (setting === undefined) continue
      const more = { answer: ['no-such'], isHelped: false, tookMs: 9, setting }
      const body = { learnerId, courseId: COURSE, questionId: question.id, ...more }
      written.push({ type: 'question.answered', body, at: new Date(at.getTime() - 60_000) })
    }
    if (round < 3)
      written.push({
        type: 'sitting.ended',
        body: { learnerId, courseId: COURSE, moment: round < 2 ? 'before' : 'after' },
        at,
      })
    const shown = { answer: ['give'], isHelped: false, tookMs: 1, setting: 'review' as const }
    const body = { learnerId, courseId: CASES_COURSE, questionId: `case-${round % 2}`, ...shown }
    written.push({ type: 'question.answered', body, at })
  }
  await learning.send(written)
  const now = new Date(start + 80 * HOUR_MS)
  const [told] = await centre.read((tx) => listLearnPersons(tx, [learnerId], now))
  const events = (await centre.read((tx) => listLearnEvents(tx, [learnerId]))).get(learnerId) ?? []
  expect(events).toHaveLength(written.length)
  expect(told?.progress).toEqual(addProgress(NO_PROGRESS, events))
  expect(told?.reviews).toEqual(scheduleReviews(firstAnswers(events, find), about))
  expect(told?.sittings).toEqual(addSittings({}, events))
  expect(Object.keys(told?.sittings ?? {})).toHaveLength(3)
  expect(told?.answeredCases).toEqual(['case-0', 'case-1'])
})
