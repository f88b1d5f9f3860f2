import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { makeClass } from './class-steps.ts'
import { asDemoOwner, inDemo } from './demo-database.ts'
import { inspect } from './inspect.ts'
import { skipBefore } from './learner-steps.ts'
import { CENTRE, signIn, url } from './people.ts'
import { scanScreen } from './scan-screen.ts'
import { test } from './test.ts'

const PHONE = { width: 390, height: 844 }
const PASSWORD = '山上的小米快熟了 8 月'

/** A phone of its own: a browser that shares nothing with the others, with a finger to show. */
async function openPhone(browser: Browser) {
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-TW' })
  const page = await context.newPage()
  const stumbles: string[] = []
  page.on('response', (response) => {
    if (response.status() >= 500) stumbles.push(`${response.status()} ${response.url()}`)
  })
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const credentials = async () =>
    (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials
  return {
    context,
    page,
    stumbles,
    credentials,
    /** What the maker of two phones copies from one to the other. */
    copyTo: async (other: { take(all: Awaited<ReturnType<typeof credentials>>): Promise<void> }) =>
      other.take(await credentials()),
    async take(all: Awaited<ReturnType<typeof credentials>>) {
      for (const credential of all) {
        await devtools.send('WebAuthn.addCredential', { authenticatorId, credential })
      }
    },
  }
}

/** A learner of 溪口數位據點, and the trainer at their page. */
async function makeLearner(trainer: Page, name: string) {
  const { learners } = await makeClass(trainer, [name])
  const address = `/xikou-centre/learners/${learners[0]}`
  /** Makes an invitation as a trainer does, and reads it off the screen as a phone does. */
  const invite = async () => {
    await trainer.goto(url(address))
    await trainer.getByRole('button', { name: /邀請他的手機|做一個新的邀請/ }).click()
    const code = trainer.getByRole('img', { name: `${name}的邀請` })
    await expect(code).toBeVisible()
    const [scanned = ''] = await scanScreen(await code.screenshot())
    expect(await trainer.getByRole('textbox', { name: `${name}的邀請連結` }).inputValue()).toBe(
      scanned,
    )
    return scanned
  }
  return { id: learners[0] ?? '', address, invite }
}

/** The trainer is signed in; whoever else is made learns in a class of today. */
async function openTrainer(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width: 1024, height: 768 },
    locale: 'zh-TW',
  })
  const page = await context.newPage()
  await signIn(page, CENTRE)
  return { context, page }
}

const start = (page: Page) => page.getByRole('button', { name: '開始', exact: true })

/** Two steps of the lesson of today, which the server has heard of. */
async function learnTwoSteps(page: Page, learnerId: string): Promise<void> {
  await start(page).click({ timeout: 30_000 })
  await skipBefore(page)
  for (const step of ['2', '3']) {
    await page.getByRole('button', { name: '下一頁' }).click({ timeout: 30_000 })
    await expect(page.getByRole('progressbar', { name: '上到哪裡' })).toHaveAttribute(
      'aria-valuenow',
      step,
    )
  }
  const heard = () =>
    inDemo('xikou-centre', (tx) =>
      tx
        .selectFrom('learnEvent')
        .select('id')
        .where('learnerId', '=', learnerId)
        .where('type', '=', 'block.done')
        .execute(),
    )
  await expect.poll(async () => (await heard()).length, { timeout: 60_000 }).toBe(2)
  await page.getByRole('button', { name: '先離開' }).click()
}

/** On a phone that knows nothing: what was learned is there. */
async function expectProgress(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { name: new RegExp(`^${name}，`) })).toBeVisible()
  await expect(page.getByText('做了 2 步')).toBeVisible()
  await expect(page.getByRole('button', { name: '繼續' })).toBeVisible()
}

