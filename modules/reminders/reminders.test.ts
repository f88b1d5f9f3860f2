import { expect, test } from 'vitest'
import { enrolLearner, measureClass, openClass, planClass } from '#modules/centre/index.ts'
import { database, inTenant } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { endLearner, eraseLearner } from '#modules/learning/index.ts'
import { getMail, listMails, listMailsAbout, sendMail } from '#modules/mail/index.ts'
import { connectDatabase } from '#test/database.ts'
import { type MadeTenant, makeTenant } from '#test/make.ts'
import { COURSE, makeLearning } from '#test/make-learned.ts'
import {
  type Compose,
  chooseReminder,
  exportReminders,
  followReminderLink,
  forgetReminders,
  getReminderChoice,
  listDueLearners,
  listRemindingCentres,
  noteTold,
  openReminderLink,
  REMINDING,
  writeLetters,
} from './index.ts'
import { isQuiet, quietFrom, type WorkingChannel } from './shared.ts'

connectDatabase()

const TAIPEI = 'Asia/Taipei'
/** 10:00 in Taipei. */
const LEARNED = new Date('2026-09-01T02:00:00Z')
const onDay = (days: number, hours = 0) =>
  new Date(LEARNED.getTime() + days * 86_400_000 + hours * 3_600_000)
const ADDRESS = 'ama@mail.example'
const said = { wording: '請寄信給我。', language: 'zh-TW' }

/** Letters in plain words: what is tested is whether they are written. */
const compose: Compose = ({ name, stopUrl }, centre) => ({
  subject: centre,
  body: `${name}\n${stopUrl}`,
})

async function makeCentre(channel?: WorkingChannel) {
  const centre = await makeTenant({ kind: 'centre', name: '溪口數位據點' })
  const learning = await makeLearning(centre)
  const learnerId = await learning.addLearner('秋月')
  // Everything right: due after three days.
  await learning.answer(learnerId, 'lesson', LEARNED)
  const choose = (to: WorkingChannel, more: { id?: string; address?: string } = {}) => {
    const origin = 'https://till.example'
    const address = to === 'mail' ? ADDRESS : undefined
    const choosing = { id: newId(), learnerId, channel: to, address, origin, ...said, ...more }
    return centre.run((tx) => chooseReminder(tx, choosing))
  }
  if (channel) await choose(channel)
  return { centre, learning, learnerId, choose }
}

const write = (centre: MadeTenant, now: Date) => centre.run((tx) => writeLetters(tx, now, compose))
const letters = (centre: MadeTenant, learnerId: string) =>
  centre.read((tx) => listMailsAbout(tx, REMINDING, learnerId))
const due = (centre: MadeTenant, now: Date) =>
  centre.read((tx) => listDueLearners(tx, now, 'zh-TW'))

/** The code in the last letter. */
async function codeOf(centre: MadeTenant, learnerId: string): Promise<string> {
  const [last] = await letters(centre, learnerId)
  const { body } = await centre.read((tx) => getMail(tx, last?.id ?? ''))
  const [, code = ''] = /^https:\/\/till\.example\/u\/([\w-]{43})$/m.exec(body) ?? []
  return code
}

test('it is quiet from eight in the evening to eight in the morning, by the clock of the centre', () => {
  const at = (time: string) => isQuiet(TAIPEI, new Date(`2026-09-04T${time}:00+08:00`))
  expect(['07:59', '08:00', '12:00', '19:59', '20:00', '00:00'].map(at)).toEqual([
    true,
    false,
    false,
    false,
    true,
    true,
  ])
  expect(quietFrom(TAIPEI, new Date('2026-09-04T09:05:00+08:00'))).toEqual(
    new Date('2026-09-04T20:00:00+08:00'),
  )
})

