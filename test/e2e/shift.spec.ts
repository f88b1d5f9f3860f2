import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { url } from './people.ts'
import { test } from './test.ts'
import {
  allSent,
  choose,
  countBlind,
  openDoor,
  openShift,
  openTill,
  sellWater,
  tile,
} from './till-steps.ts'

/** What the X report says should lie in the drawer. */
async function readExpected(page: Page): Promise<number> {
  const dialog = page.getByRole('dialog')
  await openDoor(page, /X 報表/)
  await expect(dialog.getByText('只是看一看')).toBeVisible()
  const row = dialog.locator('.is-strong', { hasText: '應該有' })
  const expectedMinor = Number((await row.locator('dd').innerText()).replace(/\D/g, ''))
  await page.keyboard.press('Escape')
  return expectedMinor
}

test('a shift from its float to its difference, at the till and in the office', async ({
  page,
}) => {
  await openTill(page)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: '點錢開班' }).click()
  await dialog.getByLabel('1000 元鈔票幾張').fill('2')
  await dialog.getByLabel('100 元鈔票幾張').fill('5')
  await expect(dialog.locator('.total')).toContainText('2,500')
  await dialog.getByRole('button', { name: '開班' }).click()
  await expect(page.getByText('還沒開班')).toBeHidden()

  // A bottle of water, paid with more than it costs: the change is not in the drawer.
  await tile(page, '礦泉水').click()
  await page.keyboard.press('F9')
  await page.keyboard.type('100', { delay: 120 })
  await page.keyboard.press('Enter')
  await expect(page.getByText('收好了')).toBeVisible()
  // The next step is within reach whatever was said before it.
  await page.getByRole('button', { name: /下一位/ }).click()

  await openDoor(page, '放錢、拿錢')
  await dialog.getByRole('button', { name: '拿出去', exact: true }).click()
  await expect(dialog.getByText('先選為什麼')).toBeVisible()
  await choose(dialog, '付貨款')
  for (const key of ['3', '00']) {
    await dialog.getByRole('button', { name: key, exact: true }).click()
  }
  await dialog.getByRole('button', { name: '拿出去 NT$300' }).click()
  await expect(page.getByText('記好了：拿出去 NT$300')).toBeVisible()

  await openDoor(page, '開錢櫃')
  await dialog.getByRole('button', { name: '客人要換錢' }).click()
  await expect(dialog).toBeHidden()

  const expectedMinor = await readExpected(page)
  expect(expectedMinor).toBe(2500 + 20 - 300)

  await countBlind(page, expectedMinor - 5)
  await expect(dialog.locator('.shift-difference')).toContainText(/少了\s*NT\$5$/)
  await dialog.getByLabel(/備註/).fill('少五塊')
  await dialog.getByRole('button', { name: '交班', exact: true }).press('Enter')
  await expect(dialog.getByText('交班單（Z 報表）')).toBeVisible()
  await expect(dialog.locator('.is-strong', { hasText: '少了' })).toContainText('NT$5')
  await page.keyboard.press('Escape')
  await expect(page.getByText('還沒開班')).toBeVisible()
  await allSent(page)

  await page.goto(url('/shanxia/shifts'))
  const row = page.getByRole('row').filter({ hasText: '2,215' }).first()
  await row.getByRole('link').click()
  const figure = (name: string) => page.getByRole('row').filter({ hasText: name }).first()
  await expect(figure('賣出')).toContainText('20')
  await expect(figure('開班零用金')).toContainText('2,500')
  await expect(figure('付貨款')).toContainText('−300')
  await expect(figure('應該有')).toContainText('2,220')
  await expect(figure('點到')).toContainText('2,215')
  await expect(page.getByText('少五塊')).toBeVisible()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: '下載表格' }).click()
  const csv = await readFile(await (await downloading).path(), 'utf8')
  expect(csv).toContain('"應該有",,2220')
  expect(csv).toContain('少五塊')
  // The number opens into the sales it is made of, and the way leads back.
  await figure('現金').getByRole('link').click()
  await expect(page.getByRole('heading', { name: '賣出的每一筆' })).toBeVisible()
  await expect(page.getByText('這一班，1 筆')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: '礦泉水' })).toContainText('20')
  await page.getByRole('link', { name: '回到這一班' }).click()
  await expect(figure('點到')).toContainText('2,215')
})

test('a shift opens, sells and closes without a network, and the office has it afterwards', async ({
  page,
  context,
}) => {
  await openTill(page)
  await context.setOffline(true)
  const dialog = page.getByRole('dialog')
  await openShift(page, 700)
  await sellWater(page, 2)
  expect(await readExpected(page)).toBe(740)
  await countBlind(page, 743)
  await expect(dialog.locator('.shift-difference')).toContainText(/多了\s*NT\$3$/)
  await dialog.getByRole('button', { name: '交班', exact: true }).press('Enter')
  await expect(dialog.getByText('沒有網路也一樣')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText(/筆未上傳/)).toBeVisible()
  await context.setOffline(false)
  await allSent(page)

  await page.goto(url('/shanxia/shifts'))
  await page.getByRole('row').filter({ hasText: '743' }).first().getByRole('link').click()
  await expect(page.getByRole('row').filter({ hasText: '點到' }).first()).toContainText('743')
})
