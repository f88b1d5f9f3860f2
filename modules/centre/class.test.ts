import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { inTenant } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import {
  addLearnDevice,
  addLearner,
  checkLearnDevice,
  choosePictures,
  findClassOfCode,
  ingestLearnEvents,
  type LearnBatch,
  listLearnEvents,
  readLearnToken,
  revokeLearnDevice,
} from '#modules/learning/index.ts'
import type { LearnEventBodies, LearnEventType } from '#modules/learning/shared.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import {
  closeClass,
  enrolLearner,
  getClass,
  getClassView,
  getLearnSnapshot,
  joinClass,
  noteAttendance,
  openClass,
  planClass,
} from './index.ts'

connectDatabase()

const LESSON = { courseId: 'stop-ask-rescue', lessonId: '1-see' }

/** A centre with an open class of three, and a device of its own. */
async function makeClass(names = ['林秋月', '高金水', 'Nguyễn Thị Thu Hương']) {
  const centre = await makeTenant({ kind: 'centre' })
  const classId = newId()
  const learnerIds = await centre.run(async (tx) => {
    const row = { id: classId, title: '防詐第一課', venueId: null, ...LESSON, startsAt: new Date() }
    await planClass(tx, row)
    const ids: string[] = []
    for (const displayName of names) ids.push((await addLearner(tx, { displayName })).id)
    for (const learnerId of ids) await enrolLearner(tx, { classId, learnerId, how: 'trainer' })
    return ids
  })
  const { joinCode } = await centre.run((tx) => openClass(tx, { classId }))
  const { token, deviceId } = await centre.run((tx) =>
    addLearnDevice(tx, centre.tenantId, { name: '平板一', learnerId: null }),
  )
  return {
    centre,
    classId,
    learnerIds,
    joinCode,
    token,
    device: new MadeLearnDevice(centre, deviceId),
  }
}

/** A device that writes its journal and sends it. */
class MadeLearnDevice {
  readonly journalId = newId()
  private seq = 0
  private readonly centre: MadeTenant
  private readonly deviceId: string
  private readonly learnerId: string | null

  constructor(centre: MadeTenant, deviceId: string, learnerId: string | null = null) {
    this.centre = centre
    this.deviceId = deviceId
    this.learnerId = learnerId
  }

  write<Type extends LearnEventType>(type: Type, body: LearnEventBodies[Type], at = new Date()) {
    this.seq += 1
    const hash = createHash('sha256')
      .update(`${type} ${JSON.stringify(body)} ${this.seq}`)
      .digest('hex')
    return {
      eventId: newId(),
      seq: this.seq,
      type: type as string,
      schemaVersion: 1,
      body: { ...body } as Record<string, unknown>,
      hash,
      prevHash: '0'.repeat(64),
      wallAt: at.toISOString(),
    }
  }

  send(events: LearnBatch['events']) {
    const { deviceId, learnerId, journalId } = this
    return this.centre.run((tx) =>
      ingestLearnEvents(tx, { deviceId, learnerId }, { journalId, events }, new Date()),
    )
  }
}

/** The device of a token, as the edge finds it. */
async function findLearnDevice(token: string) {
  const said = readLearnToken(token)
  const actor = { tenantId: said.tenantId, userId: null }
  return inTenant(actor, 'read only', (tx) => checkLearnDevice(tx, said))
}

const answered = (learnerId: string, answer: string[], questionId = 'q-hurry') => ({
  learnerId,
  ...LESSON,
  questionId,
  answer,
  isHelped: false,
  tookMs: 4000,
  setting: 'lesson' as const,
})

test('what learners did arrives once, in any order, and what can’t be read is set aside', async () => {
  const { centre, learnerIds, device } = await makeClass()
  const [learnerId = ''] = learnerIds
  const opened = device.write('lesson.opened', { learnerId, ...LESSON })
  const done = device.write('block.done', { learnerId, ...LESSON, blockId: 'hurry' })
  const stranger = device.write('lesson.done', { learnerId: newId(), ...LESSON })
  const strange = { ...device.write('lesson.done', { learnerId, ...LESSON }), type: 'lesson.sung' }
  const words = async (...events: LearnBatch['events']) =>
    (await device.send(events)).results.map(({ disposition, reasons }) =>
      [disposition, ...reasons].join(':'),
    )

  expect(await words(done, opened)).toEqual(['posted', 'posted'])
  expect(await words(opened, done, stranger, strange)).toEqual([
    'duplicate',
    'duplicate',
    'quarantined:unknown_learner',
    'quarantined:unknown_type',
  ])
  expect(await words({ ...done, hash: 'f'.repeat(64) })).toEqual(['fork:fork'])
  expect((await device.send([])).ackedSeq).toBe(4)
  const events = await centre.read((tx) => listLearnEvents(tx, learnerIds))
  expect(events.get(learnerId)?.map(({ type }) => type)).toEqual(['lesson.opened', 'block.done'])
})

