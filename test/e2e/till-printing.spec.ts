import { expect, type Page } from '@playwright/test'
import type { DecodedPaper } from '#modules/printing/index.ts'
import { plugInPrinters, printerOf } from './fake-printers.ts'
import { findBarriers } from './inspect.ts'
import { url } from './people.ts'
import { openAgainOffline, paperIsOut, printed, setUp } from './printer-steps.ts'
import { test } from './test.ts'
import { allSent, openDoor, openTill, sellWater, tile } from './till-steps.ts'

/** How much of a paper is black: a blank one, or one all black, shows nothing to anybody. */
function inkOf({ raster }: DecodedPaper): number {
  const black = raster.rows.reduce(
    (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
    0,
  )
  return black / (raster.widthDots * raster.heightDots)
}

/** One bottle in cash, with a receipt. */
async function sellWithReceipt(page: Page): Promise<string> {
  await tile(page, '礦泉水').click()
  await page.keyboard.press('F9')
  await page.getByRole('button', { name: '要收據' }).click()
  await page.getByRole('button', { name: /^剛好/ }).click()
  await page.getByRole('button', { name: /完成/ }).click()
  await expect(page.getByText('收好了', { exact: true })).toBeVisible()
  return (
    await page
      .getByText(/^單號 /)
      .first()
      .innerText()
  ).replace('單號 ', '')
}

const next = (page: Page) => page.getByRole('button', { name: /下一位/ }).click()

/** The papers of a sale: one, with its drawer, cut, and with something on it. */
async function expectOneReceipt(page: Page): Promise<DecodedPaper> {
  await paperIsOut(page)
  const print = await printed(page)
  expect(print.drawerPulses).toBe(1)
  expect(print.papers).toHaveLength(1)
  const [paper] = print.papers
  if (!paper) throw new Error('Nothing was printed')
  expect(paper.isCut).toBe(true)
  expect(paper.raster.heightDots).toBeGreaterThan(300)
  expect(inkOf(paper)).toBeGreaterThan(0.02)
  expect(inkOf(paper)).toBeLessThan(0.3)
  return paper
}

/** How many entries of the till's journal have no answer yet. It travels alone. */
async function waitingEntries(): Promise<number> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
  const name = names.find((each) => each.startsWith('tillage-till-')) ?? ''
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const waiting = opening.result.transaction('journal').objectStore('journal').index('waits')
      const counting = waiting.count()
      counting.onsuccess = () => {
        opening.result.close()
        resolve(counting.result)
      }
    }
  })
}

test.beforeEach(({ page }) => plugInPrinters(page))

for (const way of ['usb', 'bluetooth', 'serial'] as const) {
  test(`a printer behind ${way} is set up, and prints without a network after the till was opened again`, async ({
    page,
    context,
  }) => {
    await openTill(page)
    await setUp(page, way)
    await openAgainOffline(page, context)
    await sellWithReceipt(page)
    await expectOneReceipt(page)
    await next(page)
    // Cash without a receipt opens the drawer and prints nothing.
    await sellWater(page)
    await expect.poll(() => printerOf(page).count()).toBeGreaterThan(0)
    expect(await printed(page)).toMatchObject({ papers: [], drawerPulses: 1 })
    await context.setOffline(false)
    await allSent(page)
  })
}

test('with the cable out the sale stands, and the receipt comes out once when it is asked for again', async ({
  page,
  context,
}) => {
  await openTill(page)
  await setUp(page, 'serial')
  await openAgainOffline(page, context)
  const printer = printerOf(page)
  await printer.cut(0)
  const number = await sellWithReceipt(page)
  const notice = page.locator('.till-notice').filter({ hasText: '沒印出來' })
  await expect(notice).toContainText('錢已經收好了')
  await expect(notice).toContainText(number)
  expect(await printer.count()).toBe(0)
  await next(page)
  // It waits beside the goods, also when the till was opened again in the meantime.
  await page.reload()
  await expect(notice).toBeVisible()
  await expect(page.getByText(/^1 筆未上傳/)).toBeVisible()
  await notice.getByRole('button', { name: '重印' }).dblclick()
  await expectOneReceipt(page)
  await expect(notice).toBeHidden()
  expect(await printer.count()).toBe(0)
  await context.setOffline(false)
  await allSent(page)
})

