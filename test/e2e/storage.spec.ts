import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { OWNER, signIn, url } from './people.ts'
import { test } from './test.ts'
import { allSent, openTill, sellWater, tile } from './till-steps.ts'

const TILL = '/till/?shop=shanxia'

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
  await allSent(page)
  await context.setOffline(true)
  await sellWater(page)
  await sellWater(page)
  await expect(page.getByText(/^2 筆未上傳/)).toBeVisible()
  await expect.poll(() => copiedSales(page)).toBe(3)
  await context.setOffline(false)
  await context.route('**/api/till/events**', (route) => route.abort())
  await loseDatabases(page, /./)

  // Its key is gone too: it is paired again, and is the till that it was.
  await page.goto(url(TILL))
  await page.getByRole('button', { name: '這台就是收銀機' }).click()
  await expect(tile(page, '礦泉水')).toBeVisible()
  // The first sale was answered before; the two that waited still wait.
  await expect(page.getByText(/^2 筆未上傳/)).toBeVisible()
  await context.unroute('**/api/till/events**')
  await allSent(page)
  await sellWater(page)
  await allSent(page)
  await expect.poll(() => copiedSales(page)).toBe(4)
})

test('unsent sales leave the device in a file and on paper, and are booked once in the office', async ({
  page,
  context,
  browser,
}) => {
  await openTill(page)
  await context.setOffline(true)
  await sellWater(page)
  await sellWater(page)
  await page.getByRole('button', { name: /^2 筆未上傳/ }).click()
  const dialog = page.getByRole('dialog')
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '存成檔案' }).click()
  const path = await (await downloading).path()
  expect(await readFile(path, 'utf8')).toMatch(/^TILLAGE1 \w+ 1\/1 [\w-]+\n$/)
  await page.evaluate(() => {
    window.print = () => undefined
  })
  await dialog.getByRole('button', { name: '印在紙上' }).click()
  await expect(dialog.getByRole('img', { name: /^第 1 張/ })).toBeVisible()

  const office = await (await browser.newContext()).newPage()
  await signIn(office, OWNER)
  await office.goto(url('/shanxia/needs-help/import'))
  for (const said of ['新記了 2 筆', '新記了 0 筆']) {
    await office.getByLabel('收銀機存的檔案').setInputFiles(path)
    await office.getByRole('button', { name: '放進來' }).click()
    await expect(office.getByText(said)).toBeVisible()
  }
  await expect(office.getByText('另外 2 筆之前就記過了')).toBeVisible()
  await office.context().close()

  // The device sends them too when it can, and they are known.
  await context.setOffline(false)
  await allSent(page)
})
