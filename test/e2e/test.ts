import { type BrowserContext, test as base, type Page } from '@playwright/test'

/**
 * Waits until an office page hears its presses. The server draws it, and for a moment it only looks
 * finished: what is pressed before React has taken it over does nothing.
 */
export const untilItHears = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    () =>
      !('__remixContext' in window) ||
      Object.keys(document).some((key) => key.startsWith('__reactContainer')),
  )

/** Every page that is opened hears before a test presses anything. */
function waitOnEveryPage(context: BrowserContext): void {
  context.on('page', (page) => {
    const { goto, reload } = page
    page.goto = async (...where) => {
      const answer = await goto.apply(page, where)
      await untilItHears(page)
      return answer
    }
    page.reload = async (...how) => {
      const answer = await reload.apply(page, how)
      await untilItHears(page)
      return answer
    }
  })
}

/** Playwright's `test`, whose browsers wait until the pages that they load can be used. */
export const test = base.extend<object, object>({
  browser: [
    async ({ browser }, use) => {
      const { newContext } = browser
      browser.newContext = async (options) => {
        const context = await newContext.call(browser, options)
        waitOnEveryPage(context)
        return context
      }
      await use(browser)
    },
    { scope: 'worker' },
  ],
})
