import { mkdirSync } from 'node:fs'
import { type Page, test } from '@playwright/test'
import { OWNER, pairTill, signIn, url } from './people.ts'

/** `npm run screens`: takes the pictures of docs/screens anew, from the demo, in a real browser. */
const FOLDER = 'docs/screens'
const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 1280, height: 800 },
}

/** Yesterday is a whole day, whatever the clock says now. */
const yesterday = () =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Taipei' }).format(Date.now() - 86_400_000)

async function fillCart(page: Page): Promise<void> {
  for (const name of [
    '雞蛋 10 入',
    '白米 2 公斤',
    '鮪魚罐頭',
    '三號電池 4 入',
    '冬瓜茶',
    '冬瓜茶',
  ]) {
    await page.locator('.tile', { hasText: name }).first().click()
  }
}

for (const [size, viewport] of Object.entries(SIZES)) {
  test(`pictures, ${size}`, async ({ browser }) => {
    mkdirSync(FOLDER, { recursive: true })
    const context = await browser.newContext({
      viewport,
      locale: 'zh-TW',
      timezoneId: 'Asia/Taipei',
    })
    const page = await context.newPage()
    const picture = (name: string) => page.screenshot({ path: `${FOLDER}/${name}-${size}.png` })
    await signIn(page, OWNER)
    await page.goto(url(`/shanxia/today?day=${yesterday()}`))
    await page.waitForLoadState('networkidle')
    await picture('today')
    await page.goto(url('/shanxia/products'))
    await page.waitForLoadState('networkidle')
    await picture('products')
    await pairTill(page)
    await fillCart(page)
    await picture('till')
    await page.keyboard.press('F9')
    await page.keyboard.type('1000', { delay: 150 })
    await picture('payment')
    await context.close()
  })
}
