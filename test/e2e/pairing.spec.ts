import { expect, type Page } from '@playwright/test'
import { type OwnDemo, openOwnDemo, visitDemo } from './demos.ts'
import { CASHIER, enterPin, OWNER, signIn, url } from './people.ts'
import { test } from './test.ts'

async function setPin(page: Page, email: string, pin: string): Promise<void> {
  await signIn(page, email)
  await page.goto(url('/shanxia/settings/pin'))
  await page.locator('input[name=pin]').fill(pin)
  await page.locator('input[name=again]').fill(pin)
  await page.getByRole('button', { name: '存好密碼' }).click()
  await expect(page.getByText('密碼存好了')).toBeVisible()
}

// A shop of its own: the other browser tests know no PINs.
let shop: OwnDemo | undefined
test.beforeAll(async () => {
  shop = await openOwnDemo()
  visitDemo(shop)
})
test.afterAll(async () => {
  visitDemo(undefined)
  await shop?.close()
})

test('a code pairs a device that nobody is signed in on, and people take turns without a network', async ({
  browser,
}) => {
  const office = await (await browser.newContext()).newPage()
  const cashier = await (await browser.newContext()).newPage()
  const device = await browser.newContext()
  const till = await device.newPage()
  await setPin(cashier, CASHIER, '135791')
  await setPin(office, OWNER, '246810')

  await till.goto(url('/till/'))
  await office.goto(url('/shanxia/settings/tills'))
  await office.getByRole('button', { name: '新增收銀機' }).click()
  const code = (await office.locator('.pairing-code').innerText()).replaceAll(' ', '')
  for (const key of code) {
    await till.getByRole('button', { name: key, exact: true }).click()
  }
  const number = await till.locator('.pairing-number').innerText()
  await expect(office.getByText('那台機器的畫面上是哪一個號碼？', { exact: false })).toBeVisible()
  await office.getByRole('button', { name: number, exact: true }).click()
  await expect(office.getByText('配對好了')).toBeVisible()

  await enterPin(till, '林小英', '135791')
  await expect(till.getByText('已連線')).toBeVisible()
  await device.setOffline(true)
  await till.locator('.till-who').click()
  await till.getByRole('button', { name: /陳美玉/ }).click()
  await till.keyboard.type('111112')
  await expect(till.getByText('數字不對')).toBeVisible()
  await till.keyboard.type('246810')
  await expect(till.locator('.till-who')).toContainText('陳美玉')
  // A reload asks nobody again, and needs no network either once the app is on the device.
  await device.setOffline(false)
  await till.reload()
  await expect(till.locator('.till-who')).toContainText('陳美玉')

  await office.reload()
  await office
    .locator('summary', { hasText: /^停用$/ })
    .last()
    .click()
  await office
    .getByRole('button', { name: /^停用 / })
    .last()
    .click()
  await expect(office.getByText('停用了。')).toBeVisible()
  await expect(till.getByText('這台收銀機已經停用了')).toBeVisible({ timeout: 40_000 })
  await expect(till.getByRole('button', { name: '重新配對' })).toBeVisible({ timeout: 40_000 })
})