test('who agreed to letters gets one for what is due, once, and never at night', async () => {
  const { centre, learnerId } = await makeCentre('mail')
  // Two days later nothing is due, and at night nobody is written to.
  expect(await write(centre, onDay(2))).toBe(0)
  expect(await write(centre, onDay(3, 11))).toBeUndefined()
  expect(await letters(centre, learnerId)).toEqual([])
  expect(await write(centre, onDay(4))).toBe(1)
  expect(await write(centre, onDay(4, 1))).toBeUndefined()
  expect(await letters(centre, learnerId)).toMatchObject([
    { toAddress: ADDRESS, status: 'queued', subject: '溪口數位據點' },
  ])
  // The next days, while it is still the same that waits.
  for (const day of [5, 6, 7, 8, 20]) expect(await write(centre, onDay(day)), `${day}`).toBe(0)
  expect(await letters(centre, learnerId)).toHaveLength(1)
})

test('two jobs at once write one letter', async () => {
  const { centre, learnerId } = await makeCentre('mail')
  const both = await Promise.all([write(centre, onDay(4)), write(centre, onDay(4))])
  expect(both.filter((count) => count === 1)).toHaveLength(1)
  expect(await letters(centre, learnerId)).toHaveLength(1)
})

test('after a review the next letter comes when it is due again', async () => {
  const { centre, learning, learnerId } = await makeCentre('mail')
  expect(await write(centre, onDay(4))).toBe(1)
  await learning.answer(learnerId, 'review', onDay(4, 2))
  expect((await due(centre, onDay(5))).learners).toEqual([])
  const written: number[] = []
  for (let day = 5; day <= 30; day += 1) {
    if (await write(centre, onDay(day))) written.push(day)
  }
  // After two weeks and a bit, since it was known.
  expect(written[0]).toBeGreaterThanOrEqual(4 + 14)
  expect(await letters(centre, learnerId)).toHaveLength(1 + written.length)
  expect(written.length).toBeLessThanOrEqual(2)
})

test('nobody is written to who did not agree, or who has left', async () => {
  for (const channel of [undefined, 'none', 'trainer', 'paper'] as const) {
    const { centre } = await makeCentre(channel)
    expect(await write(centre, onDay(4)), channel).toBe(0)
  }
  const { centre, learnerId } = await makeCentre('mail')
  await centre.run((tx) => endLearner(tx, { learnerId }))
  expect(await write(centre, onDay(4))).toBe(0)
})

test('who takes it back is written to no more: at once, also what waits to be sent, and for good', async () => {
  const { centre, learnerId, choose } = await makeCentre('mail')
  await write(centre, onDay(4))
  const [waiting] = await letters(centre, learnerId)
  await choose('none')
  expect(await letters(centre, learnerId)).toMatchObject([{ status: 'stopped' }])
  // The worker comes late, with a mail server that would take it.
  const mailer = {
    send: () => Promise.reject(new Error('a letter went out')),
  }
  expect(await sendMail(centre, waiting?.id ?? '', mailer)).toBeUndefined()
  expect(await write(centre, onDay(30))).toBe(0)
  const { current, history } = await centre.read((tx) => getReminderChoice(tx, learnerId))
  expect(current).toMatchObject({ channel: 'none', how: 'asked', address: null })
  expect(history.map(({ channel }) => channel)).toEqual(['none', 'mail'])
  expect(history[1]).toMatchObject({ ...said, address: ADDRESS, notedByName: '測試員' })
})

test('a letter that has not gone out by the evening stays, and a person is asked to tell them', async () => {
  const { centre, learnerId } = await makeCentre('mail')
  await write(centre, onDay(4))
  const [waiting] = await letters(centre, learnerId)
  const night = new Date('2026-09-05T20:00:00+08:00')
  const mailer = {
    send: () => Promise.reject(new Error('a letter went out')),
  }
  expect(await sendMail(centre, waiting?.id ?? '', mailer, night)).toBe('stopped')
  const { learners } = await due(centre, onDay(5))
  expect(learners).toMatchObject([{ name: '秋月', trouble: 'stopped', told: undefined }])
})

