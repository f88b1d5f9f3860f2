import { expect, type Page } from '@playwright/test'
import { addLearnDevice, addLearner, listLearnEvents } from '#modules/learning/index.ts'
import { inDemo } from './demo-database.ts'
import { inspect, PHONE } from './inspect.ts'
import { skipBefore } from './learner-steps.ts'
import { listenForComplaints, url } from './people.ts'
import { test } from './test.ts'

/** Somebody with a phone of their own, at home among the courses. */
async function comeHome(page: Page, name: string): Promise<string> {
  const { learnerId, token } = await inDemo('xikou-centre', async (tx, tenantId) => {
    const { id: learnerId } = await addLearner(tx, { displayName: name })
    const { token } = await addLearnDevice(tx, tenantId, { name: '手機', learnerId })
    return { learnerId, token }
  })
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(url(`/learn/#device=${token}`))
  const hello = page.getByRole('heading', { name: new RegExp(name) })
  await expect(hello).toBeVisible()
  return learnerId
}

async function openLesson(page: Page, course: string, lesson: string, isFirst = true) {
  await page.locator('summary', { hasText: course }).click()
  await page.getByRole('button', { name: lesson }).click()
  if (isFirst) await skipBefore(page)
  await expect(page.getByRole('progressbar', { name: '上到哪裡' })).toBeVisible()
}

/** What the server knows of somebody, the oldest first. */
const eventsOf = (learnerId: string) =>
  inDemo('xikou-centre', async (tx) => {
    const events = await listLearnEvents(tx, [learnerId])
    return events.get(learnerId) ?? []
  })

const at = (page: Page, place: number) =>
  expect(page.getByRole('progressbar', { name: '上到哪裡' })).toHaveAttribute(
    'aria-valuenow',
    String(place),
  )

/** The number of a choice, which stands in another place for each learner. */
async function keyOf(page: Page, choice: string): Promise<string> {
  const texts = await page.locator('[data-choice]').allTextContents()
  const place = texts.findIndex((text) => text.includes(choice))
  expect(place, choice).toBeGreaterThanOrEqual(0)
  return String(place + 1)
}

const choose = async (page: Page, choice: string) => page.keyboard.press(await keyOf(page, choice))

test('a bad turn in a rehearsal, the rescue, 165 dialled, and a whole lesson done by keyboard', async ({
  page,
}) => {
  const complaints = listenForComplaints(page)
  const learnerId = await comeHome(page, '阿珠')
  await openLesson(page, '三招保平安', '先問，再決定')
  await inspect(page, 'callout')
  await page.keyboard.press('ArrowRight')
  await at(page, 2)
  await page.keyboard.press('ArrowLeft')
  await at(page, 1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('img', { name: '三個人坐在一起說話' })).toBeVisible()
  await inspect(page, 'picture')
  await page.keyboard.press('Enter')

  await expect(page.getByText('電話響了')).toBeVisible()
  await inspect(page, 'ringing')
  await page.keyboard.press('Enter')
  await expect(page.getByText('這是練習，不是真的訊息')).toBeVisible()
  await expect(page.getByText('你會怎麼做？')).toBeVisible()
  await inspect(page, 'scenario')
  await choose(page, '照他說的轉過去')
  await expect(page.getByRole('timer')).toContainText('現在打還來得及')
  await inspect(page, 'rescue')
  await choose(page, '先等一等')
  await choose(page, '打 165')
  await page.keyboard.type('110')
  await page.keyboard.press('Enter')
  await expect(page.getByText('要打的是 165')).toBeVisible()
  await inspect(page, 'dial')
  await page.keyboard.type('165')
  await page.keyboard.press('Enter')
  await expect(page.getByText('請告訴我轉到哪個帳號')).toBeVisible()
  await inspect(page, 'answered')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '救回來了' })).toBeVisible()
  await expect(page.getByText('催你快一點。')).toBeVisible()
  await expect(page.getByText('怕你去問')).toBeHidden()
  await inspect(page, 'ending')
  await page.keyboard.press('Enter')
  await at(page, 4)

  await choose(page, '他在電話裡唸給我的')
  await expect(page.getByText('打過去還是他的人')).toBeVisible()
  await inspect(page, 'question')
  await choose(page, '銀行卡背面的電話')
  await expect(page.getByText('電話要自己找')).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await choose(page, '說他是騙子')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '這次錯過了' })).toBeVisible()
  await page.keyboard.press('Enter')
  await choose(page, '一聽就知道')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '請老師來' }).click()
  await expect(page.getByText('老師會過來')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('heading', { name: '這一課上完了' })).toBeVisible()
  await inspect(page, 'finish')
  expect(complaints).toEqual([])

  const types = async () => (await eventsOf(learnerId)).map(({ type }) => type)
  await expect.poll(types, { timeout: 60_000 }).toContain('lesson.done')
  const events = await eventsOf(learnerId)
  const counts = new Map<string, number>()
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1)
  expect(Object.fromEntries(counts)).toEqual({
    'learner.signed_in': 1,
    'sitting.ended': 1,
    'lesson.opened': 1,
    'block.done': 7,
    'scenario.chose': 4,
    'scenario.ended': 2,
    'question.answered': 3,
    'help.asked': 1,
    'lesson.done': 1,
  })
  const endings = events.flatMap(({ type, body }) => (type === 'scenario.ended' ? [body] : []))
  expect(endings.map(({ ending }) => ending)).toEqual(['rescued', 'missed'])
  expect(endings[0]?.facts).toEqual(['paid', 'called_165'])
  expect(endings[0]?.rescueMs).toBeGreaterThan(0)
})

test('what is odd is tapped and numbered, a fine phrase says so, and the place is kept on leaving', async ({
  page,
}) => {
  const learnerId = await comeHome(page, '阿滿')
  await openLesson(page, '網購與一頁式廣告', '太便宜的廣告')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await choose(page, '趕快買')
  await choose(page, '停下來')
  await page.keyboard.press('Enter')
  await at(page, 4)
  await page.keyboard.press('Enter')
  await inspect(page, 'flip')
  await page.keyboard.press('Enter')
  await inspect(page, 'checklist')
  await page.keyboard.press('Enter')
  await at(page, 6)
  const phrases = page.locator('.phrase-key')
  await phrases.first().focus()
  await page.keyboard.press('Enter')
  for (let step = 1; step < (await phrases.count()); step += 1) {
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    if (step === 2) await inspect(page, 'spot')
  }
  await expect(page.getByText('都找到了')).toBeVisible()
  await expect(page.locator('.phrase-key-found')).toHaveCount(5)
  await page.keyboard.press('Escape')
  await openLesson(page, '網購與一頁式廣告', '太便宜的廣告', false)
  await at(page, 6)
  const answers = async () =>
    (await eventsOf(learnerId)).flatMap(({ type, body }) =>
      type === 'question.answered' ? [body.answer.length] : [],
    )
  await expect.poll(async () => (await answers()).at(-1), { timeout: 60_000 }).toBe(5)
})
