import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/ids.ts'
import {
  addLearnDevice,
  addLearner,
  addLearners,
  checkLearnDevice,
  choosePictures,
  endLearner,
  eraseLearner,
  getLearner,
  ingestLearnEvents,
  makeCard,
  readLearnToken,
} from '#modules/learning/index.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import {
  enrolLearner,
  exportLearner,
  getClass,
  getClassView,
  getLearnerRecord,
  instantAt,
  joinClass,
  listAttendance,
  listFirstAnswers,
  noteAttendance,
  noteCards,
  openClass,
  planClass,
  takeHelp,
  unenrolLearner,
} from './index.ts'

connectDatabase()

const LESSON = { courseId: 'stop-ask-rescue', lessonId: '1-see' }
const hashOf = (code: string) => createHash('sha256').update(code).digest('hex')

/** A centre with an open class of two, and one learner who is not on its list. */
async function makeClass() {
  const centre = await makeTenant({ kind: 'centre' })
  const classId = newId()
  const [ama, aki, guest] = [newId(), newId(), newId()]
  await centre.run(async (tx) => {
    await planClass(tx, {
      id: classId,
      title: '防詐第一課',
      venueId: null,
      ...LESSON,
      startsAt: new Date(),
    })
    await addLearners(tx, [
      { id: ama, displayName: '林秋月' },
      { id: aki, displayName: '高金水' },
      { id: guest, displayName: '潘春梅' },
    ])
    for (const learnerId of [ama, aki]) {
      await enrolLearner(tx, { classId, learnerId, how: 'trainer' })
    }
    await openClass(tx, { classId })
  })
  return { centre, classId, ama, aki, guest }
}

type Made = Awaited<ReturnType<typeof makeClass>>

/** Writes down events as a device of the centre would. */
async function send({ centre }: Made, events: { type: string; body: object; at?: Date }[]) {
  const device = { name: '平板一', learnerId: null }
  const { deviceId } = await centre.run((tx) => addLearnDevice(tx, centre.tenantId, device))
  const entries = events.map(({ type, body, at = new Date() }, index) => ({
    eventId: newId(),
    seq: index + 1,
    type,
    schemaVersion: 1,
    body: { ...body },
    hash: hashOf(`${type} ${index}`),
    prevHash: '0'.repeat(64),
    wallAt: at.toISOString(),
  }))
  return centre.run((tx) =>
    ingestLearnEvents(
      tx,
      { deviceId, learnerId: null },
      { journalId: newId(), events: entries },
      new Date(),
    ),
  )
}

const answered = (learnerId: string, answer: string[]) => ({
  type: 'question.answered',
  body: {
    learnerId,
    ...LESSON,
    questionId: 'q-hurry',
    answer,
    isHelped: false,
    tookMs: 4000,
    setting: 'lesson',
  },
})

test('a card marks its owner as there and puts them on the list; a strange card is nobody’s', async () => {
  const { centre, classId, ama, guest } = await makeClass()
  const { code: old } = await centre.run((tx) => makeCard(tx, { learnerId: guest }))
  const { code } = await centre.run((tx) => makeCard(tx, { learnerId: guest }))
  const cards = [code, old].map((each) => ({ id: newId(), cardHash: hashOf(each), at: new Date() }))
  const shown = await centre.run((tx) => noteCards(tx, { classId, cards }))
  expect(shown.map(({ learner }) => learner?.name)).toEqual(['潘春梅', undefined])
  // Sent again by a device that lost the answer, it is the same note.
  await centre.run((tx) => noteCards(tx, { classId, cards }))
  const { members, attendance } = await centre.read((tx) => getClass(tx, classId))
  expect(members.map(({ learnerId }) => learnerId)).toContain(guest)
  expect(attendance).toMatchObject([{ learnerId: guest, isThere: true, how: 'card' }])
  expect(ama).not.toBe(guest)
})

