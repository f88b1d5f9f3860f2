import { expect, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { COURSE, makeLearning } from '#test/make-learned.ts'
import { listStatements } from './index.ts'
import { isoDuration } from './shared-xapi.ts'

connectDatabase()

const WORDS = { origin: 'https://till.example', language: 'zh-TW' } as const
const DAY = new Date('2026-11-20T02:00:00Z')
const at = (seconds: number) => new Date(DAY.getTime() + seconds * 1000)

async function makeLesson() {
  const centre = await makeTenant({ kind: 'centre' })
  const learning = await makeLearning(centre)
  const learnerId = await learning.addLearner('潘春梅')
  const lesson = { learnerId, courseId: COURSE, lessonId: '1-see' }
  const answered = (questionId: string, answer: string[], seconds: number) => ({
    type: 'question.answered' as const,
    at: at(seconds),
    body: {
      ...lesson,
      questionId,
      answer,
      isHelped: false,
      tookMs: 4250,
      setting: 'lesson' as const,
    },
  })
  const tell = (who: { learnerIds: string[]; courseId?: string } = { learnerIds: [learnerId] }) =>
    centre.read((tx) => listStatements(tx, who, { ...WORDS, tenantId: centre.tenantId }))
  return { centre, learning, learnerId, lesson, answered, tell }
}

const verbs = (told: Awaited<ReturnType<typeof listStatements>>) =>
  told.map(({ verb }) => verb.id.split('/').at(-1))

test('a lesson is told as cmi5 has it: first initialized, last terminated, one completed, one passed', async () => {
  const { learning, lesson, answered, tell } = await makeLesson()
  await learning.send([
    { type: 'lesson.opened', body: lesson, at: at(0) },
    answered('q-hurry', ['hang'], 20),
    { type: 'lesson.done', body: lesson, at: at(300) },
    { type: 'lesson.opened', body: lesson, at: at(9000) },
    { type: 'lesson.done', body: lesson, at: at(9100) },
  ])
  const told = await tell()
  expect(verbs(told)).toEqual([
    'initialized',
    'answered',
    'completed',
    'passed',
    'terminated',
    'initialized',
    'terminated',
  ])
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length)
  expect(new Set(told.map(({ context }) => context.registration)).size).toBe(1)
  expect(await tell()).toEqual(told)
  const [first, , completed, passed, terminated, again] = told
  expect(completed?.result).toEqual({ completion: true, duration: 'PT300S' })
  expect(passed?.result).toEqual({ success: true, score: { scaled: 1 }, duration: 'PT300S' })
  expect(passed?.context.contextActivities.category?.map(({ id }) => id)).toEqual([
    'https://w3id.org/xapi/cmi5/context/categories/cmi5',
    'https://w3id.org/xapi/cmi5/context/categories/moveon',
  ])
  expect(terminated?.result).toEqual({ duration: 'PT300S' })
  const session = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid'
  expect(first?.context.extensions?.[session]).toBe(terminated?.context.extensions?.[session])
  expect(first?.context.extensions?.[session]).not.toBe(again?.context.extensions?.[session])
})

test('an answer names a question by its address and a person by a number alone', async () => {
  const { centre, learning, learnerId, answered, tell } = await makeLesson()
  await learning.send([answered('q-hurry', ['answer'], 20)])
  const told = await tell()
  const answer = told.find(({ verb }) => verb.id.endsWith('/answered'))
  expect(answer).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    version: '1.0.0',
    actor: {
      objectType: 'Agent',
      account: {
        homePage: `https://till.example/c/issuers/${centre.tenantId}.json`,
        name: learnerId,
      },
    },
    object: {
      id: `https://till.example/courses/${COURSE}/questions/q-hurry`,
      definition: { interactionType: 'choice', correctResponsesPattern: ['hang'] },
    },
    result: { success: false, response: 'answer', duration: 'PT4.25S' },
    timestamp: '2026-11-20T02:00:20.000Z',
    stored: expect.stringMatching(/^2\d{3}-.*Z$/),
  })
  expect(JSON.stringify(told)).not.toContain('潘春梅')
})

test('every kind of question has its own words for an answer', async () => {
  const { learning, learnerId, tell } = await makeLesson()
  await learning.answer(learnerId, 'before', at(0))
  const told = await tell()
  const response = (id: string) => {
    const found = told.find(({ object }) => object.id.endsWith(`/${id}`))
    expect(found?.object.definition.correctResponsesPattern, id).toContain(found?.result?.response)
    return [found?.object.definition.interactionType, found?.result?.success]
  }
  expect(response('q-rescue-order')).toEqual(['sequencing', true])
  expect(response('q-who-helps')).toEqual(['matching', true])
  expect(response('q-dial')).toEqual(['fill-in', true])
  expect(response('q-spot-sms')).toEqual(['choice', true])
  // Outside of a lesson there is no session, and nothing begins or ends.
  expect(new Set(verbs(told))).toEqual(new Set(['answered']))
})

test('a lesson done with most answers wrong is completed and not passed', async () => {
  const { learning, lesson, answered, tell } = await makeLesson()
  await learning.send([
    { type: 'lesson.opened', body: lesson, at: at(0) },
    answered('q-hurry', ['answer'], 20),
    answered('q-hurry', ['hang'], 30),
    { type: 'lesson.done', body: lesson, at: at(60) },
  ])
  expect(verbs(await tell())).not.toContain('passed')
})

test('only the course that was asked for, and only this centre', async () => {
  const { learning, learnerId, tell } = await makeLesson()
  await learning.finish(learnerId, DAY, ['1-see'], 'qr-codes')
  expect(await tell({ learnerIds: [learnerId], courseId: COURSE })).toEqual([])
  expect(await tell()).not.toEqual([])
  const other = await makeTenant({ kind: 'centre' })
  const words = { ...WORDS, tenantId: other.tenantId }
  expect(await other.read((tx) => listStatements(tx, { learnerIds: [learnerId] }, words))).toEqual(
    [],
  )
})

test('durations are ISO 8601', () => {
  expect([0, 4250, 61_000, 4].map(isoDuration)).toEqual(['PT0S', 'PT4.25S', 'PT61S', 'PT0S'])
})
