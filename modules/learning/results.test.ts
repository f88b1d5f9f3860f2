import { expect, test } from 'vitest'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { COURSE, makeLearning } from '#test/make-learned.ts'
import { getCourseResults, getLearnerResults } from './index.ts'

connectDatabase()

const DAY = new Date('2026-09-20T02:00:00Z')
const daysOn = (days: number) => new Date(DAY.getTime() + days * 86_400_000)

const SCAM = 'q-hurry'
const GENUINE = ['q-clinic', 'q-genuine-power']

/** Some learners who all missed a scam before, and one who takes what is genuine for a scam after. */
async function makeMeasured(count: number) {
  const centre = await makeTenant({ kind: 'centre' })
  const learning = await makeLearning(centre)
  const ids: string[] = []
  for (let at = 0; at < count; at += 1) {
    const learnerId = await learning.addLearner(`學員${at}`)
    ids.push(learnerId)
    await learning.answer(learnerId, 'before', DAY, [SCAM, ...GENUINE])
    await learning.finish(learnerId, daysOn(1), at === 0 ? ['1-see'] : undefined)
    await learning.answer(learnerId, 'after', daysOn(2), at === 0 ? GENUINE : [])
  }
  return { centre, learning, ids }
}

const everybody = (centre: MadeTenant, language = 'zh-TW') =>
  centre.read((tx) => getCourseResults(tx, 'everybody', language))

test('a centre sees both errors before and after, who finished, and what they mastered', async () => {
  const { centre } = await makeMeasured(6)
  const [found, ...others] = await everybody(centre)
  expect(others).toEqual([])
  expect(found).toMatchObject({
    courseId: COURSE,
    people: 6,
    finished: 5,
    lessonsDone: 16,
    moments: [
      { moment: 'before', people: 6, missed: 20, falseAlarms: 100 },
      { moment: 'after', people: 6, missed: 0, falseAlarms: 17 },
      { moment: 'later', people: 0, missed: undefined, falseAlarms: undefined },
    ],
  })
  const mastered = found?.outcomes.map(({ outcomeId, asked, mastered }) => [
    outcomeId,
    asked,
    mastered,
  ])
  expect(mastered).toEqual([
    ['hang-up', 6, 5],
    ['ask-first', 6, 5],
    ['rescue-fast', 6, 6],
  ])
  expect((await everybody(centre, 'en'))[0]?.title).toMatch(/^Three moves/)
})

test('fewer than five people are a word, and their errors are not told', async () => {
  const { centre } = await makeMeasured(4)
  const [found] = await everybody(centre)
  expect(found).toMatchObject({ people: 'few', finished: 'few', lessonsDone: 'few' })
  expect(found?.moments).toEqual([
    { moment: 'before', people: 'few', missed: undefined, falseAlarms: undefined },
    { moment: 'after', people: 'few', missed: undefined, falseAlarms: undefined },
    { moment: 'later', people: 0, missed: undefined, falseAlarms: undefined },
  ])
  for (const { asked, mastered } of found?.outcomes ?? [])
    expect([asked, mastered]).toEqual(['few', 'few'])
})

test('a class is only its own people; nobody has no results, and no other centre has them', async () => {
  const { centre, ids } = await makeMeasured(6)
  const some = await centre.read((tx) => getCourseResults(tx, ids.slice(1), 'zh-TW'))
  expect(some[0]).toMatchObject({ people: 5, finished: 5, lessonsDone: 15 })
  expect(await centre.read((tx) => getCourseResults(tx, [], 'zh-TW'))).toEqual([])
  const other = await makeTenant({ kind: 'centre' })
  expect(await everybody(other)).toEqual([])
  expect(await other.read((tx) => getCourseResults(tx, ids, 'zh-TW'))).toEqual([])
})

test('one learner sees their own outcomes, and how they tell scams from what is genuine', async () => {
  const { centre, learning, ids } = await makeMeasured(1)
  const [learnerId = ''] = ids
  await learning.answer(learnerId, 'later', daysOn(33), ['q-clinic'])
  const [found] = await centre.read((tx) => getLearnerResults(tx, learnerId, 'zh-TW'))
  expect(found).toMatchObject({
    courseId: COURSE,
    lessonsDone: 1,
    lessonCount: 3,
    finishedAt: undefined,
    discernment: {
      before: { scamsAsked: 5, scamsMissed: 1, genuineAsked: 2, falseAlarms: 2 },
      after: { scamsAsked: 5, scamsMissed: 0, genuineAsked: 2, falseAlarms: 2 },
      later: { scamsAsked: 5, scamsMissed: 0, genuineAsked: 2, falseAlarms: 1 },
    },
  })
  expect(found?.outcomes).toMatchObject([
    { outcomeId: 'hang-up', asked: 3, right: 2, isMastered: false },
    { outcomeId: 'ask-first', asked: 4, right: 4, isMastered: true },
    { outcomeId: 'rescue-fast', isMastered: true },
  ])
})
