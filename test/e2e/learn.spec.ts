import { type Browser, expect, type Page } from '@playwright/test'
import { DEMO_LEARNERS } from '#app/cli/demo-class.ts'
import { getClassView, listClasses } from '#modules/centre/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { addLearnDevice, makeCard } from '#modules/learning/index.ts'
import { inDemo } from './demo-database.ts'
import { type OwnDemo, openOwnDemo, visitDemo } from './demos.ts'
import { inspect, PHONE } from './inspect.ts'
import { skipBefore } from './learner-steps.ts'
import { listenForComplaints, url } from './people.ts'
import { scan } from './scanner.ts'
import { test } from './test.ts'

const TABLET = { width: 820, height: 1180 }

let centre: OwnDemo | undefined

// A centre of its own: on a shared tablet stands everybody whose class is open.
test.beforeAll(async () => {
  centre = await openOwnDemo()
  visitDemo(centre)
})

test.afterAll(async () => {
  visitDemo(undefined)
  await centre?.close()
})

const learn = (hash = '') => url(`/learn/${hash}`)

/** Something done at the demo's centre, as its own pages would do it. */
const atCentre = <Result>(work: (tx: Tx, tenantId: string) => Promise<Result>): Promise<Result> =>
  inDemo('xikou-centre', work)

const makeDevice = (name: string) =>
  atCentre((tx, tenantId) => addLearnDevice(tx, tenantId, { name, learnerId: null }))

async function demoClass(tx: Tx) {
  const [found] = await listClasses(tx)
  if (!found) throw new Error('The demo has no class')
  return found
}

/** How the trainer sees somebody in the class now. */
const seenByTrainer = (name: string) =>
  atCentre(async (tx) => {
    const { id } = await demoClass(tx)
    const { learners } = await getClassView(tx, id, 'zh-TW', new Date())
    return learners.find((each) => each.name === name)
  })

const PICTURE_NAMES: Record<string, string> = {
  sun: '太陽',
  moon: '月亮',
  mountain: '山',
  fish: '魚',
  millet: '小米',
  taro: '芋頭',
  dog: '狗',
  bird: '鳥',
  flower: '花',
  basket: '竹簍',
  house: '房子',
  umbrella: '雨傘',
}

async function pressPictures(page: Page, pictures: readonly string[]): Promise<void> {
  for (const picture of pictures) {
    await page.getByRole('button', { name: PICTURE_NAMES[picture] ?? picture, exact: true }).click()
  }
}

const next = (page: Page) => page.getByRole('button', { name: '下一頁' })

test('a learner signs in with pictures, goes on without a server, and the trainer sees it all later', async ({
  browser,
}) => {
  test.setTimeout(420_000)
  const [first] = DEMO_LEARNERS
  if (!first) throw new Error('The demo has no learners')
  const { name, pictures } = first
  const context = await browser.newContext({ viewport: TABLET, locale: 'zh-TW' })
  const page = await context.newPage()
  const complaints = listenForComplaints(page)
  await page.goto(learn())
  await expect(page.getByRole('heading', { name: '加入這堂課' })).toBeVisible()
  await inspect(page, 'join')

  const { token } = await makeDevice('平板 1')
  await page.goto(learn(`#device=${token}`))
  // The first device that asks waits until the server has read every course.
  const who = page.getByRole('heading', { name: '你是哪一位？' })
  await expect(who).toBeVisible()
  expect(page.url()).not.toContain('device')
  await inspect(page, 'who')

  await page.getByRole('button', { name }).click()
  await expect(page.getByText('按你的三張圖')).toBeVisible()
  await pressPictures(page, [...pictures].reverse())
  await expect(page.getByText('圖不太一樣')).toBeVisible()
  await pressPictures(page, pictures.slice(0, 2))
  await inspect(page, 'pictures')
  await pressPictures(page, pictures.slice(2))
  await expect(page.getByText('今天這一課').first()).toBeVisible()
  const kept = page.getByRole('listitem').filter({ hasText: '三招保平安' }).getByText('已經在這台')
  await expect(kept).toBeVisible()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await inspect(page, 'home')
  expect(complaints).toEqual([])

  await centre?.stop()
  await page.reload()
  await page.getByRole('button', { name: '開始' }).click()
  await skipBefore(page)
  await expect(page.getByText('每個人都接過怪電話')).toBeVisible()
  await inspect(page, 'lesson')
  await next(page).click()
  await next(page).click()
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '3')
  await page.reload()
  await expect(page.getByText('沒有網路，一樣可以學')).toBeVisible()
  await inspect(page, 'home-offline')
  await page.getByRole('button', { name: '繼續' }).click()
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '3')

  await centre?.startAgain()
  await expect
    .poll(async () => (await seenByTrainer(name))?.doneBlocks, { timeout: 120_000 })
    .toBe(2)
  await page.getByRole('button', { name: '先離開' }).click()
  await expect(page.getByText('已連線')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: '換人' }).click()
  await expect(who).toBeVisible()
  await context.close()
})

