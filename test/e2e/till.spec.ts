import { type BrowserContext, expect, type Page } from '@playwright/test'
import { url } from './people.ts'
import { scan } from './scanner.ts'
import { test } from './test.ts'
import { allSent, openTill, sellWater, tile } from './till-steps.ts'

const TILL = '/till/?shop=shanxia'

const forgetSession = async (context: BrowserContext) => {
  const cookies = await context.cookies()
  await context.clearCookies()
  await context.addCookies(cookies.filter((cookie) => cookie.name !== 'session'))
}

test('a sale by keyboard alone', async ({ page }) => {
  await openTill(page)
  await page.keyboard.press('/')
  // The till waits a moment to be sure that it was no scanner that said "/".
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('豆腐')
  await page.keyboard.press('Enter')
  await expect(page.getByText('這筆 1 樣')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('F9')
  // People type slower than scanners do.
  await page.keyboard.type('100', { delay: 120 })
  await page.keyboard.press('Enter')
  await expect(page.getByText('收好了')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('這筆 0 樣')).toBeVisible()
})

test('an unknown barcode says so and loses nothing', async ({ page }) => {
  await openTill(page)
  await tile(page, '礦泉水').click()
  await scan(page, '4006381333931')
  await expect(page.getByText('沒有這個條碼：4006381333931')).toBeVisible()
  await expect(page.getByText('這筆 1 樣')).toBeVisible()
})

test('without a network the till goes on, and sends by itself when it is back', async ({
  page,
  context,
}) => {
  await openTill(page)
  await context.setOffline(true)
  await sellWater(page)
  await sellWater(page)
  await expect(page.getByText(/筆未上傳/)).toBeVisible()
  await expect(page.getByText('沒有網路', { exact: true })).toBeVisible()
  await context.setOffline(false)
  await allSent(page)
  await expect(page.getByText('已連線')).toBeVisible()
})

test('a till is a device: a sign-in that ended changes nothing', async ({ page, context }) => {
  await openTill(page)
  await forgetSession(context)
  await sellWater(page)
  await allSent(page)
  await page.reload()
  await expect(page.getByText('已連線')).toBeVisible()
})

test('a second tab waits its turn, and may take over with the cart', async ({ page, context }) => {
  await openTill(page)
  await tile(page, '礦泉水').click()
  const second = await context.newPage()
  await second.goto(url(TILL))
  await expect(second.getByText('收銀機已經在另一個分頁打開')).toBeVisible()
  await second.getByRole('button', { name: '改在這裡賣' }).click()
  await expect(second.getByText('這筆 1 樣')).toBeVisible()
  await expect(page.getByText('已經改在另一個分頁賣了')).toBeVisible()
})

test('a till that was opened before starts without the network', async ({ page, context }) => {
  await openTill(page)
  await tile(page, '礦泉水').click()
  await expect(page.getByText('這筆 1 樣')).toBeVisible()
  await page.reload()
  await expect(page.getByText('這筆 1 樣')).toBeVisible()
  await context.setOffline(true)
  await sellWaterAgain(page)
})

/** The cart has survived the reload; it is paid without a network. */
async function sellWaterAgain(page: Page): Promise<void> {
  await page.keyboard.press('F9')
  await page.getByRole('button', { name: /^剛好/ }).click()
  await page.getByRole('button', { name: /完成/ }).click()
  await expect(page.getByText('收好了')).toBeVisible()
}
