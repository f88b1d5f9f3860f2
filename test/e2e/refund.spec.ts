import { expect, type Page } from '@playwright/test'
import { url } from './people.ts'
import { test } from './test.ts'
import { allSent, openDoor, openTill, sellWater, tile } from './till-steps.ts'

async function openSale(page: Page, receiptNo: string): Promise<void> {
  await openDoor(page, '前面的單')
  await page.getByRole('button', { name: `退換：單號 ${receiptNo}` }).click()
}

test('goods come back without a network, a sale is voided, and others are exchanged', async ({
  page,
  context,
}) => {
  await openTill(page)
  const first = await sellWater(page, 3)
  const second = await sellWater(page)
  await context.setOffline(true)

  await openSale(page, first)
  await page.getByRole('button', { name: '退貨', exact: true }).click()
  await page.getByRole('button', { name: /少退一個/ }).click()
  await page.getByRole('button', { name: /少退一個/ }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: /^退錢 NT\$/ }).click()
  await expect(page.getByText('退好了')).toBeVisible()
  await page.getByRole('button', { name: '看退貨單' }).click()
  await expect(page.getByText('退貨單').first()).toBeVisible()
  await page.getByRole('button', { name: '關掉' }).last().click()

  await openSale(page, second)
  await page.getByRole('button', { name: '整筆作廢' }).click()
  await page.getByRole('button', { name: /^作廢，退/ }).click()
  await expect(page.getByText('作廢好了')).toBeVisible()
  await page.getByRole('button', { name: '關掉' }).last().click()

  await openSale(page, first)
  await page.getByRole('button', { name: '換貨', exact: true }).click()
  await expect(page.getByText('可退 2')).toBeVisible()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '去拿要換的東西' }).click()
  await expect(page.getByText(/^換貨抵（/)).toBeVisible()
  await tile(page, '礦泉水').click()
  await page.keyboard.press('F9')
  await expect(page.getByRole('main').getByText('要還', { exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: /完成/ }).click()
  await expect(page.getByText('收好了')).toBeVisible()
  await page.getByRole('button', { name: /下一位/ }).click()
  await expect(page.getByText(/筆未上傳/)).toBeVisible()
  await context.setOffline(false)
  await allSent(page)

  // The office has all of it: one bottle, then the two that were exchanged, and the whole other sale.
  await page.goto(url('/shanxia/sales'))
  await page
    .getByRole('link', { name: new RegExp(first) })
    .first()
    .click()
  await expect(page.getByText(/^退貨單 /)).toHaveCount(2)
  await page.goto(url('/shanxia/sales'))
  await page
    .getByRole('link', { name: new RegExp(second) })
    .first()
    .click()
  await expect(page.getByRole('region', { name: '退貨' })).toBeVisible()
  await page.goto(url('/shanxia/books'))
  await expect(page.locator('main')).toContainText(/借貸相差\s*NT\$\s*0/)
})

test('a receipt number that nobody has says so', async ({ page }) => {
  await openTill(page)
  await openDoor(page, '前面的單')
  await page.getByRole('button', { name: '找別台的單' }).click()
  await page.getByLabel('收據上的單號').fill('99-9999')
  await page.getByRole('button', { name: '找', exact: true }).click()
  await expect(page.getByText(/沒有這個單號/)).toBeVisible()
})
