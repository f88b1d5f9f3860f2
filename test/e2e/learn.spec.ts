import { type Browser, expect } from '@playwright/test'
import { DEMO_LEARNERS } from '#app/cli/demo-class.ts'
import { getClassView, listClasses } from '#modules/centre/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { addLearnDevice, makeCard } from '#modules/learning/index.ts'
import { inDemo } from './demo-database.ts'
import { type OwnDemo, openOwnDemo, visitDemo } from './demos.ts'
import { inspect, PHONE } from './inspect.ts'
import { LEARNER_TABLET, pressPictures, skipBefore } from './learner-steps.ts'
import { url } from './people.ts'
import { scan } from './scanner.ts'
import { test } from './test.ts'

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

test('five wrong tries, and only a trainer who holds the key lets somebody in, also with a card', async ({
  browser,
}) => {
  const [, second] = DEMO_LEARNERS
  if (!second) throw new Error('The demo has no second learner')
  const context = await browser.newContext({ viewport: LEARNER_TABLET, locale: 'zh-TW' })
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
  const context = await browser.newContext({ viewport: LEARNER_TABLET, locale: 'zh-TW' })
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
