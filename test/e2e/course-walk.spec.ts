import { type Browser, expect, type Page } from '@playwright/test'
import { enrolLearner } from '#modules/centre/index.ts'
import { addLearner } from '#modules/learning/index.ts'
import { LESSON, makeClass, openDevice } from './class-steps.ts'
import { inDemo } from './demo-database.ts'
import { type OwnDemo, openOwnDemo, visitDemo } from './demos.ts'
import { inspect, PHONE } from './inspect.ts'
import { at, choose, eventsOf, LEARNER_TABLET, pressPictures, skipBefore } from './learner-steps.ts'
import { CENTRE, listenForComplaints, signIn, TRAINER, url } from './people.ts'
import { test } from './test.ts'
import { heardIn, keep, listenIn, MICROPHONE, record } from './voice-steps.ts'

/** The walk that the course is there for, from a tile with a name to a certificate that anybody can check. */

test.use(MICROPHONE)

const NAME = 'Thu Hương'
const PICTURES = ['millet', 'bird', 'sun']
const COURSE = LESSON.courseId
/** The lesson with scenarios and questions. */
const LESSON_ID = '2-try'

let demo: OwnDemo | undefined
test.beforeAll(async () => {
  demo = await openOwnDemo()
  visitDemo(demo)
})
test.afterAll(async () => {
  visitDemo(undefined)
  await demo?.close()
})

test('a learner signs in with tile and pictures, takes the course along, and with the server stopped does a lesson with its voice, scenarios and questions; the trainer sees it, the certificate verifies, and days later a review is due', async ({
  page: office,
  browser,
}) => {
  await letVoiceBeHeard(office, browser)
  await signIn(office, CENTRE)
  const { id, address } = await makeClass(office, [], LESSON_ID)
  const learnerId = await addToClass(office, id)
  const device = await openDevice(office)

  const tablet = await browser.newPage({ viewport: LEARNER_TABLET, locale: 'zh-TW' })
  const complaints = listenForComplaints(tablet)
  await signInWithPictures(tablet, device.token)
  await takeCourseAlong(tablet)
  expect(complaints).toEqual([])

  await demo?.stop()
  await beginWithoutServer(tablet)
  await rehearse(tablet)
  await answerAndFinish(tablet)

  await demo?.startAgain()
  await expect(tablet.getByText('已連線')).toBeVisible({ timeout: 60_000 })
  await expectBooked(learnerId)
  // The other two lessons are of other days.
  await device.send(
    ['1-see', '3-do'].map((lessonId) => ({
      type: 'lesson.done',
      body: { learnerId, courseId: COURSE, lessonId },
    })),
  )
  await seeResult(office, address)
  await seeCertificate(office, browser, id)
  await reviewDaysLater(tablet)
})

/** A trainer reads the first block aloud in the learner's language, and another one lets it be heard. */
async function letVoiceBeHeard(office: Page, browser: Browser): Promise<void> {
  const voices = `/xikou-centre/courses/${COURSE}/voices?language=vi`
  await signIn(office, TRAINER)
  await office.goto(url(voices))
  const block = office.locator('#move-ask')
  await record(block, 2_000)
  await block.getByRole('button', { name: '錄好了' }).click()
  await keep(block, '秋月')
  await expect(block.getByText('等另一位老師聽')).toBeVisible()
  const other = await browser.newPage({ locale: 'zh-TW' })
  await signIn(other, CENTRE)
  await other.goto(url(voices))
  await other.locator('#move-ask').getByRole('button', { name: '可以用' }).click()
  await expect(other.locator('#move-ask').getByText(/正在用/)).toBeVisible()
  await other.context().close()
}

async function addToClass(office: Page, classId: string): Promise<string> {
  const learnerId = await inDemo('xikou-centre', async (tx) => {
    const { id } = await addLearner(tx, { displayName: NAME, language: 'vi' })
    await enrolLearner(tx, { classId, learnerId: id, how: 'trainer' })
    return id
  })
  await office.goto(url(`/xikou-centre/learners/${learnerId}`))
  await office.getByText('選三張圖').click()
  await pressPictures(office, PICTURES)
  await office.getByRole('button', { name: '就是這三張' }).click()
  await expect(office.getByText('三張圖存好了。')).toBeVisible()
  return learnerId
}

