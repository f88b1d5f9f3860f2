import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test'
import { sellInPage } from '#test/till-browser.ts'
import { type DemoServer, startDemo } from './demo-server.ts'
import { visitDemo } from './demos.ts'
import { OWNER, pairTill, signIn } from './people.ts'
import { countBlind, openShift } from './till-steps.ts'

const TILL = '/till/?shop=shanxia'
/** A day's worth is `OFFLINE_SALES=200`; the usual run has to stay short. */
const SALES = Number(process.env.OFFLINE_SALES ?? 40)

/** A browser process of its own on a profile that stays, as on a shop's tablet. */
async function startBrowser(profile: string): Promise<{ context: BrowserContext; page: Page }> {
  const { launchOptions, viewport, locale, timezoneId } = test.info().project.use
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    viewport: viewport ?? null,
    ...(locale && { locale }),
    ...(timezoneId && { timezoneId }),
  })
  const page = context.pages()[0] ?? (await context.newPage())
  const understood = page.getByRole('button', { name: '知道了' })
  await page.addLocatorHandler(understood, () => understood.click())
  // On a busy machine the server takes so long to come back that the till asks who is there.
  await page.addLocatorHandler(page.getByRole('heading', { name: '誰在收銀？' }), () =>
    page.getByRole('button', { name: '陳美玉' }).click(),
  )
  return { context, page }
}

const water = (page: Page) => page.getByRole('button', { name: /^礦泉水/ })

const sellWater = (page: Page, count: number): Promise<void> =>
  page.evaluate(sellInPage, { goods: '礦泉水', count })

/** How many sales the owner's books hold of today. */
async function salesToday(page: Page, server: DemoServer): Promise<number> {
  await page.goto(new URL('/shanxia/sales', server.url).toString())
  const text = await page
    .getByText(/[\d,]+ 筆/)
    .first()
    .innerText()
  return Number(/([\d,]+) 筆/.exec(text)?.[1]?.replaceAll(',', ''))
}

test('with the server stopped a till opens cold, trades for a whole shift, and everything is booked once', async () => {
  test.setTimeout(900_000)
  const folder = await mkdtemp(path.join(tmpdir(), 'tillage-offline-'))
  const [dataDir, profile] = [path.join(folder, 'data'), path.join(folder, 'profile')]
  // With a database of its own, as at a person's.
  let server = await startDemo({ dataDir })
  const till = new URL(TILL, server.url).toString()
  visitDemo(server)
  let { context, page } = await startBrowser(profile)
  try {
    await signIn(page, OWNER)
    const before = await salesToday(page, server)
    await pairTill(page)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

    await server.stop()
    await context.close()
    ;({ context, page } = await startBrowser(profile))
    await page.goto(till)
    await expect(water(page)).toBeVisible()
    await openShift(page, 700)
    await sellWater(page, SALES / 2)
    await page.reload()
    await expect(water(page)).toBeVisible()
    await sellWater(page, SALES / 2)
    await context.close()
    ;({ context, page } = await startBrowser(profile))
    await page.goto(till)
    await expect(page.getByText(new RegExp(`^${SALES} 筆未上傳`))).toBeVisible()
    const countedMinor = 700 + 20 * SALES
    await countBlind(page, countedMinor)
    await page.getByRole('dialog').getByRole('button', { name: '交班', exact: true }).click()
    await expect(page.getByText('沒有網路也一樣')).toBeVisible()
    await page.keyboard.press('Escape')

    server = await startDemo({ dataDir }, server.port)
    await expect(page.getByText(/筆未上傳/)).toBeHidden({ timeout: 240_000 })
    await expect(page.getByText('已連線')).toBeVisible()
    expect(await salesToday(page, server)).toBe(before + SALES)
    await page.goto(new URL('/shanxia/shifts', server.url).toString())
    const counted = countedMinor.toLocaleString('en')
    const shift = page.getByRole('row').filter({ hasText: counted })
    await shift.first().getByRole('link').click()
    const figure = (name: string) => page.getByRole('row').filter({ hasText: name }).first()
    await expect(figure('賣出')).toContainText(String(SALES))
    await expect(figure('應該有')).toContainText(counted)
  } finally {
    visitDemo(undefined)
    await context.close()
    await server.stop().catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  }
})