test('history is only added to, pressed twice is said once, and letters need an address', async () => {
  const { centre, learnerId, choose } = await makeCentre()
  const id = newId()
  await choose('paper', { id })
  await choose('paper', { id })
  await expect(choose('mail', { address: '' })).rejects.toThrow('reminders.no_address')
  const { history } = await centre.read((tx) => getReminderChoice(tx, learnerId))
  expect(history).toHaveLength(1)
  for (const change of [
    'delete from reminder_choice',
    "update reminder_choice set channel = 'mail'",
  ]) {
    const { sql } = await import('kysely')
    await expect(
      centre.run((tx) => sql.raw(change).execute(tx)),
      change,
    ).rejects.toThrow(/permission denied/)
  }
  const other = await makeTenant({ kind: 'centre' })
  const strange = { id: newId(), learnerId, channel: 'none', ...said, origin: '' } as const
  await expect(other.run((tx) => chooseReminder(tx, strange))).rejects.toThrow(
    'learning.unknown_learner',
  )
})

test('the link of a letter ends the letters without an account, once; a mistake is taken back', async () => {
  const { centre, learnerId } = await makeCentre('mail')
  await write(centre, onDay(4))
  const code = await codeOf(centre, learnerId)
  const how = { wording: '不要再寄。', language: 'zh-TW', origin: 'https://till.example' }
  expect(await openReminderLink(code)).toEqual({
    centreName: '溪口數位據點',
    state: 'on',
    mayResume: false,
  })
  const off = { state: 'off', mayResume: true }
  expect(await followReminderLink(code, 'stop', how)).toMatchObject(off)
  expect(await followReminderLink(code, 'stop', how)).toMatchObject(off)
  const { history } = await centre.read((tx) => getReminderChoice(tx, learnerId))
  expect(history.map(({ channel, how: by }) => [channel, by])).toEqual([
    ['none', 'link'],
    ['mail', 'asked'],
  ])
  expect(history[0]).toMatchObject({ wording: '不要再寄。', notedByName: null })
  expect(await letters(centre, learnerId)).toMatchObject([{ status: 'stopped' }])
  expect(await write(centre, onDay(30))).toBe(0)
  expect(await followReminderLink(code, 'resume', how)).toMatchObject({ state: 'on' })
  expect(await write(centre, onDay(31))).toBe(0)
  const { current } = await centre.read((tx) => getReminderChoice(tx, learnerId))
  expect(current).toMatchObject({ channel: 'mail', how: 'link', address: ADDRESS })
  for (const wrong of ['', 'short', 'x'.repeat(43)]) {
    expect(await openReminderLink(wrong)).toBeUndefined()
    await expect(followReminderLink(wrong, 'stop', how)).rejects.toThrow('reminders.unknown_link')
  }
})

test('who said no to a trainer is not brought back by an old letter', async () => {
  const { centre, learnerId, choose } = await makeCentre('mail')
  await write(centre, onDay(4))
  const code = await codeOf(centre, learnerId)
  await choose('trainer')
  const how = { ...said, origin: 'https://till.example' }
  expect(await followReminderLink(code, 'resume', how)).toMatchObject({ state: 'off' })
  // Nor does it end what the trainer was asked to do.
  await followReminderLink(code, 'stop', how)
  const { current } = await centre.read((tx) => getReminderChoice(tx, learnerId))
  expect(current?.channel).toBe('trainer')
})

test('who is forgotten leaves no address behind, and the evidence stays', async () => {
  const { centre, learnerId } = await makeCentre('mail')
  await write(centre, onDay(4))
  const code = await codeOf(centre, learnerId)
  await centre.run(async (tx) => {
    await eraseLearner(tx, { learnerId })
    await forgetReminders(tx, learnerId)
  })
  expect(await letters(centre, learnerId)).toMatchObject([{ status: 'stopped', toAddress: null }])
  const kept = JSON.stringify([
    await centre.read((tx) => exportReminders(tx, learnerId)),
    await centre.read((tx) => listMails(tx)),
    await centre.read((tx) => tx.selectFrom('mail').selectAll().execute()),
  ])
  expect(kept).not.toContain(ADDRESS)
  expect(kept).not.toContain('秋月')
  expect(kept).toContain('請寄信給我。')
  expect(await openReminderLink(code)).toMatchObject({ state: 'off', mayResume: false })
  expect(await write(centre, onDay(30))).toBe(0)
})

