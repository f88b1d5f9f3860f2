import { type Browser, expect, type Page, test } from '@playwright/test'
import { findBarriers, overflowOf, serious } from './inspect.ts'
import { listenForComplaints, OWNER, signIn, url } from './people.ts'

const PHONE = { width: 390, height: 844 }
test.use({ viewport: PHONE })

const stockOf = async (page: Page, product: string): Promise<number> => {
  await page.goto(url(`/shanxia/stock?search=${encodeURIComponent(product)}`))
  const row = page.getByRole('row').filter({ hasText: product }).first()
  const text = await row.getByRole('cell').nth(1).innerText()
  return Number(/[−-]?[\d,.]+/.exec(text)?.[0]?.replaceAll(',', ''))
}

/** A phone that was shown the code, with its name typed, and the network gone since. */
async function join(browser: Browser, link: string, who: string) {
  const context = await browser.newContext({ viewport: PHONE, locale: 'zh-TW' })
  const page = await context.newPage()
  const complaints = listenForComplaints(page)
  await page.goto(link)
  await page.getByLabel('你的名字').fill(who)
  await page.getByRole('button', { name: '開始點' }).click()
  await expect(page.getByText('你點了 0 樣')).toBeVisible()
  expect(page.url()).not.toContain('join')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  expect(complaints).toEqual([])
  await context.setOffline(true)
  return { context, page }
}

async function count(page: Page, product: string, quantity: number): Promise<void> {
  await page.getByLabel('找貨品').fill(product)
  await page.getByRole('button', { name: product }).first().click()
  await page.getByLabel('有多少？').fill(String(quantity))
  await page.keyboard.press('Enter')
  await expect(page.getByText(new RegExp(`${product}.* 記好了`))).toBeVisible()
}

test('two phones count without a network, the office sees what differs, books it and takes it back', async ({
  page,
  browser,
}) => {
  await signIn(page, OWNER)
  const biscuits = await stockOf(page, '餅乾')
  const peanuts = await stockOf(page, '花生')
  await page.goto(url('/shanxia/stock/counts'))
  await page.getByRole('link', { name: '開始盤點' }).click()
  await page.getByLabel('這次盤點叫什麼').fill('零食架')
  await page.getByRole('radio', { name: '只點幾個分類' }).check()
  await page.getByRole('checkbox', { name: '零食' }).check()
  await page.getByRole('button', { name: '開始' }).click()
  await expect(page.getByRole('heading', { name: '零食架' })).toBeVisible()
  await page.getByRole('button', { name: '給手機看的條碼' }).click()
  const link = await page.getByLabel('或把這個連結傳給他').inputValue()
  await expect(page.getByText('還沒有人開始點')).toBeVisible()

  const first = await join(browser, link, '小英')
  const second = await join(browser, link, '阿明')
  await count(first.page, '餅乾', biscuits - 3)
  await count(second.page, '餅乾', 2)
  await count(second.page, '花生', peanuts + 5)
  // That was too many: the same shelf again.
  await second.page.getByLabel('找貨品').fill('花生')
  await second.page.getByRole('button', { name: '花生' }).first().click()
  await second.page.getByLabel('有多少？').fill(String(peanuts))
  await second.page.getByRole('button', { name: '重新點，改成這個' }).click()
  await expect(second.page.getByText('你點了 2 樣')).toBeVisible()
  await expect(second.page.getByText('3 筆先存在這支手機')).toBeVisible()
  // The page is opened again without a network, and nothing is gone.
  await first.page.reload()
  await expect(first.page.getByText('你點了 1 樣')).toBeVisible()
  expect(serious(await findBarriers(first.page))).toEqual([])
  expect(await overflowOf(first.page)).toBe(0)

  await first.context.setOffline(false)
  await second.context.setOffline(false)
  await expect(page.getByText('小英').first()).toBeVisible({ timeout: 40_000 })
  await expect(page.getByText('阿明').first()).toBeVisible({ timeout: 40_000 })
  const row = page.getByRole('row').filter({ hasText: '餅乾' })
  await expect(row).toContainText('－1')
  await expect(row).toContainText('−NT$')
  await expect(page.getByText('另外有 1 樣點過，跟帳上一樣')).toBeVisible()
  expect(serious(await findBarriers(page))).toEqual([])
  expect(await overflowOf(page)).toBe(0)

  // The code is still there to be shown to one more.
  await expect(page.getByRole('link', { name: '用這台點' })).toBeVisible()
  await page.getByRole('button', { name: '入帳' }).click()
  await expect(page.getByText('入帳好了')).toBeVisible()
  const stocktake = page.url()
  await expect(first.page.getByText('這次盤點結束了')).toBeVisible({ timeout: 40_000 })
  expect(await stockOf(page, '餅乾')).toBe(biscuits - 1)
  expect(await stockOf(page, '花生')).toBe(peanuts)
  await page.goto(stocktake)
  await page.getByText('收回這次盤點').click()
  await page.getByRole('button', { name: '收回', exact: true }).click()
  await expect(page.getByText('這次盤點已經收回了')).toBeVisible()
  expect(await stockOf(page, '餅乾')).toBe(biscuits)
  for (const { context } of [first, second]) await context.close()
})