async function signInWithPictures(tablet: Page, token: string): Promise<void> {
  await listenIn(tablet)
  await tablet.goto(url('/learn/'))
  await expect(tablet.getByRole('heading', { name: '加入這堂課' })).toBeVisible()
  await inspect(tablet, 'join')
  await tablet.goto(url(`/learn/#device=${token}`))
  // The first device that asks waits until the server has read every course.
  await expect(tablet.getByRole('heading', { name: '你是哪一位？' })).toBeVisible({
    timeout: 60_000,
  })
  expect(tablet.url()).not.toContain('device')
  await inspect(tablet, 'who')
  await tablet.getByRole('button', { name: NAME }).click()
  await expect(tablet.getByText('按你的三張圖')).toBeVisible()
  await pressPictures(tablet, [...PICTURES].reverse())
  await expect(tablet.getByText('圖不太一樣')).toBeVisible()
  await pressPictures(tablet, PICTURES.slice(0, 2))
  await inspect(tablet, 'pictures')
  await pressPictures(tablet, PICTURES.slice(2))
  await expect(tablet.getByText('今天這一課').first()).toBeVisible()
}

async function takeCourseAlong(tablet: Page): Promise<void> {
  const course = tablet.getByRole('listitem').filter({ hasText: '三招保平安' })
  await expect(course.getByText('已經在這台')).toBeVisible()
  await tablet.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await expect.poll(() => tablet.evaluate(countVoices)).toBe(1)
  await inspect(tablet, 'home')
}

/** How many recordings lie on the device. It travels alone. */
function countVoices(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('tillage-learn-files-voices')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const counting = opening.result.transaction('files').objectStore('files').count()
      counting.onsuccess = () => {
        opening.result.close()
        resolve(counting.result)
      }
    }
  })
}

/** The lesson of today, with its voice; the tablet is shut and opened again on the way. */
async function beginWithoutServer(tablet: Page): Promise<void> {
  await tablet.emulateMedia({ reducedMotion: 'reduce' })
  await tablet.reload()
  await tablet.getByRole('button', { name: '開始' }).click()
  await skipBefore(tablet)
  await expect(tablet.getByText('第二招')).toBeVisible()
  await inspect(tablet, 'lesson')
  await tablet.getByRole('button', { name: '聽', exact: true }).click()
  await expect.poll(() => heardIn(tablet)).toEqual([expect.stringMatching(/^blob:/)])

  await tablet.setViewportSize(PHONE)
  await inspect(tablet, 'callout')
  await tablet.keyboard.press('ArrowRight')
  await at(tablet, 2)
  await tablet.keyboard.press('ArrowLeft')
  await at(tablet, 1)
  await tablet.keyboard.press('Enter')
  await expect(tablet.getByRole('img', { name: '三個人坐在一起說話' })).toBeVisible()
  await inspect(tablet, 'picture')
  await tablet.keyboard.press('Enter')
  await expect(tablet.getByText('電話響了')).toBeVisible()
  await tablet.reload()
  await expect(tablet.getByText('沒有網路，一樣可以學')).toBeVisible()
  await tablet.setViewportSize(LEARNER_TABLET)
  await inspect(tablet, 'home-offline')
  await tablet.setViewportSize(PHONE)
  await tablet.getByRole('button', { name: '繼續' }).click()
  await at(tablet, 3)
}

/** A bad turn in a rehearsal, and the rescue: all by keyboard. */
async function rehearse(tablet: Page): Promise<void> {
  await expect(tablet.getByText('電話響了')).toBeVisible()
  await inspect(tablet, 'ringing')
  await tablet.keyboard.press('Enter')
  await expect(tablet.getByText('這是練習，不是真的訊息')).toBeVisible()
  await expect(tablet.getByText('你會怎麼做？')).toBeVisible()
  await inspect(tablet, 'scenario')
  await choose(tablet, '照他說的轉過去')
  await expect(tablet.getByRole('timer')).toContainText('現在打還來得及')
  await inspect(tablet, 'rescue')
  await choose(tablet, '先等一等')
  await choose(tablet, '打 165')
  await tablet.keyboard.type('110')
  await tablet.keyboard.press('Enter')
  await expect(tablet.getByText('要打的是 165')).toBeVisible()
  await inspect(tablet, 'dial')
  await tablet.keyboard.type('165')
  await tablet.keyboard.press('Enter')
  await expect(tablet.getByText('請告訴我轉到哪個帳號')).toBeVisible()
  await inspect(tablet, 'answered')
  await tablet.keyboard.press('Enter')
  await tablet.keyboard.press('Enter')
  await expect(tablet.getByRole('heading', { name: '救回來了' })).toBeVisible()
  await expect(tablet.getByText('催你快一點。')).toBeVisible()
  await expect(tablet.getByText('怕你去問')).toBeHidden()
  await inspect(tablet, 'ending')
  await tablet.keyboard.press('Enter')
  await at(tablet, 4)
}

