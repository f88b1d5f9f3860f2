import { expect, type Page, test } from '@playwright/test'
import { OWNER, signIn, url } from './people.ts'

async function openTill(page: Page): Promise<void> {
  await signIn(page, OWNER)
  await page.goto(url('/till/?shop=shanxia'))
  await expect(page.getByText('已連線')).toBeVisible()
}

const menu = async (page: Page, door: RegExp) => {
  await page.getByRole('button', { name: /選單/ }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: door }).click()
}

test('a shift from its float to its difference, at the till and in the office', async ({
  page,
}) => {
  await openTill(page)
  await page.getByRole('button', { name: '點錢開班' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('1000 元鈔票幾張').fill('2')
  await dialog.getByLabel('100 元鈔票幾張').fill('5')
  await expect(dialog.getByText('NT$2,500')).toHaveCount(0)
  await dialog.getByRole('button', { name: '開班' }).click()
  await expect(page.getByText('還沒開班')).toBeHidden()

  // A bottle of water, paid with more than it costs: the change is not in the drawer.
  await page.getByRole('button', { name: /^礦泉水/ }).click()
  await page.keyboard.press('F9')
  await page.keyboard.type('100', { delay: 120 })
  await page.keyboard.press('Enter')
  await expect(page.getByText('收好了')).toBeVisible()
  await page.keyboard.press('Enter')

  await menu(page, /放錢、拿錢/)
  await dialog.getByText('付貨款').click()
  for (const key of ['3', '00'])
    await dialog.getByRole('button', { name: key, exact: true }).click()
  await dialog.getByRole('button', { name: '拿出去 NT$300' }).click()
  await expect(page.getByText('記好了：拿出去 NT$300')).toBeVisible()

  await menu(page, /開錢櫃/)
  await dialog.getByRole('button', { name: '客人要換錢' }).click()
  await expect(dialog).toBeHidden()

  await menu(page, /X 報表/)
  await expect(dialog.getByText('賣出 1 筆')).toBeVisible()
  await expect(dialog.getByText('只是看一看')).toBeVisible()
  const expected = await dialog
    .locator('.is-strong', { hasText: '應該有' })
    .locator('dd')
    .innerText()
  const expectedMinor = Number(expected.replace(/\D/g, ''))
  expect(expectedMinor).toBeGreaterThan(2200)
  await page.keyboard.press('Escape')

  // Blind: nothing says what should be there while one counts. By keyboard alone.
  await menu(page, /點錢交班/)
  await expect(dialog.getByText('應該有')).toHaveCount(0)
  await dialog.getByText('只填總數').click()
  await dialog.getByLabel('抽屜裡的錢').focus()
  await page.keyboard.type(String(expectedMinor - 5), { delay: 60 })
  await dialog.getByRole('button', { name: '點好了' }).press('Enter')
  await expect(dialog.getByText('少了')).toBeVisible()
  await expect(dialog.getByText('NT$5', { exact: true })).toBeVisible()
  await dialog.getByLabel(/備註/).fill('少五塊')
  await dialog.getByRole('button', { name: '交班' }).press('Enter')
  await expect(dialog.getByText('交班單（Z 報表）')).toBeVisible()
  await expect(dialog.getByText('−NT$5')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('還沒開班')).toBeVisible()
})
