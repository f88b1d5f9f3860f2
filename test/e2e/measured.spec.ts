import { randomUUID } from 'node:crypto'
import { type Browser, expect, type Page } from '@playwright/test'
import { getCourse } from '#modules/learning/index.ts'
import { type Moment, measuringQuestions, rightIds } from '#modules/learning/shared.ts'
import { LESSON, makeClass, openDevice } from './class-steps.ts'
import { inspect } from './inspect.ts'
import { answerOne } from './learner-steps.ts'
import { CENTRE, listenForComplaints, signIn, url } from './people.ts'
import { test } from './test.ts'

const PHONE = { width: 390, height: 844 }
const { courseId } = LESSON
const pack = getCourse(courseId, 'zh-TW')
const ASKED = measuringQuestions(pack)
/** One scam that she takes for honest, and one honest thing that she takes for a scam. */
const WRONG: Record<string, string> = {
  'q-hurry': '照他說的，報身分證號碼',
  'q-clinic': '可疑',
}

const shot = (page: Page, name: string) =>
  process.env.PICTURES
    ? page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true })
    : undefined

const answered = (learnerId: string, setting: Moment) =>
  ASKED.map((question) => ({
    type: 'question.answered',
    body: {
      learnerId,
      courseId,
      questionId: question.id,
      answer: rightIds(question),
      isHelped: false,
      tookMs: 4000,
      setting,
    },
  }))
const lessonDone = (learnerId: string, lessonId: string) =>
  ['lesson.opened', 'lesson.done'].map((type) => ({
    type,
    body: { learnerId, courseId, lessonId },
  }))
const ended = (learnerId: string, moment: Moment) => ({
  type: 'sitting.ended',
  body: { learnerId, courseId, moment },
})

/** A phone of her own that joins the class; returns it at home among the courses. */
async function joinWithPhone(trainer: Page, browser: Browser, code: string) {
  const joined = await trainer.request.post(url('/api/learn/join'), {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { code, displayName: '秋菊', language: 'zh-TW', requestId: randomUUID() },
  })
  const { token } = (await joined.json()) as { token: string }
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-TW' })
  const phone = await context.newPage()
  await phone.emulateMedia({ reducedMotion: 'reduce' })
  await phone.goto(url(`/learn/#device=${token}`))
  await expect(phone.getByRole('heading', { name: /秋菊/ })).toBeVisible()
  await phone.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  return { context, phone }
}

/** Answers what is asked until nothing is, wrongly where she does not know yet. */
async function answerAll(page: Page, from: number, wrong: Record<string, string> = {}) {
  for (const question of ASKED.slice(from)) {
    await expect(page.getByRole('heading', { level: 2 })).toHaveText(question.text)
    const right = question.options.find(({ isRight }) => isRight)?.text ?? ''
    await answerOne(page, wrong[question.id] ?? right)
    await expect(page.getByText('對了')).toBeHidden()
  }
}

test('two errors before a course, none after it and a month later: the trainer sees both kinds, and only of enough people', async ({
  page,
  browser,
}) => {
  expect(ASKED.map(({ id }) => id).sort()).toEqual(
    [...Object.keys(WRONG), 'q-genuine-power', 'q-which-number'].sort(),
  )
  await signIn(page, CENTRE)
  const device = await openDevice(page)
  const made = await makeClass(page, ['甲', '乙', '丙', '丁'])
  await device.send(
    made.learners.flatMap((id) => [
      ...answered(id, 'before'),
      ended(id, 'before'),
      ...['1-see', '2-try', '3-do'].flatMap((lessonId) => lessonDone(id, lessonId)),
      ...answered(id, 'after'),
      ended(id, 'after'),
    ]),
  )
  const results = url(`/xikou-centre/results?classId=${made.id}&course=${courseId}`)
  const line = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) }).first()
  await page.goto(results)
  // Four people could be recognised.
  await expect(page.getByText('人數還太少，看不出來。').first()).toBeVisible()
  await expect(line('上課前')).toHaveText(/上課前少於 5––/)

  const live: unknown = await (await page.request.get(url(`${made.address}/live`))).json()
  const { joinCode } = live as { joinCode: string }
  const { context, phone } = await joinWithPhone(page, browser, joinCode)
  const complaints = listenForComplaints(phone)
  await phone.getByRole('button', { name: '開始' }).click()
  await expect(phone.getByText('這不是考試')).toBeVisible()
  await inspect(phone, 'measure-why')
  await phone.getByRole('button', { name: '好，看看' }).click()
  await expect(phone.getByText('先選一個')).toBeVisible()
  await inspect(phone, 'measure-question')
  expect(complaints).toEqual([])
  // Without a network, from the middle on: it goes on where it was.
  await context.setOffline(true)
  await answerOne(phone, WRONG[ASKED[0]?.id ?? ''] ?? ASKED[0]?.options[0]?.text ?? '')
  await expect(phone.getByRole('heading', { level: 2 })).toHaveText(ASKED[1]?.text ?? '')
  await expect(phone.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '2')
  await phone.reload()
  await phone.getByRole('button', { name: /^(開始|繼續)$/ }).click({ timeout: 30_000 })
  await answerAll(phone, 1, WRONG)
  await expect(phone.getByRole('heading', { name: '謝謝你' })).toBeVisible()
  await inspect(phone, 'measure-thanks')
  await phone.getByRole('button', { name: '開始上課' }).click()
  await expect(phone.getByText('每個人都接過怪電話')).toBeVisible()
  await phone.getByRole('button', { name: '先離開' }).click()
  await phone.getByRole('button', { name: '繼續' }).click()
  await expect(phone.getByText('每個人都接過怪電話')).toBeVisible()
  await phone.getByRole('button', { name: '先離開' }).click()
  await context.setOffline(false)

  await page.goto(results)
  await expect(async () => {
    await page.reload()
    // Two scams and two genuine things, five people: one of ten each.
    await expect(line('上課前')).toHaveText(/上課前510%10%/, { timeout: 1000 })
  }).toPass({ timeout: 60_000 })
  await expect(line('上課後')).toHaveText(/上課後少於 5––/)

  await finishLessons(page, device, phone, made)
  await phone.getByRole('button', { name: '好，看看' }).click()
  await answerAll(phone, 0)
  await phone.getByRole('button', { name: '回去' }).click()
  await expect(phone.getByRole('heading', { name: /秋菊/ })).toBeVisible()
  await expect(phone.getByRole('heading', { name: '上完課，再看幾題' })).toBeHidden()
  await expect(async () => {
    await page.goto(results)
    await expect(line('上課後')).toHaveText(/上課後50%0%/, { timeout: 1000 })
  }).toPass({ timeout: 60_000 })
  await expect(line('上課前')).toHaveText(/上課前510%10%/)
  await page.setViewportSize({ width: 1024, height: 768 })
  await inspect(page, 'measure-results')

  // A month goes by for the phone.
  await phone.clock.setSystemTime(new Date(Date.now() + 31 * 86_400_000))
  await phone.reload()
  await expect(phone.getByRole('heading', { name: '過了一個月，再看幾題' })).toBeVisible()
  await inspect(phone, 'measure-later')
  await phone.getByRole('button', { name: '開始看題目' }).click()
  await phone.getByRole('button', { name: '好，看看' }).click()
  await answerAll(phone, 0)
  await phone.getByRole('button', { name: '回去' }).click()
  await expect(phone.getByRole('heading', { name: '過了一個月，再看幾題' })).toBeHidden()
  await expect(async () => {
    await page.goto(results)
    await expect(line('30 天後')).toHaveText(/30 天後少於 5––/, { timeout: 1000 })
  }).toPass({ timeout: 60_000 })
  expect(complaints.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
  await context.close()

  await seeWhoDidIt(page, made.address)
})

