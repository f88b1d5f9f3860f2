import { expect, type Page } from '@playwright/test'
import { periodOf } from '#modules/tax/shared.ts'
import { makeClass } from './class-steps.ts'
import { findBarriers, overflowOf, PHONE, serious, TABLET } from './inspect.ts'
import { inParts } from './parts.ts'
import { CENTRE, listenForComplaints, OWNER, pairTill, signIn, url } from './people.ts'
import { test } from './test.ts'
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
  '/shanxia/books/ageing',
  '/shanxia/books/ageing?side=payable',
  '/shanxia/books/entries/new',
  '/shanxia/books/money',
  '/shanxia/books/money/new?direction=paid',
  '/shanxia/books/money/new?direction=received',
  '/shanxia/books/money/new?direction=moved',
  '/shanxia/books/money/recurring',
  '/shanxia/books/money/cash/1101',
  '/shanxia/books/settings',
  '/shanxia/books/settings/accounts',
  '/shanxia/books/settings/accounts/6101',
  '/shanxia/books/settings/accounts/new',
  '/shanxia/books/settings/cost-centres',
  '/shanxia/books/settings/opening',
  '/shanxia/books/settings/locks',
  '/shanxia/books/settings/year-end',
  '/shanxia/books/tax',
  `/shanxia/books/tax/${periodOf(new Date().toISOString())}`,
  `/shanxia/books/tax/${periodOf(new Date().toISOString())}/input`,
  '/shanxia/books/bank',
  '/shanxia/books/bank/new',
  '/shanxia/books/bank/rules',
  '/shanxia/usage',
  '/shanxia/stock',
  '/shanxia/stock?filter=negative&day=2026-01-01',
  '/shanxia/stock/counts',
  '/shanxia/stock/counts/new',
  '/shanxia/stock/changes',
  '/shanxia/stock/changes/waste',
  '/shanxia/stock/changes/own-use',
  '/shanxia/stock/changes/carry',
  '/shanxia/stock/changes/make',
  '/shanxia/stock/places',
  '/shanxia/stock/recipes',
  '/shanxia/stock/recipes/new',
  '/shanxia/stock/method',
  '/shanxia/stock/expiry?within=all',
  '/shanxia/stock/expiry/new',
  '/shanxia/stock/reports',
  '/shanxia/stock/reports/on-hand',
  '/shanxia/stock/reports/movement',
  '/shanxia/stock/reports/turnover',
  '/shanxia/stock/reports/dead?days=30',
  '/shanxia/stock/reports/margin?by=category',
  '/shanxia/stock/reports/shrinkage',
  '/shanxia/stock/buying',
  '/shanxia/stock/buying/new',
  '/shanxia/stock/consignment',
  '/shanxia/stock/consignment/new',
  '/shanxia/stock/buying/owed',
  '/shanxia/stock/buying/suggested',
  '/shanxia/stock/buying/orders',
  '/shanxia/stock/buying/orders/new',
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

const PAGES_A_TEST = 8

test.describe.configure({ mode: 'parallel' })
test.use({ viewport: PHONE })

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

/** What stands on the screen now: usable by everybody, and no wider than it, on a phone and on a tablet. */
async function inspectNow(page: Page, path: string): Promise<void> {
  // On the phone last: what a test does next has to be done there.
  for (const [size, viewport] of Object.entries({ tablet: TABLET, phone: PHONE })) {
    const what = `${path} on a ${size}`
    await page.setViewportSize(viewport)
    expect(serious(await findBarriers(page)), what).toEqual([])
    expect(await overflowOf(page), `${what} scrolls sideways`).toBeLessThanOrEqual(1)
    // A dialog hides what is too wide for it behind an edge of its own.
    const cut = await page
      .locator('.dialog')
      .evaluateAll((dialogs) => dialogs.map((each) => each.scrollWidth - each.clientWidth))
    expect(Math.max(0, ...cut), `${what} cuts its dialog`).toBeLessThanOrEqual(1)
  }
}

async function inspectAll(page: Page, who: string, paths: readonly string[]): Promise<void> {
  const complaints = listenForComplaints(page)
  await signIn(page, who)
  for (const path of paths) await inspect(page, path, complaints)
}

test('open pages are accessible and keep the policy', async ({ page }) => {
  const complaints = listenForComplaints(page)
  for (const path of OPEN_PAGES) await inspect(page, path, complaints)
})

for (const { part, items } of inParts(SHOP_PAGES, PAGES_A_TEST)) {
  test(`the shop's pages are accessible and keep the policy, ${part}`, ({ page }) =>
    inspectAll(page, OWNER, items))
}

test('the paired till is accessible and keeps the policy', async ({ page }) => {
  const complaints = listenForComplaints(page)
  await signIn(page, OWNER)
  await pairTill(page)
  await inspect(page, '/till/?shop=shanxia', complaints)
})

for (const { part, items } of inParts(CENTRE_PAGES, PAGES_A_TEST)) {
  test(`the centre's pages are accessible and keep the policy, ${part}`, ({ page }) =>
    inspectAll(page, CENTRE, items))
}

test("the till's dialogs are accessible and fit the screen", async ({ page }) => {
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

test("a class's pages are accessible and keep the policy", async ({ page }) => {
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

test('every theme, easy reading and English keep their contrast', async ({ page }) => {
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