test('a cable that comes out in the middle leaves a question, and one press answers it', async ({
  page,
}) => {
  await openTill(page)
  await setUp(page, 'serial')
  const printer = printerOf(page)
  await printer.cut(5_000)
  await sellWithReceipt(page)
  const notice = page.locator('.till-notice').filter({ hasText: '可能沒有印完' })
  await expect(notice).toContainText('錢已經收好了')
  expect(await printer.count()).toBe(5_000)
  await printer.take()
  await printer.cut(null)
  // Nobody has said anything, so nothing more is printed.
  await next(page)
  await sellWithReceipt(page)
  await expectOneReceipt(page)
  await expect(notice).toBeVisible()
  await notice.getByRole('button', { name: '重印' }).click()
  await expectOneReceipt(page)
  await expect(notice).toBeHidden()
})

test('what the till prints no other printer prints too, and the office sees it', async ({
  page,
}) => {
  await openTill(page)
  await page.goto(url('/shanxia/settings/printers/new'))
  await page.locator('input[name=name]').fill('隔壁')
  await page.locator('input[name=host]').fill('127.0.0.1')
  await page.locator('input[name=port]').fill('9')
  await page.locator('input[name=isDefault]').check()
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page).toHaveURL(/\/settings\/printers\/[\w-]+\/try$/)
  await page.goto(url('/till/?shop=shanxia'))
  // The word about this device's storage comes a moment later, and may not come behind a dialog.
  await page.waitForFunction(() => document.body.innerText.includes('知道了'))
  await expect(page.getByText('已連線')).toBeVisible()
  await setUp(page, 'usb')
  await sellWithReceipt(page)
  await expectOneReceipt(page)
  await next(page)
  await openDoor(page, /^前面的單/)
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('button', { name: /的收據/ })
    .or(dialog.getByRole('button', { name: '看收據' }))
    .first()
    .click()
  await dialog.getByRole('button', { name: '補印' }).click()
  await paperIsOut(page)
  expect(await printed(page)).toMatchObject({ drawerPulses: 0, papers: [{ isCut: true }] })
  await page.keyboard.press('Escape')
  await openDoor(page, /錢櫃/)
  await page.getByRole('dialog').getByRole('button').nth(1).click()
  await expect.poll(() => printerOf(page).count()).toBeGreaterThan(0)
  expect(await printed(page)).toMatchObject({ drawerPulses: 1, papers: [] })
  // What is told of papers waits for nobody, and counts as nothing unsent.
  await expect(page.getByText('已連線')).toBeVisible()
  await expect.poll(() => page.evaluate(waitingEntries)).toBe(0)
  const tillName = await page.getByText(/^\d+ 號收銀機$/).innerText()

  await page.goto(url('/shanxia/settings/printers'))
  const card = (name: string) => page.locator('.card').filter({ hasText: name })
  // The rules below name every printer, too.
  await expect(page.getByRole('region', { name: '隔壁' })).toContainText('還沒印過')
  await expect(async () => {
    await page.reload()
    // Other tills of the shop have theirs; of this one the drawer was the last word.
    await expect(card(`${tillName}的出單機`)).toContainText('印表機收到了', { timeout: 1_000 })
  }).toPass({ timeout: 20_000 })
})

test('the set-up is done by keyboard, and everybody can use it', async ({ page }) => {
  await openTill(page)
  const dialog = page.getByRole('dialog')
  const inspect = async () => {
    const barriers = await findBarriers(page, { within: '[role=dialog]', isStrict: true })
    expect(barriers.map(({ id }) => id)).toEqual([])
    for (const button of await dialog.getByRole('button').all()) {
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(48)
    }
  }
  await openDoor(page, '出單機')
  await expect(dialog.getByText('印表機怎麼接？')).toBeVisible()
  await inspect()
  await dialog.getByRole('button', { name: '電腦上的連接埠' }).press('Enter')
  await expect(dialog.getByText('測試頁送出去了')).toBeVisible()
  await inspect()
  await dialog.getByRole('radio', { name: '58 公釐' }).press('ArrowRight')
  await expect(dialog.getByRole('radio', { name: '80 公釐' })).toBeChecked()
  await printerOf(page).take()
  await dialog.getByRole('button', { name: '再印一張測試頁' }).press('Enter')
  await expect(dialog.getByText('測試頁送出去了')).toBeVisible()
  await paperIsOut(page)
  expect((await printed(page)).papers).toMatchObject([{ raster: { widthDots: 576 } }])
  await dialog.getByRole('button', { name: '好了，就用這台' }).press('Enter')
  await expect(dialog).toBeHidden()
  await openDoor(page, '出單機')
  await expect(dialog.getByText('的出單機')).toBeVisible()
  await inspect()
})
