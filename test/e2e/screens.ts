import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { makeClass, openDevice } from './class-steps.ts'
import { CENTRE, OWNER, pairTill, signIn, url } from './people.ts'
import { test } from './test.ts'

/** `npm run screens`: takes the pictures of docs/screens anew, from the demo, in a real browser. */
const FOLDER = 'docs/screens'
const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 1280, height: 800 },
}

/** Yesterday is a whole day, whatever the clock says now. */
const yesterday = () =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Taipei' }).format(Date.now() - 86_400_000)

async function fillCart(page: Page): Promise<void> {
  for (const name of [
    '雞蛋 10 入',
    '白米 2 公斤',
    '鮪魚罐頭',
    '三號電池 4 入',
    '冬瓜茶',
    '冬瓜茶',
  ]) {
    await page.locator('.tile', { hasText: name }).first().click()
  }
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test(`pictures, ${size}`, async ({ browser }) => {
    mkdirSync(FOLDER, { recursive: true })
    const context = await browser.newContext({
      viewport,
      locale: 'zh-TW',
      timezoneId: 'Asia/Taipei',
    })
    const page = await context.newPage()
    const picture = (name: string) => page.screenshot({ path: `${FOLDER}/${name}-${size}.png` })
    await signIn(page, OWNER)
    await page.goto(url(`/shanxia/today?day=${yesterday()}`))
    await page.waitForLoadState('networkidle')
    await picture('today')
    await page.goto(url('/shanxia/products'))
    await page.waitForLoadState('networkidle')
    await picture('products')
    await pairTill(page)
    await fillCart(page)
    await picture('till')
    await page.keyboard.press('F9')
    await page.keyboard.type('1000', { delay: 150 })
    await picture('payment')
    await context.close()
  })
}

const LEARNERS = [
  '林秋月',
  '高金水',
  '潘春梅',
  '阿松伯',
  '曾玉蘭',
  '王阿嬌',
  '小英',
  'Nguyễn Thị Thu Hương',
]

test('pictures of a class', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: SIZES.tablet,
    locale: 'zh-TW',
    timezoneId: 'Asia/Taipei',
  })
  const page = await context.newPage()
  await signIn(page, CENTRE)
  const made = await makeClass(page, LEARNERS)
  const device = await openDevice(page)
  const lesson = { courseId: 'stop-ask-rescue', lessonId: '1-see' }
  const answer = (learnerId: string, id: string) => ({
    type: 'question.answered',
    body: {
      learnerId,
      ...lesson,
      questionId: 'q-hurry',
      answer: [id],
      isHelped: false,
      tookMs: 5000,
      setting: 'lesson',
    },
  })
  const events = made.learners
    .slice(0, 7)
    .flatMap((learnerId, index) => [
      { type: 'lesson.opened', body: { learnerId, ...lesson } },
      ...['hurry', 'phone-rings', 'move-stop']
        .slice(0, 1 + (index % 3))
        .map((blockId) => ({ type: 'block.done', body: { learnerId, ...lesson, blockId } })),
      ...(index < 3 ? [answer(learnerId, 'answer'), answer(learnerId, 'argue')] : []),
      ...(index === 0 ? [answer(learnerId, 'answer')] : []),
      ...(index === 3 ? [answer(learnerId, 'hang')] : []),
      ...(index === 1
        ? [{ type: 'help.asked', body: { learnerId, ...lesson, blockId: 'ask-hurry' } }]
        : []),
      ...(index > 4 ? [{ type: 'lesson.done', body: { learnerId, ...lesson } }] : []),
    ])
  await device.send(events)
  await page.goto(url(made.address))
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${FOLDER}/class-tablet.png` })

  const [first = ''] = made.learners
  const done = ['1-see', '2-try', '3-do'].map((lessonId) => ({
    type: 'lesson.done',
    body: { learnerId: first, courseId: lesson.courseId, lessonId },
  }))
  await device.send(done)
  await page.goto(url(`/xikou-centre/certificates?classId=${made.id}`))
  await page.getByRole('button', { name: '發給做完的 1 位' }).click()
  await page
    .getByRole('link', { name: LEARNERS[0] ?? '' })
    .last()
    .click()
  const link = await page.getByRole('textbox', { name: '查證明的網址' }).inputValue()
  await page.setViewportSize(SIZES.phone)
  await page.goto(link)
  await page.waitForLoadState('networkidle')
  await page.screenshot({ path: `${FOLDER}/certificate-phone.png` })
  await context.close()
})