test('a phone is invited by QR, makes a passkey, and another phone brings the lessons back with it', async ({
  browser,
}) => {
  const trainer = await openTrainer(browser)
  const name = '林春美'
  const { id, address, invite } = await makeLearner(trainer.page, name)
  const link = await invite()
  await inspect(trainer.page, 'own-invitation')

  const phone = await openPhone(browser)
  await phone.page.goto(link)
  await expect(phone.page.getByRole('heading', { name: `${name}，這支手機是你的了` })).toBeVisible({
    timeout: 60_000,
  })
  expect(phone.page.url()).not.toContain('invite')
  await expect(phone.page.getByRole('button', { name: '用指紋、臉或螢幕鎖' })).toBeVisible()
  await inspect(phone.page, 'own-offer')
  // Asked once, also after a reload in the middle of the question.
  await phone.page.reload()
  await phone.page.getByRole('button', { name: '用指紋、臉或螢幕鎖' }).click()
  await expect(phone.page.getByText('設好了。')).toBeVisible()
  expect(await phone.credentials()).toMatchObject([{ isResidentCredential: true }])
  await inspect(phone.page, 'own-offer-done')
  await phone.page.getByRole('button', { name: '開始學' }).click()
  await learnTwoSteps(phone.page, id)
  // The same link on the same phone opens what it opened before, and asks nothing.
  await phone.page.goto(link)
  await expectProgress(phone.page, name)

  const second = await openPhone(browser)
  await phone.copyTo(second)
  await second.page.goto(url('/learn/'))
  await second.page.getByRole('button', { name: '我以前上過課' }).click()
  await expect(second.page.getByRole('heading', { name: '找回學過的' })).toBeVisible()
  await inspect(second.page, 'own-back')
  await second.page.getByRole('button', { name: '用指紋、臉或螢幕鎖' }).click()
  await expectProgress(second.page, name)
  await second.page.reload()
  await expectProgress(second.page, name)

  // Both phones are seen; the first is lost, and its passkey goes with it.
  await second.page.getByRole('button', { name: '我的手機' }).click()
  await expect(second.page.getByText('這支手機', { exact: true })).toBeVisible()
  await inspect(second.page, 'own-mine')
  const other = second.page.getByRole('listitem').filter({ hasText: '另一支手機' })
  await other.getByRole('button', { name: '拿掉' }).click()
  await other.getByRole('button', { name: '對，拿掉' }).click()
  await expect(other).toHaveCount(0)
  await phone.page.reload()
  await expect(phone.page.getByText('這台機器停用了')).toBeVisible({ timeout: 60_000 })
  const third = await openPhone(browser)
  await phone.copyTo(third)
  await third.page.goto(url('/learn/'))
  await third.page.getByRole('button', { name: '我以前上過課' }).click()
  await third.page.getByRole('button', { name: '用指紋、臉或螢幕鎖' }).click()
  await expect(third.page.getByText('這支手機裡沒有這裡認得的')).toBeVisible()

  // The trainer takes the last one away too.
  await trainer.page.goto(url(address))
  await inspect(trainer.page, 'own-learner')
  await trainer.page.getByText('拿掉', { exact: true }).click()
  await trainer.page.getByRole('button', { name: '拿掉這支手機' }).click()
  await expect(trainer.page.getByText('還沒有自己的手機')).toBeVisible()
  await second.page.reload()
  await expect(second.page.getByText('這台機器停用了')).toBeVisible({ timeout: 60_000 })
  expect([phone, second, third].flatMap(({ stumbles }) => stumbles)).toEqual([])
  for (const { context } of [trainer, phone, second, third]) await context.close()
})

test('a password brings the lessons back; wrong ones rest for a while, and each refusal has its sentence', async ({
  browser,
}) => {
  const trainer = await openTrainer(browser)
  const name = '高阿水'
  const { id, invite } = await makeLearner(trainer.page, name)
  const phone = await openPhone(browser)
  await phone.page.goto(await invite())
  await phone.page.getByRole('button', { name: '設一個密碼' }).click({ timeout: 60_000 })
  const save = phone.page.getByRole('button', { name: '就用這個密碼' })
  const password = phone.page.getByLabel('密碼', { exact: true })
  for (const [typed, sentence] of [
    ['短', '密碼要十二個字以上'],
    ['123456789012', '這個密碼太多人用'],
    ['高阿水 1357924680', '密碼裡都是你的名字'],
  ] as const) {
    await password.fill(typed)
    await save.click()
    await expect(phone.page.getByText(sentence)).toBeVisible()
  }
  await inspect(phone.page, 'own-password')
  await password.fill(PASSWORD)
  await save.click()
  await expect(phone.page.getByText('請抄下來，或拍照')).toBeVisible()
  await expect(phone.page.locator('.write-down')).toContainText('xikou-centre')
  await inspect(phone.page, 'own-write-down')
  await phone.page.getByRole('button', { name: '開始學' }).click()
  await learnTwoSteps(phone.page, id)

  const second = await openPhone(browser)
  await second.page.goto(url('/learn/'))
  await second.page.getByRole('button', { name: '我以前上過課' }).click()
  const back = second.page.getByRole('button', { name: '找回來' })
  await back.click()
  await expect(second.page.getByText('有一格還沒填')).toBeVisible()
  await second.page.getByLabel('據點代碼').fill(' Xikou-Centre ')
  await second.page.getByLabel('短名字').fill('高 阿水')
  await second.page.getByLabel('密碼', { exact: true }).fill(PASSWORD)
  await back.click()
  await expectProgress(second.page, name)

  const stranger = await openPhone(browser)
  await stranger.page.goto(url('/learn/'))
  await stranger.page.getByRole('button', { name: '我以前上過課' }).click()
  await stranger.page.getByLabel('據點代碼').fill('xikou-centre')
  await stranger.page.getByLabel('短名字').fill(name)
  const again = stranger.page.getByRole('button', { name: '找回來' })
  for (let tries = 0; tries < 5; tries += 1) {
    await stranger.page.getByLabel('密碼', { exact: true }).fill(`不是這一句 ${tries}`)
    const heard = stranger.page.waitForResponse((each) => each.url().endsWith('/password'))
    await again.click()
    expect((await heard).status()).toBe(422)
    await expect(stranger.page.getByText('有一樣不對')).toBeVisible()
  }
  await stranger.page.getByLabel('密碼', { exact: true }).fill(PASSWORD)
  await again.click()
  await expect(stranger.page.getByText('試太多次了，先休息一下')).toBeVisible()
  await inspect(stranger.page, 'own-locked')

  // Whoever gives the phone away signs out, and may come back.
  await second.page.getByRole('button', { name: '我的手機' }).click()
  await second.page.getByRole('button', { name: '從這支手機登出' }).click({ timeout: 20_000 })
  await second.page.getByRole('button', { name: '對，登出' }).click()
  await expect(second.page.getByText('這台機器停用了')).toBeVisible({ timeout: 60_000 })
  expect([phone, second, stranger].flatMap(({ stumbles }) => stumbles)).toEqual([])
  for (const { context } of [trainer, phone, second, stranger]) await context.close()
})