test('a clock that is a day ahead changes no order: nothing happened after it arrived', async () => {
  const { centre, learnerIds, device } = await makeClass()
  const [learnerId = ''] = learnerIds
  const tomorrow = new Date(Date.now() + 86_400_000)
  await device.send([device.write('lesson.opened', { learnerId, ...LESSON }, tomorrow)])
  const events = await centre.read((tx) => listLearnEvents(tx, [learnerId]))
  expect(Date.parse(events.get(learnerId)?.[0]?.at ?? '')).toBeLessThanOrEqual(Date.now())
})

test('a trainer sees who has not begun, who works, who needs help, and the wrong answers word for word', async () => {
  const { centre, classId, learnerIds, device } = await makeClass()
  const [stuck = '', working = ''] = learnerIds
  await device.send([
    device.write('lesson.opened', { learnerId: stuck, ...LESSON }),
    device.write('question.answered', answered(stuck, ['answer'])),
    device.write('question.answered', answered(stuck, ['argue'])),
    device.write('question.answered', answered(stuck, ['answer'])),
    device.write('lesson.opened', { learnerId: working, ...LESSON }),
    device.write('question.answered', answered(working, ['hang'])),
    device.write('block.done', { learnerId: working, ...LESSON, blockId: 'ask-hurry' }),
  ])
  const look = (now = new Date()) => centre.read((tx) => getClassView(tx, classId, 'zh-TW', now))
  const view = await look()
  const by = new Map(view.learners.map((each) => [each.learnerId, each]))
  expect(by.get(stuck)).toMatchObject({ state: 'needs_help', isWrongAgain: true, wrongInRow: 3 })
  expect(by.get(working)).toMatchObject({ state: 'working', doneBlocks: 1 })
  expect(by.get(learnerIds[2] ?? '')).toMatchObject({ state: 'not_started' })
  // Only the first answer of each counts.
  expect(view.hard).toMatchObject([
    {
      question: { id: 'q-hurry' },
      answered: 2,
      wrong: 1,
      answers: expect.arrayContaining([
        { answer: ['answer'], isRight: false, count: 1 },
        { answer: ['hang'], isRight: true, count: 1 },
      ]),
    },
  ])

  const later = new Date(Date.now() + 3 * 60_000)
  const still = (await look(later)).learners.find(({ learnerId }) => learnerId === working)
  expect(still?.state).toBe('needs_help')
  expect(still?.stillMs).toBeGreaterThan(120_000)
  await device.send([
    device.write('help.asked', { learnerId: working, ...LESSON, blockId: 'signs' }),
  ])
  expect((await look()).learners.find(({ learnerId }) => learnerId === working)?.hasAsked).toBe(
    true,
  )
  await device.send([device.write('lesson.done', { learnerId: working, ...LESSON })])
  expect((await look()).learners.find(({ learnerId }) => learnerId === working)?.state).toBe('done')
})

