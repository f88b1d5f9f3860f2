import { createHash } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { LESSON, makeClass, openDevice } from './class-steps.ts'
import { CENTRE, signIn, url } from './people.ts'
import { scanScreen } from './scan-screen.ts'
import { scan } from './scanner.ts'
import { test, untilItHears } from './test.ts'

const shot = (page: Page, name: string) =>
  process.env.PICTURES
    ? page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true })
    : undefined

const answered = (learnerId: string, answer: string) => ({
  type: 'question.answered',
  body: {
    learnerId,
    ...LESSON,
    questionId: 'q-hurry',
    answer: [answer],
    isHelped: false,
    tookMs: 4000,
    setting: 'lesson',
  },
})
const opened = (learnerId: string, at?: Date) => ({
  type: 'lesson.opened',
  body: { learnerId, ...LESSON },
  ...(at && { at }),
})

test('a class from its plan to its open door, with people by name', async ({ page }) => {
  await signIn(page, CENTRE)
  await page.goto(url('/xikou-centre'))
  await expect(page.getByRole('heading', { name: '今天的課' })).toBeVisible()
  await page.getByRole('link', { name: '開一班' }).click()
  await page.getByLabel('上哪一課').selectOption(`${LESSON.courseId}/${LESSON.lessonId}`)
  await page.getByLabel(/地點/).last().fill('溪口活動中心')
  await shot(page, 'class-new')
  await page.getByRole('button', { name: '先排好，晚點再開' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('電話一急，先停下來')
  const [, classId] = /classes\/([0-9a-f-]{36})/.exec(page.url()) ?? []

  await page.goto(url('/xikou-centre'))
  const card = page.locator('.class-card', { has: page.locator(`a[href*="${classId}"]`) })
  await expect(card).toContainText('溪口活動中心')
  await shot(page, 'class-day')
  await card.getByRole('button', { name: '門開了' }).click()
  await expect(page.getByRole('button', { name: '門開了' })).toBeHidden()

  await page.getByRole('link', { name: '名單', exact: true }).click()
  await page
    .getByLabel('名字，一行一個人')
    .fill('阿松伯\n<b>曾玉蘭</b>\n\n  Nguyễn Thị Thu Hương  ')
  await page.getByRole('button', { name: '存好名單' }).click()
  for (const name of ['阿松伯', '<b>曾玉蘭</b>', 'Nguyễn Thị Thu Hương']) {
    await expect(page.locator('.class-people').getByText(name, { exact: true })).toBeVisible()
  }
  const [wall] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: '牆上的號碼' }).click(),
  ])
  await expect(wall.locator('.wall-digits')).toHaveText(/^\d{3} \d{3}$/)
  await expect(wall.getByText('已經有 3 人')).toBeVisible()
  await expect(wall.locator('body')).not.toContainText('阿松伯')
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await shot(wall, 'wall')
  // A phone joins by the code, and the wall counts it.
  const code = (await wall.locator('.wall-digits').innerText()).replace(/\D/g, '')
  const joined = await page.request.post(url('/api/learn/join'), {
    data: { code, displayName: '小英', requestId: crypto.randomUUID() },
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  expect(joined.status()).toBe(200)
  await expect(wall.getByText('已經有 4 人')).toBeVisible()
})