test('a roll of cards is written as one: a card shown twice, and a class that is not there', async () => {
  const { centre, classId, ama, aki, guest } = await makeClass()
  const codes: string[] = []
  for (const learnerId of [ama, aki, guest]) {
    codes.push((await centre.run((tx) => makeCard(tx, { learnerId }))).code)
  }
  const shownAt = new Date(Date.now() - 60_000)
  const cards = [...codes, ...codes].map((each, turn) => ({
    id: newId(),
    cardHash: hashOf(each),
    at: new Date(shownAt.getTime() + turn * 1000),
  }))
  const shown = await centre.run((tx) => noteCards(tx, { classId, cards }))
  expect(shown.map(({ id, learner }) => [id, learner?.learnerId])).toEqual(
    cards.map(({ id }, turn) => [id, [ama, aki, guest][turn % 3]]),
  )
  const { members, attendance } = await centre.read((tx) => getClass(tx, classId))
  expect(members).toHaveLength(3)
  expect(attendance.map(({ isThere }) => isThere)).toEqual([true, true, true])
  await expect(
    centre.run((tx) => noteCards(tx, { classId: newId(), cards })),
  ).rejects.toMatchObject({ code: 'centre.unknown_class' })
})

test('a note about somebody who never was on the list holds up no other', async () => {
  const { centre, classId, ama, guest } = await makeClass()
  const note = (learnerId: string, at = new Date()) => ({
    id: newId(),
    learnerId,
    isThere: true,
    how: 'tap' as const,
    at,
  })
  const strange = [note(guest), note(newId())]
  const ahead = note(ama, new Date(Date.now() + 3_600_000))
  const { left } = await centre.run((tx) =>
    noteAttendance(tx, { classId, notes: [...strange, ahead] }),
  )
  expect(left).toEqual(strange.map(({ id }) => id))
  // A clock an hour ahead can still be corrected now.
  await centre.run((tx) =>
    noteAttendance(tx, { classId, notes: [{ ...note(ama), isThere: false }] }),
  )
  const { attendance } = await centre.read((tx) => getClass(tx, classId))
  expect(attendance).toMatchObject([{ learnerId: ama, isThere: false }])
})

test('who is on the way is seen, until the learner asks once more', async () => {
  const made = await makeClass()
  const { centre, classId, ama, guest } = made
  const asked = { type: 'help.asked', body: { learnerId: ama, ...LESSON, blockId: 'hurry' } }
  const before = new Date(Date.now() - 60_000)
  await send(made, [
    { type: 'lesson.opened', body: { learnerId: ama, ...LESSON }, at: before },
    { ...asked, at: before },
  ])
  const look = async () => {
    const view = await centre.read((tx) =>
      getClassView(tx, classId, 'zh-TW', new Date(), centre.userId),
    )
    return view.learners.find(({ learnerId }) => learnerId === ama)
  }
  expect(await look()).toMatchObject({ state: 'needs_help', comes: null })
  await centre.run((tx) => takeHelp(tx, { id: newId(), classId, learnerId: ama }))
  expect(await look()).toMatchObject({ state: 'needs_help', comes: { isMe: true } })
  await send(made, [asked])
  expect(await look()).toMatchObject({ comes: null })
  await expect(
    centre.run((tx) => takeHelp(tx, { id: newId(), classId, learnerId: guest })),
  ).rejects.toMatchObject({ code: 'centre.not_listed' })
})

test('papers of a class count first answers, and everybody who was there', async () => {
  const made = await makeClass()
  const { centre, classId, ama, aki } = made
  await send(made, [answered(ama, ['argue']), answered(ama, ['hang']), answered(aki, ['hang'])])
  const at = new Date()
  const note = { id: newId(), learnerId: aki, isThere: true, how: 'tap' as const, at }
  await centre.run((tx) => noteAttendance(tx, { classId, notes: [note] }))
  await centre.run((tx) => unenrolLearner(tx, { classId, learnerId: aki }))
  const { answers } = await centre.read((tx) => listFirstAnswers(tx, classId, 'zh-TW'))
  expect(answers.map(({ name, isRight }) => [name, isRight])).toEqual(
    expect.arrayContaining([
      ['林秋月', false],
      ['高金水', true],
    ]),
  )
  expect(answers).toHaveLength(2)
  const { people } = await centre.read((tx) => listAttendance(tx, classId))
  expect(people).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ name: '高金水', isThere: true }),
      expect.objectContaining({ name: '林秋月', isThere: false }),
    ]),
  )
})

