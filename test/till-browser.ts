import { type BrowserContext, chromium, type Page } from '@playwright/test'

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const READY_MS = 60_000

/** A browser process of its own on a profile that stays, as on a shop's tablet. */
export async function openBrowser(
  profile: string,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    locale: 'zh-TW',
    timezoneId: 'Asia/Taipei',
    viewport: { width: 1280, height: 800 },
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  // The runner marks functions with their names; what is sent into the page has to find the marker.
  await context.addInitScript('globalThis.__name = (named) => named')
  return { context, page: context.pages()[0] ?? (await context.newPage()) }
}

/** A key of the shelf: a cart that lay on the screen has lines of the same names. */
export const shelfKey = (page: Page, name: RegExp) =>
  page.locator('.till-shelf').getByRole('button', { name }).first()

/**
 * Opens the till, and makes this browser one when it is not yet; returns when goods can be pressed.
 *
 * @param shop who is in charge there, by the cookie of their session.
 * @param goods something that stands on the first shelf.
 */
export async function startTill(
  { context, page }: { context: BrowserContext; page: Page },
  url: string,
  shop: { slug: string; cookie: string },
  goods: RegExp,
): Promise<void> {
  const [name, value] = shop.cookie.split('=')
  if (!name || !value) throw new Error('There is no session')
  await context.addCookies([{ name, value, url }])
  await page.goto(`${url}/till/?shop=${shop.slug}`)
  const first = shelfKey(page, goods)
  const pair = page.getByRole('button', { name: '這台就是收銀機' })
  await pair.or(first).first().waitFor({ timeout: READY_MS })
  if (await pair.isVisible()) await pair.click()
  await first.waitFor({ timeout: READY_MS })
}

/**
 * Sells one thing again and again inside the page, each sale paid exactly, by real buttons as fast as
 * the screens change. It travels alone: nothing outside of it may be named in it.
 */
export async function sellInPage({ goods, count }: { goods: string; count: number }) {
  const press = async (words: RegExp) => {
    const until = performance.now() + 30_000
    while (performance.now() < until) {
      const buttons = [...document.querySelectorAll('button')]
      const button = buttons.find(
        (each) => !each.disabled && words.test(each.textContent?.trim() ?? ''),
      )
      if (button) return button.click()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error(`No button ${words}: ${document.body.innerText.slice(0, 400)}`)
  }
  for (let sold = 0; sold < count; sold += 1) {
    await press(new RegExp(`^${goods}`))
    await press(/^收款/)
    await press(/^剛好/)
    await press(/完成/)
    await press(/下一位/)
  }
}