test('three pictures and a card for somebody, and the roll by tap, card and without network', async ({
  page,
}) => {
  await signIn(page, CENTRE)
  const names = ['石阿月', '高金水', '潘春梅']
  const { address, learners } = await makeClass(page, names)

  await page.goto(url(`/xikou-centre/learners/${learners[0]}`))
  await page.getByText('選三張圖').click()
  for (const picture of ['小米', '鳥', '房子']) {
    await page.getByRole('button', { name: picture }).click()
  }
  await shot(page, 'pictures')
  await page.getByRole('button', { name: '就是這三張' }).click()
  await expect(page.getByText('三張圖存好了。')).toBeVisible()
  await expect(page.getByText('已經選好三張圖。')).toBeVisible()

  await page.getByRole('link', { name: '做一張卡片' }).click()
  await expect(page.getByRole('checkbox', { name: /石阿月/ })).toBeChecked()
  await page.getByRole('button', { name: '做卡片', exact: true }).click()
  await expect(page.locator('.learner-card-name')).toHaveText('石阿月')
  await shot(page, 'card')
  const [code = ''] = await scanScreen(await page.locator('.learner-card .qr-code').screenshot())

  await page.goto(url(`${address}/attendance`))
  const tile = (name: string) => page.getByRole('button', { name, exact: true })
  await tile('高金水').click()
  await expect(tile('高金水')).toHaveAttribute('aria-pressed', 'true')
  await tile('高金水').click()
  await expect(tile('高金水')).toHaveAttribute('aria-pressed', 'false')
  // The network drops: what is pressed stays, and goes when there is one again.
  await page.context().setOffline(true)
  await tile('高金水').click()
  await expect(page.getByText('1 筆還在這台機器裡')).toBeVisible()
  await expect(tile('高金水')).toHaveAttribute('aria-pressed', 'true')
  await page.context().setOffline(false)
  await expect(page.getByText('還在這台機器裡')).toBeHidden()
  // A scanner types her card, and then one that nobody here has.
  await scan(page, code)
  await expect(page.getByText('石阿月 來了')).toBeVisible()
  await expect(tile('石阿月')).toHaveAttribute('aria-pressed', 'true')
  await scan(page, 'tlc_nobody-has-this-card')
  await expect(page.getByText('不認得這張卡片。')).toBeVisible()
  await shot(page, 'roll')
  await page.getByRole('button', { name: '全部都來了' }).click()
  await page.getByRole('button', { name: '1 位都來了' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('點名：來了 3 位，全部 3 位')
  await expect(async () => {
    const csv = await (await page.request.get(url(`${address}/attendance.csv`))).text()
    expect(csv.match(/"是"/g)).toHaveLength(3)
    expect(csv).toMatch(/"石阿月","是","卡片"/)
  }).toPass()
})

test('what devices send shows who needs help and what is hard, and goes into the papers', async ({
  page,
}) => {
  await signIn(page, CENTRE)
  const device = await openDevice(page)
  const others = Array.from({ length: 26 }, (_, index) => `學員${index + 1}`)
  const names = ['=2+3 阿姨', '田大哥', '鄭月娥', '彭先生', ...others]
  const { address, learners } = await makeClass(page, names)
  const [ama = '', tian = '', zheng = '', ...rest] = learners
  await page.goto(url(address))
  await expect(page.getByText('現在沒有人卡住')).toBeVisible()
  await device.send([
    opened(ama),
    answered(ama, 'argue'),
    answered(ama, 'argue'),
    answered(ama, 'answer'),
    opened(tian),
    answered(tian, 'argue'),
    opened(zheng),
    answered(zheng, 'hang'),
    { type: 'lesson.done', body: { learnerId: zheng, ...LESSON } },
    ...rest.slice(0, 12).flatMap((learnerId, index) => [
      opened(learnerId),
      ...['hurry', 'phone-rings', 'move-stop'].slice(0, index % 4).map((blockId) => ({
        type: 'block.done',
        body: { learnerId, ...LESSON, blockId },
      })),
    ]),
    { type: 'help.asked', body: { learnerId: tian, ...LESSON, blockId: 'ask-hurry' } },
  ])
  // Without a press of anything.
  await expect(page.getByRole('heading', { name: '需要幫忙 2 人' })).toBeVisible()
  const card = (name: string) => page.locator('.help-card', { hasText: name })
  await expect(card('阿姨')).toContainText('錯 3 次')
  await expect(card('田大哥')).toContainText('按了請老師來')
  const hard = page.locator('.hard-question')
  await expect(hard).toContainText('2 人答錯，3 人做過')
  await expect(hard.locator('.is-wrong').first()).toContainText('跟他吵，問他是誰')
  await expect(hard.locator('.is-right')).toContainText('掛斷')
  await expect(page.locator('.class-bar')).toContainText('做完了 1')
  await expect(page.locator('.class-bar')).toContainText('沒開始 15')
  await expect(page.locator('.class-bar')).toContainText('正在做 12')
  await shot(page, 'class-tablet')
  await card('田大哥')
    .getByRole('button', { name: /我去幫忙/ })
    .click()
  await expect(card('田大哥')).toContainText('你在路上')
  await expect(async () => {
    const live = await (await page.request.get(url(`${address}/live`))).text()
    expect(live).toContain('"isMe":true')
  }).toPass()
  for (const [name, width, height] of [
    ['class-phone', 360, 740],
    ['class-portrait', 820, 1180],
    ['class-wide', 1920, 1200],
  ] as const) {
    await page.setViewportSize({ width, height })
    await shot(page, name)
  }
  const [wall] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: '投影這題，大家一起看' }).click(),
  ])
  await untilItHears(wall)
  await wall.getByRole('button', { name: '看大家的答案' }).click()
  await expect(wall.locator('.answer-bars')).toContainText('跟他吵，問他是誰')
  await expect(wall.locator('body')).not.toContainText('田大哥')
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await shot(wall, 'project')

  const results = await (await page.request.get(url(`${address}/results.csv`))).text()
  expect(results.split('\r\n').filter((row) => row.includes('q-hurry'))).toHaveLength(3)
  // What a spreadsheet would take for a formula is shown as text.
  expect(results).toContain(`"'=2+3 阿姨"`)
})

test('somebody is taken off, and their data can be taken along and forgotten', async ({ page }) => {
  await signIn(page, CENTRE)
  const name = `忘記 ${createHash('sha256').update(String(Date.now())).digest('hex').slice(0, 6)}`
  const { learners } = await makeClass(page, [name])
  const address = `/xikou-centre/learners/${learners[0]}`
  const data = await page.request.get(url(`${address}/export.json`))
  expect(await data.text()).toContain(name)
  await page.goto(url(address))
  await page.getByText('全部忘記').click()
  await page.getByRole('button', { name: `忘記${name}` }).click()
  await expect(page).toHaveURL(/\/learners$/)
  await expect(page.getByText(name)).toHaveCount(0)
  expect(await (await page.request.get(url(`${address}/export.json`))).text()).not.toContain(name)
})
