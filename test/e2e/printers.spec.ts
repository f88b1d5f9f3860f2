import { spawn } from 'node:child_process'
import { expect, type Page } from '@playwright/test'
import { startVirtualPrinter } from '#modules/printing/index.ts'
import { makeEpson } from '#test/printing/epson-client.ts'
import { makeStar } from '#test/printing/star-client.ts'
import { OWNER, signIn, url } from './people.ts'
import { test } from './test.ts'

/** Starts at the question how the printer is connected, as a shopkeeper does. */
async function choose(page: Page, way: string): Promise<void> {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/settings/printers'))
  await page.getByRole('link', { name: '加一台印表機' }).click()
  await expect(page.getByText('印表機怎麼接？')).toBeVisible()
  await page.getByRole('link', { name: new RegExp(way) }).click()
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true }).inputValue()

async function readKeys(page: Page) {
  await expect(page.getByText('加好了。把這三樣打進印表機')).toBeVisible()
  return {
    url: await field(page, '位址'),
    user: await field(page, '帳號'),
    password: await field(page, '密碼'),
  }
}

const askFor = (page: Page) => page.getByRole('button', { name: /^(試印一張|再印一張)$/ }).click()

test('a Star printer is set up, prints its test page, and says when its paper is out', async ({
  page,
}) => {
  await choose(page, '^Star 印表機')
  await page.getByLabel('名字').fill('星星')
  await page.getByRole('button', { name: '存好' }).click()
  const star = makeStar(await readKeys(page))
  await page.getByRole('link', { name: /填好了/ }).click()
  await askFor(page)
  await expect(page.getByText('排隊等著送。')).toBeVisible()
  await star.turn()
  expect(star.papers).toHaveLength(1)
  await expect(page.getByText('印出來了。')).toBeVisible()

  // "Only the left half": the page comes again on wide paper.
  await page.getByRole('button', { name: '只印在左半邊' }).click()
  await expect(page.getByText(/現在：80 公釐紙/)).toBeVisible()
  await star.turn()
  const widthOf = (index: number) => star.papers[index]?.body.readUInt32BE(16)
  expect([widthOf(0), widthOf(1)]).toEqual([384, 576])

  star.status = '410 Paper out'
  await star.poll()
  await page.goto(url('/shanxia/settings/printers'))
  await expect(page.locator('.card').filter({ hasText: '星星' }).first()).toContainText('沒紙了')
})

test('an Epson printer is set up, fails, and its paper is printed again by one press', async ({
  page,
}) => {
  await choose(page, '^Epson 印表機')
  await page.getByLabel('名字').fill('愛普生')
  await page.getByRole('button', { name: '存好' }).click()
  const epson = makeEpson(await readKeys(page))
  await page.getByRole('link', { name: /填好了/ }).click()
  await askFor(page)
  const [first] = (await epson.ask()).papers
  await epson.tell([{ token: first?.token, success: false, code: 'EPTR_UNRECOVERABLE' }])
  await page.goto(url('/shanxia/settings/printers'))
  const card = page.locator('.card').filter({ hasText: '沒印好的' })
  await card
    .getByRole('button', { name: /^重印試印/ })
    .first()
    .click()
  await expect.poll(async () => (await epson.ask()).papers.length).toBe(1)
})

test('a computer of the shop prints for it, from its name to the paper', async ({ page }) => {
  const printer = await startVirtualPrinter({ port: 0 })
  await choose(page, '^經過店裡的一台電腦')
  await page.getByLabel('電腦的名字').fill('後面的電腦')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('到那台電腦上做這件事')).toBeVisible()
  const command = await field(page, '試試看')
  const token = /--token (\S+)/.exec(command)?.[1] ?? ''
  const packed = await page.request.get(url('/print/agent/tillage-agent.tgz'))
  expect(packed.status()).toBe(200)
  const agent = spawn(
    process.execPath,
    ['build/agent/tillage-agent.mjs', '--server', url('/'), '--token', token],
    { stdio: 'ignore' },
  )
  try {
    await page.getByRole('button', { name: /弄好了/ }).click()
    await page.getByLabel('名字').fill('廚房')
    await page.getByLabel('位址').first().fill('127.0.0.1')
    await page.locator('input[name=port]').fill(String(printer.port))
    await page.getByRole('button', { name: '存好' }).click()
    await expect(page).toHaveURL(/\/try$/)
    await askFor(page)
    const job = await printer.nextJob()
    expect(job.papers).toHaveLength(1)
    expect(job.unknownBytes).toBe(0)
    await expect(page.getByText('印表機收到了。看看紙上的字清不清楚。')).toBeVisible()
    await page.getByRole('link', { name: /清楚又完整/ }).click()
    await expect(page.locator('.card').filter({ hasText: '幫忙列印的電腦' })).toContainText('連著')

    // Where papers go: the kitchen's tickets from now on, and no longer.
    await page.getByLabel('印到', { exact: true }).selectOption({ label: '廚房' })
    await page.getByRole('button', { name: '加這一條' }).click()
    const rule = page.getByText('出單（廚房、櫃台）（全部）→ 廚房')
    await expect(rule).toBeVisible()
    await page.getByRole('button', { name: /^拿掉：出單/ }).click()
    await expect(rule).toBeHidden()
  } finally {
    agent.kill()
    await printer.close()
  }
})
