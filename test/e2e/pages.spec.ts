import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { makeClass } from './class-steps.ts'
import { CENTRE, listenForComplaints, OWNER, pairTill, signIn, url } from './people.ts'
import { choose, openDoor, openTill, sellWater } from './till-steps.ts'

/** Every page a person can open, by who opens it. A new page is added here with its route. */
const OPEN_PAGES = ['/', '/signin', '/signup', '/c/no-such-code', '/nobody/no-such-page']
const SHOP_PAGES = [
  '/me',
  '/shanxia/today',
  '/shanxia/sales',
  '/shanxia/needs-help',
  '/shanxia/needs-help/import',
  '/shanxia/tabs',
  '/shanxia/products',
  '/shanxia/products/new',
  '/shanxia/products/import',
  '/shanxia/products/categories',
  '/shanxia/products/labels',
  '/shanxia/shifts',
  '/shanxia/scam-pauses',
  '/shanxia/books',
  '/shanxia/books/journal',
  '/shanxia/books/statements',
  '/shanxia/books/statements?kind=balance&length=year&compare=months',
  '/shanxia/books/accounts/1101',
  '/shanxia/usage',
  '/shanxia/stock',
  '/shanxia/stock/buying',
  '/shanxia/stock/buying/new',
  '/shanxia/stock/buying/receipts',
  '/shanxia/stock/buying/suppliers',
  '/shanxia/stock/buying/suppliers/new',
  '/shanxia/more',
  '/shanxia/settings',
  '/shanxia/settings/shop',
  '/shanxia/settings/receipt',
  '/shanxia/settings/people',
  '/shanxia/settings/api',
  '/shanxia/settings/mail',
  '/shanxia/settings/printers',
  '/shanxia/settings/printers/add',
  '/shanxia/settings/printers/new?kind=star',
  '/shanxia/settings/printers/new?kind=agent',
  '/shanxia/settings/tills',
  '/shanxia/settings/pin',
  '/shanxia/settings/till-rules',
  '/till/?shop=shanxia',
]
const CENTRE_PAGES = [
  '/xikou-centre',
  '/xikou-centre/certificates',
  '/xikou-centre/results',
  '/xikou-centre/courses/import',
  '/xikou-centre/scam-pauses',
  '/xikou-centre/cases',
  '/xikou-centre/reported?q=shop.example',
  '/xikou-centre/courses/stop-ask-rescue/voices',
  '/xikou-centre/courses/stop-ask-rescue/voices?language=vi',
  '/xikou-centre/courses',
  '/xikou-centre/courses/stop-ask-rescue',
  '/xikou-centre/courses/stop-ask-rescue/summary',
  '/xikou-centre/courses/stop-ask-rescue/1-see/project',
  '/xikou-centre/courses/stop-ask-rescue/1-see/project?question=q-hurry',
  '/xikou-centre/classes',
  '/xikou-centre/classes/new',
  '/xikou-centre/due',
  '/xikou-centre/learners',
  '/xikou-centre/learners/cards',
  '/xikou-centre/devices',
  '/xikou-centre/settings',
  '/xikou-centre/settings/people',
]

async function inspect(page: Page, path: string, complaints: string[]): Promise<void> {
  complaints.length = 0
  const answer = await page.goto(url(path))
  expect(answer?.status(), path).toBe(path.includes('/no-such-') ? 404 : 200)
  await page.waitForLoadState('networkidle')
  await inspectNow(page, path)
  // The missing page answers 404 on purpose, which the browser mentions.
  expect(
    complaints.filter((each) => !each.includes('404')),
    path,
  ).toEqual([])
}

/** What stands on the screen now: usable by everybody, and no wider than it. */
async function inspectNow(page: Page, path: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const serious = violations.filter(
    (each) => each.impact === 'serious' || each.impact === 'critical',
  )
  expect(
    serious.map((each) => `${each.id}: ${each.nodes.map((node) => node.target).join(' ')}`),
    path,
  ).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(1)
  // A dialog hides what is too wide for it behind an edge of its own.
  const cut = await page
    .locator('.dialog')
    .evaluateAll((dialogs) => dialogs.map((each) => each.scrollWidth - each.clientWidth))
  expect(Math.max(0, ...cut), `${path} cuts its dialog`).toBeLessThanOrEqual(1)
}

