import { pino } from 'pino'
import { expect, test } from 'vitest'
import { remindEverywhere } from '#app/clock.ts'
import { newId } from '#modules/kernel/ids.ts'
import { getMail, listMailsAbout, sendMail } from '#modules/mail/index.ts'
import { renderSlips } from '#modules/printing/index.ts'
import { chooseReminder, listDueLearners, REMINDING } from '#modules/reminders/index.ts'
import type { WorkingChannel } from '#modules/reminders/shared.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { COURSE, makeLearning } from '#test/make-learned.ts'
import { textOf } from '#test/printing/pdf-text.ts'
import { composeLetter, reminderPapers, reminderSlips } from './reminders.server.ts'

connectDatabase()

const LEARNED = new Date('2026-09-01T02:00:00Z')
const MORNING = new Date('2026-09-05T00:05:00Z')
/** Does the job of the day; tells the centres where it failed. */
async function remind(now: Date): Promise<string[]> {
  const lines: string[] = []
  await remindEverywhere(pino({}, { write: (line: string) => lines.push(line) }), now)
  return lines.map((line) => (JSON.parse(line) as { tenantId: string }).tenantId)
}

async function makeDue(name: string, channel: WorkingChannel, language = 'zh-TW') {
  const centre = await makeTenant({ kind: 'centre', name: '溪口數位據點' })
  const learning = await makeLearning(centre)
  const learnerId = await learning.addLearner(name, language)
  await learning.answer(learnerId, 'before', LEARNED)
  await learning.finish(learnerId, LEARNED)
  await learning.answer(learnerId, 'lesson', LEARNED)
  const said = { wording: '好。', language, origin: 'https://till.example' }
  const address = 'ama@mail.example'
  await centre.run((tx) =>
    chooseReminder(tx, { id: newId(), learnerId, channel, address, ...said }),
  )
  return { centre, learnerId }
}

test('the job of the day writes one letter in the learner’s language, however often it comes', async () => {
  const { centre, learnerId } = await makeDue('秋月', 'mail')
  const english = await makeDue('Grace', 'mail', 'en')
  expect(await remind(new Date('2026-09-04T23:05:00Z'))).toEqual([])
  const letters = async (made = centre, who = learnerId) => {
    const mails = await made.read((tx) => listMailsAbout(tx, REMINDING, who))
    return Promise.all(mails.map(({ id }) => made.read((tx) => getMail(tx, id))))
  }
  expect(await letters(), 'seven in the morning').toEqual([])
  for (let hour = 0; hour < 12; hour += 1) {
    expect(await remind(new Date(MORNING.getTime() + hour * 3_600_000))).toEqual([])
  }
  const [letter, ...others] = await letters()
  expect(others).toEqual([])
  expect(letter?.subject).toBe('溪口數位據點：該複習了，一分鐘就好')
  expect(letter?.body).toMatch(
    /^秋月，您好：\n\n上過的「三招保平安：停、問、救」，有 \d+ 題可以複習了。\n/,
  )
  expect(letter?.body).toMatch(/不想再收到，按這裡：\nhttps:\/\/till\.example\/u\/[\w-]{43}$/)
  // One link, and nothing that asks for anything.
  expect(letter?.body.match(/https?:/g)).toHaveLength(1)
  const [inEnglish] = await letters(english.centre, english.learnerId)
  expect(inEnglish?.body).toMatch(/^Hello Grace,\n\n\d+ questions of “Three moves/)
  // A month after the course its questions wait too.
  await remind(new Date('2026-10-02T01:05:00Z'))
  expect((await letters())[0]?.body).toContain('上完一個月了')
  expect(await letters()).toHaveLength(2)
})

test('a centre whose letters can’t be written does not keep the others from theirs', async () => {
  const { centre, learnerId } = await makeDue('秋月', 'mail')
  const broken = await makeDue('金水', 'mail')
  const { sql } = await import('kysely')
  await broken.centre.run((tx) => sql`update tenant set time_zone = 'No/Where'`.execute(tx))
  expect(await remind(MORNING)).toEqual([broken.centre.tenantId])
  const mails = await centre.read((tx) => listMailsAbout(tx, REMINDING, learnerId))
  expect(mails).toHaveLength(1)
  await broken.centre.run((tx) => sql`update tenant set time_zone = 'Asia/Taipei'`.execute(tx))
})

test('the mailbox is told how to end the letters, by one press where it may', async () => {
  const { centre, learnerId } = await makeDue('秋月', 'mail')
  await remind(MORNING)
  const [mail] = await centre.read((tx) => listMailsAbout(tx, REMINDING, learnerId))
  const sent: { unsubscribeUrl?: string | undefined }[] = []
  const mailer = {
    send: (letter: { unsubscribeUrl?: string | undefined }) => {
      sent.push(letter)
      return Promise.resolve({ kind: 'sent' as const })
    },
  }
  expect(await sendMail(centre, mail?.id ?? '', mailer, MORNING)).toBe('sent')
  expect(sent[0]?.unsubscribeUrl).toMatch(/^https:\/\/till\.example\/u\/[\w-]{43}$/)
})

test('a letter that speaks only of what is asked a month later says so', () => {
  const due = {
    reviews: [],
    later: [{ courseId: COURSE, title: '' }],
    since: LEARNED,
    dueAt: LEARNED,
  }
  const { body } = composeLetter(
    { name: '秋月', language: 'zh-TW', due, stopUrl: 'https://till.example/u/x' },
    '溪口',
  )
  expect(body).toContain('「三招保平安：停、問、救」上完一個月了')
  expect(body).not.toContain('可以複習了')
})

test('slips of paper for who wants them: on A4 to be cut, and on the receipt printer', async () => {
  const { centre } = await makeDue('Nguyễn Thị Thu Hương Abcdefghijklmnopqrstuvwxyz', 'paper')
  const now = new Date('2026-09-05T02:00:00Z')
  const slips = await centre.read((tx) => reminderSlips(tx, now))
  expect(slips).toHaveLength(1)
  const many = Array.from({ length: 9 }, () => slips).flat()
  const pdf = await renderSlips(many)
  const text = textOf(pdf)
  expect(text).toContain('複習提醒')
  expect(text).toContain('Hương')
  expect(text).toContain('115年9月5日')
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2)
  const papers = await centre.read((tx) => reminderPapers(tx, now))
  expect(papers).toMatchObject([
    { document: { kind: 'reminder_slip', title: '複習提醒', award: { lead: '給' } } },
  ])
  const told = await centre.read((tx) => listDueLearners(tx, now, 'zh-TW'))
  expect(told.learners[0]?.told).toBeUndefined()
})
