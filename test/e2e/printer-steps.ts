import { type BrowserContext, expect, type Page } from '@playwright/test'
import { decodeEscPos } from '#modules/printing/index.ts'
import { printerOf } from './fake-printers.ts'
import { choose, openDoor, tile } from './till-steps.ts'

/** What people do with the printer that hangs on a till; see `plugInPrinters`. */

const WAYS = { usb: 'USB 線', bluetooth: '藍牙', serial: '電腦上的連接埠' } as const

/** Everything that came out, decoded; nothing in it may be a command that no printer knows. */
export async function printed(page: Page) {
  const print = decodeEscPos(await printerOf(page).take())
  expect(print.unknownBytes).toBe(0)
  return print
}

/** The printer is connected, and its test page was seen. */
export async function setUp(page: Page, way: keyof typeof WAYS): Promise<void> {
  const dialog = page.getByRole('dialog')
  await openDoor(page, '出單機')
  await dialog.getByRole('button', { name: WAYS[way] }).click()
  await expect(dialog.getByText('測試頁送出去了')).toBeVisible()
  const [page1] = (await printed(page)).papers
  expect(page1?.raster.widthDots).toBe(384)
  await choose(dialog.getByRole('radiogroup', { name: '紙有自己切斷嗎？' }), /^有$/)
  await choose(dialog.getByRole('radiogroup', { name: '錢櫃有彈開嗎？' }), /^有$/)
  await dialog.getByRole('button', { name: '好了，就用這台' }).click()
  await expect(dialog).toBeHidden()
}

/** As when somebody opens the till again with the router off. */
export async function openAgainOffline(page: Page, context: BrowserContext): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await context.setOffline(true)
  await page.reload()
  await expect(tile(page, '礦泉水')).toBeVisible()
}

/** A paper ends with its cut. */
export const paperIsOut = (page: Page) =>
  expect.poll(() => printerOf(page).tail(4)).toEqual([0x1d, 0x56, 0x42, 0])
