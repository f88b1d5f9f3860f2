import { expect, type Page } from '@playwright/test'
import { OWNER, signIn, url } from './people.ts'
import { test } from './test.ts'

/** Looks for a product as a person does, and takes the first that is offered. */
async function choose(page: Page, finder: string, search: string): Promise<void> {
  const field = page.getByRole('combobox', { name: finder })
  await field.fill(search)
  const option = page.getByRole('listbox').getByRole('option').first()
  await expect(option).toContainText(search)
  await option.click()
}

const stockOf = async (page: Page, product: string): Promise<number> => {
  await page.goto(url(`/shanxia/stock?search=${encodeURIComponent(product)}`))
  const row = page.getByRole('row').filter({ hasText: product }).first()
  const text = await row.getByRole('cell').nth(1).innerText()
  return Number(/[−-]?[\d,.]+/.exec(text)?.[0]?.replaceAll(',', ''))
}

test.use({ viewport: { width: 390, height: 844 } })

test('what was thrown away is in the books with its reason, and comes back by one press', async ({
  page,
}) => {
  await signIn(page, OWNER)
  const before = await stockOf(page, '沙拉油')
  await page.goto(url('/shanxia/stock/changes'))
  await page.getByRole('link', { name: /丟掉/ }).first().click()
  await choose(page, '丟掉了什麼？', '沙拉油')
  await page.getByLabel('沙拉油 1 公升多少').fill('2')
  await page.getByRole('button', { name: '記下來' }).click()
  // What was typed is still there.
  await expect(page.getByText('請選一個原因')).toBeVisible()
  await expect(page.getByLabel('沙拉油 1 公升多少')).toHaveValue('2')
  await page.getByRole('radio', { name: '摔破、損壞' }).check()
  await page.getByRole('button', { name: '記下來' }).click()
  await expect(page.getByText('記好了')).toBeVisible()
  const act = page.url()
  await page.getByRole('link', { name: '看帳上的這一筆' }).click()
  await expect(page.getByText('商品報廢').first()).toBeVisible()
  expect(await stockOf(page, '沙拉油')).toBe(before - 2)
  await page.goto(act)
  await page.getByRole('button', { name: '收回' }).click()
  await expect(page.getByText('這一筆是收回')).toBeVisible()
  expect(await stockOf(page, '沙拉油')).toBe(before)
})

test('a case of 24 is carried to the store room, and a sack becomes bags by a recipe', async ({
  page,
}) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/products?search=沙拉油'))
  await page.getByRole('link', { name: /沙拉油/ }).click()
  await page.getByText('其他單位：箱、斤、把…').click()
  await page.locator('input[name="unitName[]"]').first().fill('箱')
  await page.locator('input[name="unitBase[]"]').first().fill('24')
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page.getByText(/存好了|「沙拉油/).first()).toBeVisible()
  await page.goto(url('/shanxia/stock/changes/carry'))
  await page.getByLabel('搬到哪裡').selectOption({ label: '後面倉庫' })
  await choose(page, '搬了什麼？', '沙拉油')
  await page.getByLabel('沙拉油 1 公升的單位').selectOption({ label: '箱（24 瓶）' })
  await page.getByLabel('沙拉油 1 公升多少').fill('9999')
  await page.getByRole('button', { name: '記下來' }).click()
  await expect(page.getByText(/沒有那麼多可以搬/)).toBeVisible()
  await page.getByLabel('沙拉油 1 公升多少').fill('0.25')
  await page.getByRole('button', { name: '記下來' }).click()
  await expect(page.getByText('記好了')).toBeVisible()
  await expect(page.getByRole('row', { name: /沙拉油.*後面倉庫/ })).toContainText('6 瓶')

  await page.goto(url('/shanxia/stock/changes/make'))
  await page.getByRole('link', { name: '三十公斤米分小包' }).click()
  await expect(page.getByLabel('白米小包 600 公克多少')).toHaveValue('50')
  await page.getByLabel('白米小包 600 公克多少').fill('47')
  await expect(page.getByText('這次少了 3 包')).toBeVisible()
  await page.getByRole('button', { name: '記下來' }).click()
  await expect(page.getByText('記好了')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: '白米小包' })).toContainText('1,800')
})

test('a move leads to its sale, and a lot that is counted says what is left', async ({ page }) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/stock?search=雞蛋'))
  await page.getByRole('link', { name: /雞蛋/ }).first().click()
  await expect(page.getByRole('heading', { name: /這個月的進出/ })).toBeVisible()
  await page.getByRole('link', { name: '賣出' }).first().click()
  await expect(page).toHaveURL(/\/sales\//)
  await page.goto(url('/shanxia/stock/expiry'))
  await page.getByRole('link', { name: /雞蛋/ }).first().click()
  await page.getByLabel('這一批其實還剩').fill('1')
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page.getByRole('row').filter({ hasText: '雞蛋' }).first()).toContainText('1 盒')
  await page.getByRole('link', { name: '報表' }).click()
  await page.getByRole('link', { name: /賺多少/ }).click()
  await expect(page.getByText(/每 100 元賺/)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: '存成 Excel' }).click()
  expect((await download).suggestedFilename()).toMatch(/^shanxia-margin-.*\.xlsx$/)
})