test('a phone joins by the code on the wall, speaks for its owner alone, and a second press makes nobody new', async () => {
  const { centre, classId, learnerIds, joinCode } = await makeClass()
  expect(await findClassOfCode(joinCode)).toEqual({ tenantId: centre.tenantId, classId })
  const input = { classId, displayName: '潘春梅', language: 'zh-TW', requestId: newId() }
  const join = () => centre.run((tx) => joinClass(tx, centre.tenantId, input))
  const { token, learnerId } = await join()
  expect((await join()).learnerId).toBe(learnerId)
  expect((await centre.read((tx) => getClass(tx, classId))).members).toHaveLength(4)

  const found = await findLearnDevice(token)
  expect(found).toMatchObject({ tenantId: centre.tenantId, learnerId })
  const phone = new MadeLearnDevice(centre, found.deviceId, found.learnerId)
  const [other = ''] = learnerIds
  const reply = await phone.send([
    phone.write('lesson.done', { learnerId: other, ...LESSON }),
    phone.write('lesson.done', { learnerId, ...LESSON }),
  ])
  expect(reply.results.map(({ disposition }) => disposition)).toEqual(['quarantined', 'posted'])
  const snapshot = await centre.read((tx) => getLearnSnapshot(tx, found, new Date()))
  expect(snapshot.learners.map(({ name }) => name)).toEqual(['潘春梅'])
  expect(snapshot.classes).toMatchObject([{ id: classId }])

  await centre.run((tx) => closeClass(tx, { classId }))
  expect(await findClassOfCode(joinCode)).toBeUndefined()
  await expect(
    centre.run((tx) => joinClass(tx, centre.tenantId, { ...input, requestId: newId() })),
  ).rejects.toMatchObject({ code: 'centre.class_closed' })
  await centre.run((tx) => revokeLearnDevice(tx, { deviceId: found.deviceId }))
  await expect(findLearnDevice(token)).rejects.toMatchObject({ code: 'learning.no_device' })
})

test('a device of another centre, and words that are no token, open nothing', async () => {
  const { token } = await makeClass()
  const other = await makeTenant({ kind: 'centre' })
  const [, device, secret] = token.split('.')
  for (const wrong of [
    '',
    'x',
    `${other.tenantId}.${device}.${secret}`,
    `${token}A`,
    token.slice(0, -1),
  ]) {
    await expect(findLearnDevice(wrong)).rejects.toMatchObject({ code: 'learning.no_device' })
  }
})

test('a class’s device is told how its people sign in, and no secret of theirs', async () => {
  const { centre, learnerIds, token } = await makeClass()
  const [learnerId = ''] = learnerIds
  await centre.run((tx) => choosePictures(tx, { learnerId, pictures: ['millet', 'bird', 'house'] }))
  const device = await findLearnDevice(token)
  const { learners } = await centre.read((tx) => getLearnSnapshot(tx, device, new Date()))
  expect(learners).toHaveLength(3)
  const own = learners.find(({ id }) => id === learnerId)
  expect(own?.pictures).toMatchObject({ rounds: 100_000, salt: expect.any(String) })
  expect(JSON.stringify(own)).not.toContain('millet')
})

test('the last note of a learner says whether they were there', async () => {
  const { centre, classId, learnerIds } = await makeClass()
  const [learnerId = ''] = learnerIds
  const note = (isThere: boolean, at: string) => ({
    id: newId(),
    learnerId,
    isThere,
    how: 'tap' as const,
    at: new Date(at),
  })
  const first = note(true, '2026-11-27T01:30:00Z')
  const taken = note(false, '2026-11-27T01:31:00Z')
  await centre.run((tx) => noteAttendance(tx, { classId, notes: [taken] }))
  // What a device kept while it had no network arrives later, and twice.
  await centre.run((tx) => noteAttendance(tx, { classId, notes: [first] }))
  await centre.run((tx) => noteAttendance(tx, { classId, notes: [first] }))
  const { attendance } = await centre.read((tx) => getClass(tx, classId))
  expect(attendance).toMatchObject([{ learnerId, isThere: false }])
})

test('what was answered comes to the device again when it is due, as the server reckons', async () => {
  const { centre, learnerIds, token, device } = await makeClass()
  const [learnerId = ''] = learnerIds
  await device.send([
    device.write('question.answered', answered(learnerId, ['answer'])),
    device.write('question.answered', answered(learnerId, ['hang'])),
    device.write('question.answered', answered(learnerId, ['fine'], 'q-clinic')),
  ])
  const asked = await findLearnDevice(token)
  const { learners } = await centre.read((tx) => getLearnSnapshot(tx, asked, new Date()))
  const { reviews } = learners.find(({ id }) => id === learnerId) ?? { reviews: [] }
  expect(reviews.map(({ questionId, intervalDays }) => [questionId, intervalDays])).toEqual([
    // Right at the second try, so forgotten: tomorrow.
    ['q-hurry', 1],
    ['q-clinic', 3],
  ])
})
