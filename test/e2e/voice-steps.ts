import { expect, type Locator, type Page } from '@playwright/test'

/** A microphone that hums, and a browser that lets it in without asking: for `test.use`. */
export const MICROPHONE = {
  permissions: ['microphone'],
  launchOptions: {
    ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
  },
}

/** Records at a block of a course's voices for so long. */
export async function record(block: Locator, ms: number): Promise<void> {
  await block.getByRole('button', { name: /按一下，開始錄/ }).click()
  const timer = block.getByRole('timer')
  await expect(timer).toContainText(`${Math.floor(ms / 1000)} 秒`, { timeout: ms + 15_000 })
}

/** Who was heard agrees, and the recording stays. */
export async function keep(block: Locator, speaker: string): Promise<void> {
  await expect(block.getByLabel('聽聽看')).toBeVisible()
  await block.getByLabel(/他願意/).check()
  await block.getByLabel(/^說話的人 /).fill(speaker)
  await block.getByRole('button', { name: '留下來' }).click()
}

/** Notes what a page plays from now on, by its address; before the page is opened. */
export async function listenIn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const play = HTMLMediaElement.prototype.play
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      this.addEventListener('playing', () => heard.push(this.src))
      return play.call(this)
    }
  })
}

/** What was played since the page was opened. */
export const heardIn = (page: Page): Promise<unknown> =>
  page.evaluate(() => Reflect.get(window, 'heard'))