test('five wrong tries, and only a trainer who holds the key lets somebody in, also with a card', async ({
  browser,
}) => {
  const [, second] = DEMO_LEARNERS
  if (!second) throw new Error('The demo has no second learner')
  const context = await browser.newContext({ viewport: TABLET, locale: 'zh-TW' })
  const page = await context.newPage()
  const { token } = await makeDevice('平板 2')
  await page.goto(learn(`#device=${token}`))
  await page.getByRole('button', { name: second.name }).click()
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(page.getByRole('button', { name: '太陽' })).toHaveAttribute(
      'aria-pressed',
      'false',
    )
    await pressPictures(page, ['sun', 'sun', 'sun'])
    await expect(page.getByText(/圖不太一樣|請老師來，老師按/)).toBeVisible()
    await expect(page.locator('.picture-place.is-full')).toHaveCount(0)
  }
  await expect(page.getByText('請老師來，老師按一下')).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: second.name }).click()
  await expect(page.getByText('請老師來，老師按一下')).toBeVisible()
  await inspect(page, 'locked')

  // The card says the same, here and on every other device of the centre.
  const code = await atCentre(async (tx) => {
    const { learners } = await getClassView(tx, (await demoClass(tx)).id, 'zh-TW', new Date())
    const learnerId = learners.find((each) => each.name === second.name)?.learnerId ?? ''
    return (await makeCard(tx, { learnerId })).code
  })
  await expectLockedElsewhere(browser, second.name)
  await page.getByRole('button', { name: '用我的卡片' }).click()
  await inspect(page, 'card')
  // The device hears of a new card with its next list.
  await expect(async () => {
    await scan(page, code)
    await expect(page.getByText('卡片也先停一下')).toBeVisible({ timeout: 4_000 })
  }).toPass()
  await page.getByRole('button', { name: '用我的卡片' }).click()
  await page.getByRole('button', { name: '回去' }).click()
  await page.getByRole('button', { name: '請老師來' }).click()
  await page.getByRole('button', { name: second.name }).click()
  const held = page.getByRole('button', { name: '老師在這裡' })
  await inspect(page, 'trainer')
  await held.click()
  await expect(held).toBeVisible()
  await held.focus()
  await page.keyboard.down('Enter')
  await expect(page.getByText('今天這一課').first()).toBeVisible()
  await page.keyboard.up('Enter')
  const said = () =>
    atCentre((tx) =>
      tx
        .selectFrom('learnEvent')
        .innerJoin('learner', 'learner.id', 'learnEvent.learnerId')
        .select(['learnEvent.type', 'learnEvent.body'])
        .where('learner.displayName', '=', second.name)
        .orderBy('learnEvent.seq')
        .execute(),
    )
  await expect
    .poll(async () => (await said()).map(({ type, body }) => [type, body]))
    .toEqual([
      ['learner.locked_out', expect.objectContaining({ failures: 5 })],
      ['learner.signed_in', expect.objectContaining({ how: 'trainer' })],
    ])
  await context.close()
})

/** Another tablet, which heard of it from the server; a quarter of an hour later it is over. */
async function expectLockedElsewhere(browser: Browser, name: string) {
  const context = await browser.newContext({ viewport: TABLET, locale: 'zh-TW' })
  const page = await context.newPage()
  await page.clock.install()
  const { token } = await makeDevice('平板 3')
  await page.goto(learn(`#device=${token}`))
  await page.getByRole('button', { name }).click()
  // The list comes anew every twenty seconds, with the lock.
  await page.clock.runFor(21_000)
  await expect(page.getByText('請老師來，老師按一下')).toBeVisible()
  await page.clock.fastForward('16:00')
  await expect(page.getByText('按你的三張圖')).toBeVisible()
  await context.close()
}

test('a phone joins with the six digits on the wall, and is told clearly when it can not', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-TW' })
  const page = await context.newPage()
  await page.goto(learn('#device=half-a-token'))
  await expect(page.getByText('這個連結不完整')).toBeVisible()
  const { joinCode } = await atCentre(demoClass)
  const code = page.getByLabel('牆上的六個數字')
  const join = page.getByRole('button', { name: '加入' })
  await code.fill('12')
  await join.click()
  await expect(page.getByText('要六個數字')).toBeVisible()
  await page.getByLabel('你的名字').fill('<b>阿妹</b>')
  await code.fill(joinCode === '000000' ? '000001' : '000000')
  await join.click()
  await expect(page.getByText('沒有上課的班級用這個號碼')).toBeVisible()
  await inspect(page, 'join-wrong')
  await context.setOffline(true)
  await code.fill(joinCode ?? '')
  await join.click()
  await expect(page.getByText('現在沒有網路')).toBeVisible()
  await context.setOffline(false)
  await join.click()
  await expect(page.getByText('<b>阿妹</b>')).toBeVisible()
  await expect(page.getByRole('button', { name: '換人' })).toBeHidden()
  await inspect(page, 'home-phone')
  await page.getByText('三招保平安').last().click()
  await page.getByRole('button', { name: '開始' }).click()
  await skipBefore(page)
  await expect(page.getByText('每個人都接過怪電話')).toBeVisible()
  await context.close()
})