test('who is due: how long, of what, how they want to hear of it; a tick is noted and taken back', async () => {
  const { centre, learning, learnerId, choose } = await makeCentre('paper')
  const unasked = await learning.addLearner('金水')
  const declined = await learning.addLearner('阿松伯')
  for (const id of [unasked, declined]) await learning.answer(id, 'lesson', onDay(0, 2))
  await centre.run((tx) =>
    chooseReminder(tx, { id: newId(), learnerId: declined, channel: 'none', ...said, origin: '' }),
  )
  const now = onDay(5)
  const first = await due(centre, now)
  expect(first.declined).toBe(1)
  expect(first.learners).toMatchObject([
    { name: '秋月', channel: 'paper', told: undefined, since: onDay(3), later: [] },
    { name: '金水', channel: undefined, told: undefined },
  ])
  const [ama] = first.learners
  expect(ama?.reviews).toMatchObject([{ courseId: COURSE }])
  expect(ama?.reviews[0]?.count).toBeGreaterThan(5)
  const note = { id: newId(), learnerId, dueAt: ama?.dueAt ?? now, isTold: true }
  await centre.run((tx) => noteTold(tx, note, now))
  await centre.run((tx) => noteTold(tx, note, now))
  const names = async () =>
    (await due(centre, now)).learners.map(({ name, told }) => [name, told?.byName])
  expect(await names()).toEqual([
    ['金水', undefined],
    ['秋月', '測試員'],
  ])
  await centre.run((tx) => noteTold(tx, { ...note, id: newId(), isTold: false }, onDay(5, 1)))
  expect((await names())[0]).toEqual(['秋月', undefined])
  await choose('none')
  expect((await due(centre, now)).learners.map(({ name }) => name)).toEqual(['金水'])
  const other = await makeTenant({ kind: 'centre' })
  expect(await due(other, now)).toEqual({ learners: [], declined: 0 })
  await expect(other.run((tx) => noteTold(tx, note, now))).rejects.toThrow(
    'learning.unknown_learner',
  )
})

test('a month after a course its questions are due, unless its class is not asked', async () => {
  const centre = await makeTenant({ kind: 'centre' })
  const learning = await makeLearning(centre)
  const learnerId = await learning.addLearner('秋月')
  await learning.answer(learnerId, 'before', LEARNED)
  await learning.finish(learnerId, onDay(0, 1))
  expect((await due(centre, onDay(29))).learners).toEqual([])
  const later = await due(centre, onDay(31))
  expect(later.learners).toMatchObject([
    { reviews: [], later: [{ courseId: COURSE, title: '三招保平安：停、問、救' }] },
  ])
  expect((await due(centre, onDay(95))).learners).toEqual([])
  const classId = newId()
  await centre.run(async (tx) => {
    const lesson = { courseId: COURSE, lessonId: '1-see' }
    await planClass(tx, { id: classId, title: '班', venueId: null, ...lesson, startsAt: LEARNED })
    await enrolLearner(tx, { classId, learnerId, how: 'trainer' })
    await openClass(tx, { classId })
    await measureClass(tx, { classId, isMeasured: false })
  })
  expect((await due(centre, onDay(31))).learners).toEqual([])
})

test('the job of the day finds the centres where anybody agreed to letters, and nothing of them', async () => {
  const { centre } = await makeCentre('mail')
  const { centre: silent } = await makeCentre('paper')
  const found = await listRemindingCentres(database())
  expect(found).toContain(centre.tenantId)
  expect(found).not.toContain(silent.tenantId)
  await inTenant(silent, 'read only', async (tx) => {
    expect(await tx.selectFrom('reminderChoice').select('id').execute()).toHaveLength(1)
  })
})
