import { expect, type Locator, type Page } from '@playwright/test'
import { OWNER, pairTill, signIn } from './people.ts'

/** What people do at the till, by the words and keys they see. */

/** A key of the shelf. Its name may stand in the cart too, so only the shelf is looked at. */
export const tile = (page: Page, name: string): Locator =>
  page.locator('.till-shelf').getByRole('button', { name: new RegExp(`^${name}`) })

/** The owner signs in and makes this browser a till that has heard from its shop. */
export async function openTill(page: Page): Promise<void> {
  await signIn(page, OWNER)
  await pairTill(page)
  await expect(tile(page, '礦泉水')).toBeVisible()
}

/** One of the doors behind 選單. */
export async function openDoor(page: Page, door: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: /^選單/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: door }).click()
}

/**
 * Bottles of water, paid exactly.
 * @returns the number of the receipt
 */
export async function sellWater(page: Page, bottles = 1): Promise<string> {
  for (let each = 0; each < bottles; each += 1) await tile(page, '礦泉水').click()
  await page.keyboard.press('F9')
  await page.getByRole('button', { name: /^剛好/ }).click()
  await page.getByRole('button', { name: /完成/ }).click()
  await expect(page.getByText('收好了')).toBeVisible()
  const text = await page.getByText(/^單號 /).innerText()
  await page.getByRole('button', { name: /下一位/ }).click()
  return text.replace('單號 ', '')
}

/** Waits until nothing is on this device alone. */
export const allSent = (page: Page): Promise<void> =>
  expect(page.getByText(/筆未上傳/)).toBeHidden({ timeout: 70_000 })

/** Chooses one of a few: the radio lies over its word. */
export const choose = (within: Page | Locator, name: string | RegExp): Promise<void> =>
  within.getByRole('radio', { name }).check()

/** Opens the shift with one sum in the drawer. */
export async function openShift(page: Page, floatMinor: number): Promise<void> {
  const dialog = page.getByRole('dialog')
  await openDoor(page, '點錢開班')
  await choose(dialog, '只填總數')
  for (const key of String(floatMinor)) {
    await dialog.getByRole('button', { name: key, exact: true }).click()
  }
  await dialog.getByRole('button', { name: '開班' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('還沒開班')).toBeHidden()
}

/** So much was counted: closes the shift, with the keyboard alone. */
export async function countBlind(page: Page, countedMinor: number): Promise<void> {
  const dialog = page.getByRole('dialog')
  await openDoor(page, /點錢交班/)
  // Nothing says what should be there while one counts.
  await expect(dialog.getByText('應該有')).toHaveCount(0)
  await dialog.getByRole('button', { name: '點好了' }).press('Enter')
  await expect(dialog.getByText('先點一點抽屜裡的錢')).toBeVisible()
  await choose(dialog, '只填總數')
  await dialog.getByLabel('抽屜裡的錢').focus()
  await page.keyboard.type(String(countedMinor), { delay: 60 })
  await dialog.getByRole('button', { name: '點好了' }).press('Enter')
}
