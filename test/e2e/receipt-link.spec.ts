import { type Browser, expect, type Page } from '@playwright/test'
import { findBarriers, serious } from './inspect.ts'
import { OWNER, pairTill, signIn, url } from './people.ts'
import { scanScreen } from './scan-screen.ts'
import { test } from './test.ts'
import { allSent, openDoor, sellWater, tile } from './till-steps.ts'

const setLinks = async (page: Page, isOn: boolean) => {
  await page.goto(url('/shanxia/settings/receipt'))
  await page.getByRole('checkbox', { name: /讓客人帶走的 QR 碼/ }).setChecked(isOn)
  const code = page.locator('.receipt-view .receipt-code')
  await (isOn ? expect(code).toBeVisible() : expect(code).toHaveCount(0))
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page.getByRole('status').filter({ hasText: '存好了' })).toBeVisible()
}

/** Somebody's phone: another browser, signed in nowhere. */
const openPhone = async (browser: Browser) =>
  (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()

test('a customer scans the code on the till, and reads and keeps the receipt without an account', async ({
  page,
  browser,
}) => {
  await signIn(page, OWNER)
  await setLinks(page, true)
  await pairTill(page)
  await expect(tile(page, '礦泉水')).toBeVisible()
  const number = await sellWater(page)
  await openDoor(page, '前面的單')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: `${number} 的收據` }).click()
  await expect(dialog.locator('.receipt-code')).toBeVisible()
  await dialog.getByRole('button', { name: '手機收據' }).click()
  await expect(dialog.locator('.till-take-away')).toBeVisible()
  const [link = ''] = await scanScreen(await dialog.locator('.till-take-away').screenshot())
  expect(link).toContain('/r/')

  // What is no address is said at once; what is one is written down and sent.
  await dialog.getByLabel(/電子信箱/).fill('阿月')
  await dialog.getByRole('button', { name: '寄收據' }).press('Enter')
  await expect(dialog.getByText('這不像電子信箱')).toBeVisible()
  await dialog.getByLabel(/電子信箱/).fill('lin@mail.example')
  await dialog.getByRole('button', { name: '寄收據' }).press('Enter')
  await expect(dialog.getByText('記好了，馬上寄。')).toBeVisible()
  await dialog.getByRole('button', { name: '關掉' }).click()
  await allSent(page)

  const phone = await openPhone(browser)
  const answer = await phone.goto(link)
  expect(answer?.status()).toBe(200)
  // Of several policies a browser takes the last one that it knows.
  expect(answer?.headers()['referrer-policy']).toMatch(/no-referrer$/)
  expect(answer?.headers()['x-robots-tag']).toBe('noindex')
  await expect(phone.getByText(number)).toBeVisible()
  await expect(phone.locator('.receipt-view')).toContainText('礦泉水')
  await expect(phone.getByText(/到民國\d+年/)).toBeVisible()
  expect(serious(await findBarriers(phone, { isStrict: true }))).toEqual([])
  if (process.env.SHOTS)
    await phone.screenshot({ path: `${process.env.SHOTS}/receipt-link.png`, fullPage: true })
  const pdf = await phone.request.get(`${link}/pdf`)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  // One letter of the address is another.
  const wrong = link.slice(0, -6) + (link.at(-6) === 'A' ? 'B' : 'A') + link.slice(-5)
  expect((await phone.goto(wrong))?.status()).toBe(404)
  await expect(phone.getByText('找不到這張收據')).toBeVisible()

  // The letter shows what would have gone out: this server sends none.
  await expect(async () => {
    await page.goto(url('/shanxia/settings/mail'))
    await expect(page.getByRole('link', { name: 'lin@mail.example' })).toBeVisible()
    await expect(page.getByText('留在這裡', { exact: true }).first()).toBeVisible()
  }).toPass()
  await page.getByRole('link', { name: 'lin@mail.example' }).first().click()
  await expect(page.getByText(/打 165 問/)).toBeVisible()
  const file = await page.getByRole('link', { name: '打開附檔' }).getAttribute('href')
  const attached = await page.request.get(url(file ?? ''))
  expect((await attached.body()).subarray(0, 5).toString()).toBe('%PDF-')

  // From the office, the same letter and the link to paste.
  await page.getByRole('link', { name: '看這筆銷售' }).click()
  await expect(page.getByLabel('收據的連結')).toHaveValue(/\/r\//)
  await page.getByLabel('客人的電子信箱').fill('nobody')
  await page.getByRole('button', { name: '寄收據' }).click()
  await expect(page.getByText('這不像電子信箱').first()).toBeVisible()
  // What one types while the page comes anew stays.
  await page.getByLabel('客人的電子信箱').fill('gao@mail.example')
  await page.waitForLoadState('networkidle')
  await expect(page.getByLabel('客人的電子信箱')).toHaveValue('gao@mail.example')
  await page.getByRole('button', { name: '寄收據' }).click()
  await expect(page.getByText('gao@mail.example')).toBeVisible()

  await setLinks(page, false)
  expect((await phone.goto(link))?.status()).toBe(404)
})
