import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { COURSE, makeLearning } from '#test/make-learned.ts'
import { addLearnDevice, ingestLearnEvents, listLearnEvents } from './index.ts'

connectDatabase()

test('what a device sends again while the first is still being written is a duplicate and no fork', async () => {
  const centre = await makeTenant({ kind: 'centre' })
  const learnerId = await (await makeLearning(centre)).addLearner('林秋月')
  const device = { name: '手機', learnerId }
  const { deviceId } = await centre.run((tx) => addLearnDevice(tx, centre.tenantId, device))
  const event = {
    eventId: newId(),
    seq: 1,
    type: 'lesson.opened',
    schemaVersion: 1,
    body: { learnerId, courseId: COURSE, lessonId: '1-see' },
    hash: createHash('sha256').update('opened').digest('hex'),
    prevHash: '0'.repeat(64),
    wallAt: new Date().toISOString(),
  }
  const batch = { journalId: newId(), events: [event] }
  const send = (beforeCommit = async () => {}) =>
    centre.run(async (tx) => {
      const reply = await ingestLearnEvents(tx, { deviceId, learnerId }, batch, new Date())
      await beforeCommit()
      return reply.results[0]?.disposition
    })
  let letGo: () => void = () => undefined
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const both = [send(() => gate), send()]
  await vi.waitFor(async () => {
    const waiting = await asOwner('select 1 from pg_locks where not granted')
    expect(waiting.length).toBeGreaterThan(0)
  })
  letGo()
  expect((await Promise.all(both)).sort()).toEqual(['duplicate', 'posted'])
  const kept = await centre.read((tx) => listLearnEvents(tx, [learnerId]))
  expect(kept.get(learnerId)).toHaveLength(1)
})
