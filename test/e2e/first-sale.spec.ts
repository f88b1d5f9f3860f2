import { expect, type Page } from '@playwright/test'
import { startVirtualPrinter } from '#modules/printing/index.ts'
import { OWNER, pairTill, signIn, url } from './people.ts'
import { scan } from './scanner.ts'
import { test } from './test.ts'

/** A product's row of the owner's list, as a spreadsheet gets it. */
async function rowOf(page: Page, name: string): Promise<Record<string, string>> {
  const answer = await page.request.get(url('/shanxia/products/export.csv'))
  const [heads = [], ...rows] = (await answer.text())
    .replace('\ufeff', '')
    .split('\r\n')
    .map((line) => line.split(','))
  const row = rows.find(([first]) => first === name) ?? []
  return Object.fromEntries(heads.map((head, index) => [head, row[index] ?? '']))
}
const stockOf = async (page: Page, name: string): Promise<number> =>
  Math.round(Number((await rowOf(page, name))['庫存']) * 1000)

/** The first whole number that stands behind a heading of the page. */
const numberAfter = async (page: Page, path: string, pattern: RegExp): Promise<number> => {
  await page.goto(url(path))
  const text = await page.locator('main').innerText()
  const found = pattern.exec(text.replace(/\s+/g, ' '))
  expect(found, `${path}: ${pattern} in ${text}`).not.toBeNull()
  return Number((found?.[1] ?? '').replaceAll(',', ''))
}

/** Early in the morning the demo has not sold yet, and the page says so in a sentence. */
const soldToday = async (page: Page): Promise<number> => {
  await page.goto(url('/shanxia/today'))
  if (await page.getByText('今天還沒有賣出東西').isVisible()) return 0
  return numberAfter(page, '/shanxia/today', /賣了 \d+ 筆 NT\$ ?([\d,]+)/)
}
const salesMetered = (page: Page) =>
  numberAfter(page, '/shanxia/usage', /這個月記了幾筆銷售 ([\d,]+) 筆/)

test('a cashier sells three goods for cash, and paper, stock, books, meter and the owner agree', async ({
  page,
}) => {
  const printer = await startVirtualPrinter({ port: 0 })
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/settings/printers/new'))
  await page.locator('input[name=name]').fill('櫃台')
  await page.locator('input[name=host]').fill('127.0.0.1')
  await page.locator('input[name=port]').fill(String(printer.port))
  for (const box of ['hasCutter', 'hasDrawer', 'isDefault'])
    await page.locator(`input[name=${box}]`).check()
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page).toHaveURL(/\/settings\/printers\/[\w-]+\/try$/)
  const before = {
    sold: await soldToday(page),
    metered: await salesMetered(page),
    tea: await stockOf(page, '冬瓜茶'),
    cabbage: await stockOf(page, '高麗菜'),
  }

  await pairTill(page)
  await page.getByRole('button', { name: /^冬瓜茶/ }).click()
  const tuna = (await rowOf(page, '鮪魚罐頭'))['條碼']?.split(' ')[0] ?? ''
  await scan(page, tuna)
  await page.getByRole('button', { name: /^高麗菜/ }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('1.2')
  await page.getByRole('button', { name: '就是這樣' }).click()
  // 25 + 42 + 35 × 1.2
  await expect(page.getByText('這筆 3 樣')).toBeVisible()
  await page.keyboard.press('F9')
  await page.getByRole('button', { name: '要收據' }).click()
  await page.keyboard.type('500')
  await expect(page.getByText('391').locator('visible=true').first()).toBeVisible()
  await page.getByRole('button', { name: /完成/ }).dblclick()
  await expect(page.getByText('收好了')).toBeVisible()

  const job = await printer.nextJob()
  expect(job.drawerPulses).toBe(1)
  expect(job.unknownBytes).toBe(0)
  expect(job.papers.map((paper) => paper.isCut)).toEqual([true])
  expect(job.papers[0]?.raster.heightDots).toBeGreaterThan(300)
  await printer.close()

  await expect.poll(() => stockOf(page, '冬瓜茶')).toBe(before.tea - 1000)
  expect(await stockOf(page, '高麗菜')).toBe(before.cabbage - 1200)
  expect(await soldToday(page)).toBe(before.sold + 109)
  expect(await salesMetered(page)).toBe(before.metered + 1)
  expect(await numberAfter(page, '/shanxia/books', /借貸相差 NT\$ ?([\d,]+)/)).toBe(0)
})