for (const [size, viewport] of Object.entries({
  phone: { width: 360, height: 740 },
  tablet: { width: 1280, height: 800 },
})) {
  test.describe(size, () => {
    test.use({ viewport })

    test('open pages are accessible and keep the policy', async ({ page }) => {
      const complaints = listenForComplaints(page)
      for (const path of OPEN_PAGES) await inspect(page, path, complaints)
    })

    test("the shop's pages are accessible and keep the policy", async ({ page }) => {
      test.setTimeout(300_000)
      const complaints = listenForComplaints(page)
      await signIn(page, OWNER)
      for (const path of SHOP_PAGES) await inspect(page, path, complaints)
      await pairTill(page)
      await inspect(page, '/till/?shop=shanxia', complaints)
    })

    test("the till's dialogs are accessible and fit the screen", async ({ page }) => {
      test.setTimeout(300_000)
      await openTill(page)
      const dialog = page.getByRole('dialog')
      await page.getByRole('button', { name: '點錢開班' }).click()
      await dialog.getByLabel('1000 元鈔票幾張').fill('12')
      await inspectNow(page, 'open shift')
      await dialog.getByRole('button', { name: '開班' }).click()
      const receiptNo = await sellWater(page, 2)
      for (const door of [
        '暫放的單',
        '前面的單',
        '放錢、拿錢',
        '開錢櫃',
        /X 報表/,
        '點錢交班',
        '顯示',
        '客人看的螢幕',
        '說明',
      ]) {
        await openDoor(page, door)
        await expect(dialog).toBeVisible()
        await inspectNow(page, String(door))
        await page.keyboard.press('Escape')
        await expect(dialog).toBeHidden()
      }
      await openDoor(page, '前面的單')
      await dialog.getByRole('button', { name: `退換：單號 ${receiptNo}` }).click()
      await dialog.getByRole('button', { name: '退貨', exact: true }).click()
      await inspectNow(page, 'refund lines')
      await dialog.getByRole('button', { name: '下一步' }).click()
      await inspectNow(page, 'refund money')
      await page.keyboard.press('Escape')
      await page.keyboard.press('F4')
      await inspectNow(page, 'customers')
      await dialog.getByRole('button', { name: '新客人' }).click()
      await inspectNow(page, 'new customer')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await openDoor(page, '賒帳')
      await inspectNow(page, 'tabs')
      await page
        .getByRole('button', { name: /其他付法/ })
        .first()
        .click()
      await choose(dialog, '付一部分')
      await inspectNow(page, 'tab payment')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /回去賣東西/ }).click()
      await openDoor(page, '鎖住、換人')
      await inspectNow(page, 'lock')
    })

    test("the centre's pages are accessible and keep the policy", async ({ page }) => {
      const complaints = listenForComplaints(page)
      test.setTimeout(300_000)
      await signIn(page, CENTRE)
      for (const path of CENTRE_PAGES) await inspect(page, path, complaints)
    })

    test("a class's pages are accessible and keep the policy", async ({ page }) => {
      test.setTimeout(300_000)
      const complaints = listenForComplaints(page)
      await signIn(page, CENTRE)
      const { address, learners } = await makeClass(page, ['林秋月', 'Nguyễn Thị Thu Hương'])
      for (const part of ['', '/people', '/attendance', '/wall']) {
        await inspect(page, `${address}${part}`, complaints)
      }
      await inspect(page, `/xikou-centre/learners/${learners[0]}`, complaints)
      await page.getByText('選三張圖').click()
      await inspectNow(page, 'pictures')
    })
  })
}

test('every theme, easy reading and English keep their contrast', async ({ page }) => {
  test.setTimeout(300_000)
  const complaints = listenForComplaints(page)
  await signIn(page, OWNER)
  for (const preferences of [
    'language=en.theme=dark.text=base',
    'language=zh-TW.theme=sun.text=easy',
  ]) {
    await page.context().addCookies([{ name: 'preferences', value: preferences, url: url('/') }])
    for (const path of ['/shanxia/today', '/shanxia/products', '/shanxia/books'])
      await inspect(page, path, complaints)
  }
})
