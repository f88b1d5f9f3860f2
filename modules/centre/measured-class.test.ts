import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import type { Moment } from '#modules/learning/shared.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { COURSE, makeLearning } from '#test/make-learned.ts'
import {
  enrolLearner,
  getClassView,
  getLearnSnapshot,
  measureClass,
  openClass,
  planClass,
} from './index.ts'

connectDatabase()

const NOW = new Date('2026-11-27T02:00:00Z')

async function planFor(centre: MadeTenant, learnerId: string, isMeasured?: boolean) {
  const classId = newId()
  await centre.run(async (tx) => {
    const lesson = { courseId: COURSE, lessonId: '1-see' }
    const row = { id: classId, title: '防詐', venueId: null, ...lesson, startsAt: NOW }
    await planClass(tx, { ...row, ...(isMeasured !== undefined && { isMeasured }) })
    await enrolLearner(tx, { classId, learnerId, how: 'trainer' })
  })
  return classId
}

const unmeasured = async (centre: MadeTenant, learnerId: string) => {
  const device = {
    tenantId: centre.tenantId,
    deviceId: newId(),
    name: '平板',
    learnerId,
    seenAt: null,
  }
  const { learners } = await centre.read((tx) => getLearnSnapshot(tx, device, NOW))
  return learners[0]?.unmeasured
}

test('a class is asked unless its trainer says no; the class that was opened last decides', async () => {
  const centre = await makeTenant({ kind: 'centre' })
  const learning = await makeLearning(centre)
  const learnerId = await learning.addLearner('秋菊')
  expect(await unmeasured(centre, learnerId)).toEqual([])
  const first = await planFor(centre, learnerId)
  await centre.run((tx) => openClass(tx, { classId: first }))
  expect(await unmeasured(centre, learnerId)).toEqual([])
  await centre.run((tx) => measureClass(tx, { classId: first, isMeasured: false }))
  expect(await unmeasured(centre, learnerId)).toEqual([COURSE])
  const second = await planFor(centre, learnerId)
  // Planned is not held yet.
  expect(await unmeasured(centre, learnerId)).toEqual([COURSE])
  await centre.run((tx) => openClass(tx, { classId: second }))
  expect(await unmeasured(centre, learnerId)).toEqual([])
  const other = await makeTenant({ kind: 'centre' })
  const asked = { classId: second, isMeasured: false }
  await expect(other.run((tx) => measureClass(tx, asked))).rejects.toThrow('centre.unknown_class')
})

test('a trainer sees who did the questions, who would rather not, and never how they went', async () => {
  const centre = await makeTenant({ kind: 'centre' })
  const learning = await makeLearning(centre)
  const learnerId = await learning.addLearner('秋菊')
  const classId = await planFor(centre, learnerId)
  const measured = async () => {
    const view = await centre.read((tx) => getClassView(tx, classId, 'zh-TW', NOW))
    return view.learners[0]?.measured
  }
  const end = (moment: Moment) =>
    learning.send([
      { type: 'sitting.ended', at: NOW, body: { learnerId, courseId: COURSE, moment } },
    ])
  expect(await measured()).toEqual({ before: 'not_yet', after: 'not_yet', later: 'not_yet' })
  await learning.answer(learnerId, 'before', NOW, ['q-hurry'])
  expect(await measured()).toMatchObject({ before: 'begun' })
  await end('before')
  await end('later')
  expect(await measured()).toEqual({ before: 'done', after: 'not_yet', later: 'skipped' })
})