test('somebody takes their data along, without a secret, and is then forgotten', async () => {
  const made = await makeClass()
  const { centre, classId } = made
  const requestId = newId()
  const { token, learnerId } = await centre.run((tx) =>
    joinClass(tx, centre.tenantId, {
      classId,
      displayName: '阿松伯',
      language: 'zh-TW',
      requestId,
    }),
  )
  await centre.run((tx) => choosePictures(tx, { learnerId, pictures: ['sun', 'dog', 'fish'] }))
  await centre.run((tx) => makeCard(tx, { learnerId }))
  await send(made, [answered(learnerId, ['hang'])])
  const data = await centre.read((tx) => exportLearner(tx, learnerId))
  expect(data).toMatchObject({
    learner: { displayName: '阿松伯', hasPictures: true, hasCard: true },
    classes: [{ id: classId }],
    events: [{ type: 'question.answered' }],
  })
  expect(JSON.stringify(data)).not.toMatch(/salt|Hash/)
  const record = await centre.read((tx) => getLearnerRecord(tx, learnerId, 'zh-TW'))
  expect(record.courses).toMatchObject([{ courseId: LESSON.courseId, answered: 1, right: 1 }])

  const paper = { id: newId(), learnerId, courseId: LESSON.courseId, name: '阿松伯' }
  await centre.run((tx) =>
    tx
      .insertInto('certificate')
      .values({
        ...paper,
        language: 'zh-TW',
        course: '{}',
        finishedAt: new Date(),
        code: 'a'.repeat(26),
      })
      .execute(),
  )

  await centre.run((tx) => eraseLearner(tx, { learnerId }))
  const papers = await centre.read((tx) => tx.selectFrom('certificate').select('name').execute())
  expect(papers).toEqual([{ name: null }])
  expect(await centre.read((tx) => getLearner(tx, learnerId))).toMatchObject({
    displayName: null,
    pictureHash: null,
    cardHash: null,
    leftAt: expect.any(Date),
  })
  await expect(
    centre.read((tx) => checkLearnDevice(tx, readLearnToken(token))),
  ).rejects.toMatchObject({ code: 'learning.no_device' })
  const devices = await centre.read((tx) =>
    tx.selectFrom('learnDevice').select('name').where('learnerId', '=', learnerId).execute(),
  )
  expect(devices).toEqual([{ name: '—' }])
  // What was answered still counts, under nobody's name.
  const { answers } = await centre.read((tx) => listFirstAnswers(tx, classId, 'zh-TW'))
  expect(answers).toMatchObject([{ name: '', isRight: true }])
})

test('another centre’s learner, place and lesson are not there', async () => {
  const { centre, classId } = await makeClass()
  const other = await makeTenant({ kind: 'centre' })
  const { id: stranger } = await other.run((tx) => addLearner(tx, { displayName: '別人' }))
  const enrol = centre.run((tx) =>
    enrolLearner(tx, { classId, learnerId: stranger, how: 'trainer' }),
  )
  await expect(enrol).rejects.toMatchObject({ code: 'learning.unknown_learner' })
  const row = { id: newId(), title: 'x', ...LESSON, startsAt: new Date() }
  await expect(
    centre.run((tx) => planClass(tx, { ...row, venueId: newId() })),
  ).rejects.toMatchObject({ code: 'centre.unknown_venue' })
  await expect(
    centre.run((tx) => planClass(tx, { ...row, venueId: null, lessonId: '9-no' })),
  ).rejects.toMatchObject({ code: 'centre.unknown_lesson' })
  for (const command of [endLearner, eraseLearner]) {
    await expect(centre.run((tx) => command(tx, { learnerId: stranger }))).rejects.toMatchObject({
      code: 'learning.unknown_learner',
    })
  }
})

test('the clock on the centre’s wall names an instant', async () => {
  const centre = await makeTenant({ kind: 'centre' })
  const at = await centre.read((tx) => instantAt(tx, '2026-11-27T09:30'))
  expect(at.toISOString()).toBe('2026-11-27T01:30:00.000Z')
})