/** The trainer's device says that her lessons are done, but for the last page of the last one. */
async function finishLessons(
  page: Page,
  device: Awaited<ReturnType<typeof openDevice>>,
  phone: Page,
  made: { address: string },
) {
  const live: unknown = await (await page.request.get(url(`${made.address}/live`))).json()
  const { learners } = live as { learners: { learnerId: string; name: string }[] }
  const learnerId = learners.find(({ name }) => name === '秋菊')?.learnerId ?? ''
  const last = pack.lessons.at(-1)
  const blocks = last?.blocks.slice(0, -1) ?? []
  await device.send([
    ...lessonDone(learnerId, '1-see'),
    ...lessonDone(learnerId, '2-try'),
    ...blocks.map(({ id: blockId }) => ({
      type: 'block.done',
      body: { learnerId, courseId, lessonId: '3-do', blockId },
    })),
  ])
  await phone.reload()
  await phone.locator('summary', { hasText: '三招保平安' }).click()
  await expect(phone.getByText('2／3 課')).toBeVisible({ timeout: 60_000 })
  await phone.getByRole('button', { name: '萬一付了錢，馬上救' }).click()
  await expect(phone.getByRole('progressbar', { name: '上到哪裡' })).toBeVisible()
  const finished = phone.getByRole('heading', { name: '這一課上完了' })
  await expect(async () => {
    await phone.keyboard.press('ArrowRight')
    await expect(finished).toBeVisible({ timeout: 500 })
  }).toPass()
  await phone.getByRole('button', { name: '回去' }).click()
  await expect(phone.getByRole('heading', { name: '上完課，再看幾題' })).toBeVisible()
}

/** The page of the class says who did it, and asks no more when told so. */
async function seeWhoDidIt(page: Page, address: string) {
  await page.goto(url(address))
  const card = page.getByRole('region', { name: '上課前後的幾題' })
  const before = card.getByRole('listitem').filter({ hasText: '上課前' })
  await expect(before).toContainText('5／5 人做了')
  await before.getByText('看是誰').click()
  await expect(before).toContainText('秋菊')
  await expect(card.getByRole('listitem').filter({ hasText: '30 天後' })).toContainText(
    '1／5 人做了',
  )
  await inspect(page, 'measure-class')
  await page.setViewportSize(PHONE)
  await shot(page, 'measure-class-phone')
  await card.getByRole('button', { name: '這一班不要問' }).click()
  await expect(card.getByText('這一班不問。')).toBeVisible()
  await card.getByRole('button', { name: '要問' }).click()
  await expect(card.getByRole('button', { name: '這一班不要問' })).toBeVisible()
}

test('a class that is not asked begins with its lesson', async ({ page, browser }) => {
  await signIn(page, CENTRE)
  await page.goto(url('/xikou-centre/classes/new'))
  await page.getByLabel('上哪一課').selectOption(`${courseId}/1-see`)
  await page.getByText('不要問上課前後的幾題').click()
  await shot(page, 'measure-new-class')
  await page.getByRole('button', { name: '門開了，現在上課' }).click()
  await expect(page.getByText('這一班不問。')).toBeVisible()
  const live: unknown = await (await page.request.get(`${page.url()}/live`)).json()
  const { joinCode } = live as { joinCode: string }
  const { context, phone } = await joinWithPhone(page, browser, joinCode)
  await phone.getByRole('button', { name: '開始' }).click()
  await expect(phone.getByText('每個人都接過怪電話')).toBeVisible()
  await context.close()
})
