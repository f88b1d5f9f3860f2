import { type BrowserContext, expect, type Page } from '@playwright/test'
import { OWNER, pairTill, signIn, url } from './people.ts'
import { test } from './test.ts'
import { openDoor, openTill, tile } from './till-steps.ts'

// Two pages at once on a busy machine take their time.
test.describe.configure({ timeout: 150_000 })

/** The second window of the same browser, as the till's menu opens it. */
async function openCustomerWindow(page: Page, context: BrowserContext): Promise<Page> {
  await openDoor(page, '客人看的螢幕')
  const opened = context.waitForEvent('page')
  await page.getByRole('button', { name: '開在這台機器的另一個螢幕' }).click()
  return opened
}

test("the customer's window shows goods, total and change, also without a network", async ({
  page,
  context,
}) => {
  await openTill(page)
  const customer = await openCustomerWindow(page, context)
  await expect(customer.getByText('歡迎光臨')).toBeVisible()
  await context.setOffline(true)
  await tile(page, '礦泉水').click()
  await expect(customer.getByText('礦泉水')).toBeVisible()
  await expect(customer.locator('.total')).toContainText('20')
  await page.keyboard.press('F9')
  await page.getByRole('button', { name: /^100/ }).click()
  await expect(customer.locator('.customer-received')).toContainText('NT$100')
  await expect(customer.locator('.total-change')).toContainText('80')
  await expect(customer.getByText('50 元 × 1')).toBeVisible()
  await page.getByRole('button', { name: /完成/ }).click()
  await expect(customer.getByText('謝謝，慢走')).toBeVisible()
  await expect(customer.locator('.total-change')).toContainText('80')
  await customer.getByRole('radio', { name: 'English' }).check()
  await expect(customer.getByText('Thank you')).toBeVisible()
  await context.setOffline(false)
})

test('a phone that scans the code sees the same, until the till ends it', async ({
  page,
  browser,
}) => {
  await openTill(page)
  await openDoor(page, '客人看的螢幕')
  await page.getByRole('button', { name: '產生條碼' }).click()
  const link = (await page.locator('.till-address span').textContent()) ?? ''
  const phone = await (
    await browser.newContext({ viewport: { width: 360, height: 740 } })
  ).newPage()
  await phone.goto(link)
  await expect(phone.getByText('歡迎光臨')).toBeVisible()
  await expect(page.getByText('手機正在看')).toBeVisible()
  await page.getByRole('button', { name: '關掉' }).click()
  await tile(page, '礦泉水').click()
  await expect(phone.locator('.total')).toContainText('20')
  await openDoor(page, '客人看的螢幕')
  await page.getByRole('button', { name: '結束手機的螢幕' }).click()
  await expect(phone.getByText('這個螢幕結束了')).toBeVisible()
})

test('much of what swindlers ask for opens the questions, once, and the owner sees how often', async ({
  page,
}) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/products/categories'))
  const drinks = page.locator('form').filter({ has: page.locator('input[value="飲料"]') })
  await drinks.getByLabel('騙子常叫人買的').check()
  await drinks.getByRole('button', { name: '存起來' }).click()
  await expect(page.getByText('存好了')).toBeVisible()

  await pairTill(page)
  await tile(page, '礦泉水').click()
  await page.getByRole('button', { name: /^打數量/ }).click()
  // Two hundred bottles are also ten times the usual: that is asked first, and Enter looks again.
  await page.keyboard.type('200', { delay: 120 })
  await page.keyboard.press('Enter')
  await expect(page.getByText('真的是 200 瓶 嗎？')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('真的是 200 瓶 嗎？')).toBeHidden()
  await page.getByRole('button', { name: '就是這樣' }).click()
  await page.getByRole('button', { name: '對，就是 200 瓶' }).click()

  await page.keyboard.press('F9')
  await expect(page.getByText('有人打電話或傳訊息叫你買嗎？')).toBeVisible()
  await expect(page.getByText('165', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '先不賣' }).click()
  await expect(page.getByText('這筆 1 樣')).toBeVisible()
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { name: '收款' })).toBeAttached()
  // What the till tells of the questions counts as no sale that waits: the office says when it has come.
  const told = async () => (await page.request.get(url('/shanxia/scam-pauses'))).text()
  await expect.poll(told, { timeout: 60_000 }).not.toContain('這一年還沒有問過')
  await page.keyboard.press('Escape')

  await page.goto(url('/shanxia/scam-pauses'))
  await expect(page.getByRole('row').nth(-1)).toContainText('1')
  await expect(page.getByText('少於 5')).toHaveCount(0)

  await page.goto(url('/shanxia/products/categories'))
  await drinks.getByLabel('騙子常叫人買的').uncheck()
  await drinks.getByRole('button', { name: '存起來' }).click()
  await expect(page.getByText('存好了')).toBeVisible()
})

for (const [size, viewport] of Object.entries({
  phone: { width: 360, height: 740 },
  tablet: { width: 1280, height: 800 },
})) {
  test.describe(size, () => {
    test.use({ viewport })

    test('large keys are large, stay on the screen, and count a trembling tap once', async ({
      page,
    }) => {
      await openTill(page)
      await openDoor(page, '顯示')
      await page.getByRole('radio', { name: '大按鍵' }).check()
      await page.getByRole('button', { name: '關掉' }).click()
      await tile(page, '礦泉水').dblclick()
      await expect(tile(page, '礦泉水').locator('.tile-corner')).toContainText('1')
      await page.keyboard.press('F9')
      const key = await page.getByRole('button', { name: '7', exact: true }).boundingBox()
      expect(key?.height).toBeGreaterThanOrEqual(78)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow).toBeLessThanOrEqual(1)
    })
  })
}
