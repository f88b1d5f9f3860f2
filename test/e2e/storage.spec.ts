import { expect, type Page, test } from '@playwright/test'
import { CASHIER, signIn, url } from './people.ts'

const TILL = '/till/?shop=shanxia'

async function openTill(page: Page): Promise<void> {
  await signIn(page, CASHIER)
  await page.goto(url(TILL))
  await expect(page.getByRole('button', { name: /^礦泉水/ })).toBeVisible()
  await expect(page.getByText('已連線')).toBeVisible()
}

async function sellWater(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^礦泉水/ }).click()
  await page.keyboard.press('F9')
  await page.getByRole('button', { name: /^剛好/ }).click()
  await page.getByRole('button', { name: /完成/ }).click()
  await expect(page.getByText('收好了')).toBeVisible()
  await page.getByRole('button', { name: /下一位/ }).click()
}

/** What the second copy holds of sales, read as the till itself would. */
const copiedSales = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const journals = await root.getDirectoryHandle('journal')
    let sales = 0
    for await (const tillId of journals.keys()) {
      const folder = await journals.getDirectoryHandle(tillId)
      for await (const name of folder.keys()) {
        if (!name.endsWith('.log')) continue
        const text = await (await (await folder.getFileHandle(name)).getFile()).text()
        sales += text.split('"type":"sale.completed"').length - 1
      }
    }
    return sales
  })

/** Everything the browser keeps in databases goes, as when it finds its own store damaged. */
async function loseDatabases(page: Page, names: RegExp): Promise<void> {
  // A page of the same place that has none of them open.
  await page.goto(url('/till/assets-none'))
  await page.evaluate(async (pattern) => {
    for (const { name } of await indexedDB.databases()) {
      if (!name || !new RegExp(pattern).test(name)) continue
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name)
        request.onsuccess = resolve
        request.onerror = reject
        request.onblocked = reject
      })
    }
  }, names.source)
}

test('a database that is gone comes back from the second copy, and its sales are sent once', async ({
  page,
  context,
}) => {
  await openTill(page)
  await sellWater(page)
  await expect(page.getByText(/筆未上傳/)).toBeHidden({ timeout: 40_000 })
  await context.setOffline(true)
  await sellWater(page)
  await sellWater(page)
  await expect(page.getByText(/^2 筆未上傳/)).toBeVisible()
  await expect.poll(() => copiedSales(page)).toBe(3)
  await context.setOffline(false)
  await context.route('**/api/till/events**', (route) => route.abort())
  await loseDatabases(page, /./)

  await page.goto(url(TILL))
  await expect(page.getByRole('button', { name: /^礦泉水/ })).toBeVisible()
  // The first sale was answered before; the two that waited still wait.
  await expect(page.getByText(/^2 筆未上傳/)).toBeVisible()
  await context.unroute('**/api/till/events**')
  await expect(page.getByText(/筆未上傳/)).toBeHidden({ timeout: 70_000 })
  await sellWater(page)
  await expect(page.getByText(/筆未上傳/)).toBeHidden({ timeout: 40_000 })
  await expect.poll(() => copiedSales(page)).toBe(4)
})
