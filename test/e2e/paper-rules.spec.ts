import { expect, type Page } from '@playwright/test'
import { plugInPrinters, printerOf } from './fake-printers.ts'
import { OWNER, pairTill, signIn, url } from './people.ts'
import { openAgainOffline, paperIsOut, printed, setUp } from './printer-steps.ts'
import { test } from './test.ts'
import { allSent, choose, countBlind, openDoor, sellWater, tile } from './till-steps.ts'

const picture = async (page: Page, name: string) => {
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
}

/** The owner says what prints by itself. */
async function rule(page: Page, papers: Record<string, string>): Promise<void> {
  await page.goto(url('/shanxia/settings/till-rules'))
  for (const [paper, when] of Object.entries(papers)) {
    await choose(page.getByRole('radiogroup', { name: paper }), when)
  }
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page.getByRole('status').filter({ hasText: '存好了' })).toBeVisible()
}

const AS_BEFORE = {
  賣東西的收據: '要了才印',
  退貨單: '都印',
  交班單: '要了才印',
}

/** A drawer that opened and no paper. */
const drawerAlone = { papers: [], drawerPulses: 1 }

test('what a shop wants printed comes out by itself without a network, and what it does not stays away', async ({
  page,
  context,
}) => {
  await plugInPrinters(page)
  await signIn(page, OWNER)
  await rule(page, { 賣東西的收據: '都印', 退貨單: '不印', 交班單: '都印' })
  await picture(page, 'paper-rules-tablet')
  await page.setViewportSize({ width: 360, height: 740 })
  await picture(page, 'paper-rules-phone')
  await page.setViewportSize({ width: 1280, height: 800 })
  await pairTill(page)
  await expect(tile(page, '礦泉水')).toBeVisible()
  await setUp(page, 'serial')
  await openAgainOffline(page, context)

  const receiptNo = await sellWater(page)
  await paperIsOut(page)
  expect(await printed(page)).toMatchObject({ papers: [{ isCut: true }], drawerPulses: 1 })

  // This customer wants none.
  await tile(page, '礦泉水').click()
  await page.keyboard.press('F9')
  const wants = page.getByRole('button', { name: '要收據' })
  await expect(wants).toHaveAttribute('aria-pressed', 'true')
  await wants.click()
  await page.getByRole('button', { name: /^剛好/ }).click()
  await page.getByRole('button', { name: /完成/ }).click()
  await page.getByRole('button', { name: /下一位/ }).click()
  await expect.poll(() => printerOf(page).count()).toBeGreaterThan(0)
  expect(await printed(page)).toMatchObject(drawerAlone)

  // Nobody is asked about a slip, and none comes out.
  await openDoor(page, '前面的單')
  await page.getByRole('button', { name: `退換：單號 ${receiptNo}` }).click()
  await page.getByRole('button', { name: '整筆作廢' }).click()
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  await page.getByRole('button', { name: /^作廢，退/ }).click()
  await expect(page.getByText('作廢好了')).toBeVisible()
  await page.getByRole('button', { name: '關掉' }).last().click()
  await expect.poll(() => printerOf(page).count()).toBeGreaterThan(0)
  expect(await printed(page)).toMatchObject(drawerAlone)

  await countBlind(page, 1000)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '交班', exact: true }).press('Enter')
  await expect(dialog.getByText('交班單（Z 報表）')).toBeVisible()
  await paperIsOut(page)
  expect(await printed(page)).toMatchObject({ papers: [{ isCut: true }], drawerPulses: 0 })
  await page.keyboard.press('Escape')
  await context.setOffline(false)
  await allSent(page)

  // As a shop has it that never said anything.
  await rule(page, AS_BEFORE)
})