test('an invitation that is used, taken back, too old or not whole says so', async ({
  browser,
}) => {
  const trainer = await openTrainer(browser)
  const { id, address, invite } = await makeLearner(trainer.page, '潘金蘭')
  const used = await invite()
  const first = await openPhone(browser)
  await first.page.goto(used)
  await first.page.getByRole('button', { name: '先不要' }).click({ timeout: 60_000 })
  await expect(start(first.page)).toBeVisible()

  const revoked = await invite()
  await trainer.page.goto(url(address))
  await trainer.page.getByRole('button', { name: '收回邀請' }).click()
  await expect(trainer.page.getByText('邀請收回了')).toBeVisible()
  const replaced = await invite()
  const old = await invite()
  await asDemoOwner(
    'update learner_invitation set expires_at = now() where learner_id = $1 and used_at is null',
    [id],
  )
  const second = await openPhone(browser)
  const opens = async (link: string, sentence: string) => {
    await second.page.goto('about:blank')
    await second.page.goto(link)
    await expect(second.page.getByText(sentence)).toBeVisible()
  }
  await opens(used, '這個邀請已經有手機用過了')
  await inspect(second.page, 'own-refused')
  await opens(revoked, '這個邀請老師收回了')
  await opens(replaced, '這個邀請老師收回了')
  await opens(old, '這個邀請超過十四天了')
  const open = await invite()
  await opens(open.slice(0, -1) + (open.endsWith('A') ? 'B' : 'A'), '這個邀請不完整')
  await opens(open.slice(0, -9), '這個連結不完整')
  // There is no network for a moment: nothing is used up.
  await second.page.goto('about:blank')
  await second.page.route('**/api/learn/invitation', (route) => route.abort())
  await second.page.goto(open)
  await expect(second.page.getByText('現在沒有網路')).toBeVisible()
  await second.page.unroute('**/api/learn/invitation')
  await second.page.getByRole('button', { name: '再試一次' }).click()
  await expect(second.page.getByText('這支手機是你的了')).toBeVisible()
  expect([first, second].flatMap(({ stumbles }) => stumbles)).toEqual([])
  for (const { context } of [trainer, first, second]) await context.close()
})

test('a class gets its invitations on one sheet', async ({ browser }) => {
  const trainer = await openTrainer(browser)
  const { address } = await makeClass(trainer.page, ['甲玉', '乙松', '丙蘭'])
  await trainer.page.goto(url(`${address}/people`))
  await trainer.page.getByRole('link', { name: '手機邀請' }).click()
  await expect(trainer.page.getByRole('checkbox')).toHaveCount(3)
  await trainer.page.getByRole('checkbox', { name: '丙蘭' }).uncheck()
  await inspect(trainer.page, 'own-sheet-choose')
  await trainer.page.getByRole('button', { name: '做邀請' }).click()
  await expect(trainer.page.locator('.learner-card-name')).toHaveText(['乙松', '甲玉'])
  await inspect(trainer.page, 'own-sheet')
  await trainer.context.close()
})