async function answerAndFinish(tablet: Page): Promise<void> {
  await choose(tablet, '他在電話裡唸給我的')
  await expect(tablet.getByText('打過去還是他的人')).toBeVisible()
  await inspect(tablet, 'question')
  await choose(tablet, '銀行卡背面的電話')
  await expect(tablet.getByText('電話要自己找')).toBeVisible()
  await tablet.keyboard.press('Enter')
  await tablet.keyboard.press('Enter')
  await choose(tablet, '說他是騙子')
  await tablet.keyboard.press('Enter')
  await expect(tablet.getByRole('heading', { name: '這次錯過了' })).toBeVisible()
  await tablet.keyboard.press('Enter')
  await choose(tablet, '一聽就知道')
  await tablet.keyboard.press('Enter')
  await tablet.getByRole('button', { name: '請老師來' }).click()
  await expect(tablet.getByText('老師會過來')).toBeVisible()
  await tablet.keyboard.press('ArrowRight')
  await expect(tablet.getByRole('heading', { name: '這一課上完了' })).toBeVisible()
  await inspect(tablet, 'finish')
  await tablet.getByRole('button', { name: '回去' }).click()
  // The tablet is free for whoever comes next.
  await expect(tablet.getByRole('heading', { name: '你是哪一位？' })).toBeVisible()
}

/** Everything of the lesson arrived, once. */
async function expectBooked(learnerId: string): Promise<void> {
  const types = async () => (await eventsOf(learnerId)).map(({ type }) => type)
  await expect.poll(types, { timeout: 60_000 }).toContain('lesson.done')
  const events = await eventsOf(learnerId)
  const counts = new Map<string, number>()
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1)
  expect(Object.fromEntries(counts)).toEqual({
    'learner.signed_in': 1,
    'sitting.ended': 1,
    // The tablet was shut in the middle of it.
    'lesson.opened': 2,
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
}

async function seeResult(office: Page, address: string): Promise<void> {
  await office.goto(url(address))
  await expect(office.locator('.class-bar')).toContainText('做完了 1')
  const hard = office.locator('.hard-question')
  await expect(hard).toContainText('1 人答錯，1 人做過')
  await expect(hard.locator('.is-wrong').first()).toContainText('他在電話裡唸給我的')
  await expect(hard.locator('.is-right')).toContainText('銀行卡背面的電話')
}

async function seeCertificate(office: Page, browser: Browser, classId: string): Promise<void> {
  await office.goto(url(`/xikou-centre/certificates?classId=${classId}`))
  await office.getByRole('button', { name: '發給做完的 1 位' }).click()
  await expect(office.getByText('發了 1 張證明。')).toBeVisible()
  await office.getByRole('link', { name: NAME }).last().click()
  const link = await office.getByRole('textbox', { name: '查證明的網址' }).inputValue()
  const visitor = await browser.newPage({ locale: 'zh-TW', viewport: PHONE })
  expect((await visitor.goto(link))?.status()).toBe(200)
  await expect(visitor.getByText('這張證明是真的')).toBeVisible()
  await expect(visitor.getByText(NAME)).toBeVisible()
}

/** Four days later the tablet asks for a minute what was asked in the lesson, what was wrong first. */
async function reviewDaysLater(tablet: Page): Promise<void> {
  await tablet.clock.setSystemTime(new Date(Date.now() + 4 * 86_400_000))
  await tablet.reload()
  await tablet.getByRole('button', { name: NAME }).click()
  await pressPictures(tablet, PICTURES)
  const review = tablet.getByRole('region', { name: '一分鐘複習' })
  await expect(review).toBeVisible()
  await inspect(tablet, 'home-review')
  await review.getByRole('button', { name: '開始複習' }).click()
  await choose(tablet, '銀行卡背面的電話')
  await tablet.keyboard.press('Enter')
  await choose(tablet, '一聽就知道')
  await tablet.keyboard.press('Enter')
  await tablet.getByRole('button', { name: '回去' }).click()
  await expect(tablet.getByRole('heading', { name: new RegExp(NAME) })).toBeVisible()
  await expect(review).toBeHidden()
}
