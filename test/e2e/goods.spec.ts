import { expect } from '@playwright/test'
import { OWNER, signIn, url } from './people.ts'
import { test } from './test.ts'

test('a product is put away, and brought back by one press', async ({ page }) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/products'))
  await page.getByRole('link', { name: /肥皂/ }).click()
  await page.locator('.edit-panel').getByRole('button', { name: '其他' }).click()
  await page.getByText('收起來，不賣了').click()
  await expect(page.getByRole('link', { name: /肥皂/ })).toBeHidden()
  await page.getByRole('button', { name: '收回' }).click()
  await expect(page.getByRole('link', { name: /肥皂/ })).toBeVisible()
})

test('a mistyped barcode says how many digits are missing and keeps the rest', async ({ page }) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/products/new'))
  await page.locator('input[name=name]').fill('山蘇')
  await page.locator('input[name^=barcode]').first().fill('471000010042')
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page.getByText(/少一個數字|少 1 個數字/)).toBeVisible()
  await expect(page.locator('input[name=name]')).toHaveValue('山蘇')
})
