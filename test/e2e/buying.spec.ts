import { expect, type Page } from '@playwright/test'
import { inspect } from './inspect.ts'
import { listenForComplaints, OWNER, signIn, url } from './people.ts'
import { test } from './test.ts'

// Most shopkeepers buy with a phone in their hand.
test.use({ viewport: { width: 390, height: 844 } })

/** Finds goods by a part of their name and adds them to the paper that is written. */
async function add(page: Page, part: string, name: string) {
  await page.getByRole('searchbox', { name: '掃條碼，或打貨品名字' }).fill(part)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  return page.getByRole('group', { name })
}

test('goods are ordered, come in two parts, are billed at another price and paid', async ({
  page,
}) => {
  const complaints = listenForComplaints(page)
  const supplier = `山腰批發${Date.now() % 100_000}`
  await signIn(page, OWNER)

  await page.goto(url('/shanxia/stock/buying/suppliers/new'))
  await page.getByLabel('廠商名字').fill(supplier)
  await page.getByLabel(/統一編號/).fill('12345678')
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page.getByText(/這不是正確的統一編號/)).toBeVisible()
  await page.getByLabel(/統一編號/).fill('12345675')
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page.getByRole('heading', { name: supplier })).toBeVisible()

  // An order: the price of one kind is known, that of the other is asked later.
  await page.getByRole('link', { name: '寫訂貨單' }).click()
  await expect(page.getByLabel('跟誰訂')).toHaveValue(/./)
  const cans = await add(page, '罐頭', '鮪魚罐頭')
  await cans.getByLabel('數量').fill('24')
  await cans.getByLabel(/一共/).fill('720')
  const sauce = await add(page, '醬油', '醬油 600 ml')
  await sauce.getByLabel('數量').fill('12')
  await page.getByRole('button', { name: '存好訂貨單' }).click()
  await expect(page.getByRole('heading', { name: /訂貨單 \d+ 號/ })).toBeVisible()
  await expect(page.getByText('還沒送出')).toBeVisible()
  await expect(page.getByLabel('訊息，可以貼到 LINE')).toHaveValue(/鮪魚罐頭 24 罐/)
  await page.getByRole('button', { name: '電話說好了' }).click()
  await expect(page.getByText('等貨')).toBeVisible()
  await inspect(page, page.url())
  const order = page.url()

  // Ten cans come; more than was ordered is asked about first, and nothing is lost.
  await page.getByRole('link', { name: '貨到了' }).click()
  const first = page.getByRole('group', { name: '鮪魚罐頭' })
  await expect(first.getByLabel('數量')).toHaveValue('24')
  await page
    .getByRole('group', { name: '醬油 600 ml' })
    .getByRole('button', { name: '拿掉' })
    .click()
  await first.getByLabel('數量').fill('30')
  await page.getByText('帳單還沒來').click()
  await page.getByRole('button', { name: '存好這筆進貨' }).click()
  await expect(page.getByText(/還沒到的只有 24，你填了 30/)).toBeVisible()
  await expect(page.getByLabel('真的到了這麼多，照實記下來')).toBeVisible()
  await inspect(page, page.url())
  await first.getByLabel('數量').fill('10')
  await expect(first.getByLabel(/一共/)).toHaveValue('300')
  await page.getByRole('button', { name: '存好這筆進貨' }).click()
  await expect(page.getByText('進貨記好了，貨和帳都進去了。')).toBeVisible()
  await expect(page.getByText('帳單還沒來')).toBeVisible()
  await inspect(page, page.url())

  // The rest comes another day.
  await page.goto(order)
  await expect(page.getByText('到了一部分')).toBeVisible()
  await page.getByRole('link', { name: '貨到了' }).click()
  await expect(page.getByRole('group', { name: '鮪魚罐頭' }).getByLabel('數量')).toHaveValue('14')
  await page.getByRole('group', { name: '醬油 600 ml' }).getByLabel(/一共/).fill('600')
  await page.getByText('帳單還沒來').click()
  await page.getByRole('button', { name: '存好這筆進貨' }).click()
  await expect(page.getByText('進貨記好了，貨和帳都進去了。')).toBeVisible()
  await page.goto(order)
  await expect(page.getByText('到齊了')).toBeVisible()

  // One bill for both, dearer than was said, with freight.
  await page.getByRole('link', { name: supplier }).first().click()
  await page.getByRole('link', { name: '記帳單' }).click()
  const sauceLine = page.getByRole('group', { name: '醬油 600 ml' })
  await sauceLine.getByLabel(/一共/).fill('660')
  await expect(sauceLine.getByText(/進貨時說 NT\$600/)).toBeVisible()
  await page.getByLabel(/^運費/).fill('90')
  await inspect(page, page.url())
  await page.getByRole('button', { name: '存好帳單' }).click()
  await expect(page.getByText('帳單記好了。')).toBeVisible()
  await expect(page.getByText(/還欠 NT\$1,470/)).toBeVisible()
  await inspect(page, page.url())

  await page.goto(url('/shanxia/stock/buying/owed'))
  await expect(page.getByRole('row').filter({ hasText: supplier })).toContainText('1,470')
  await page.getByRole('link', { name: supplier }).click()
  await page.getByRole('link', { name: '付錢' }).click()
  await page.getByLabel('這次付多少').fill('470')
  await expect(page.getByText('付了以後，選的還欠 NT$1,000。')).toBeVisible()
  await inspect(page, page.url())
  await page.getByRole('button', { name: '存好付款' }).click()
  await expect(page.getByText('付款記好了。')).toBeVisible()
  await inspect(page, page.url())

  // The supplier's page knows what is owed, what came and what it cost.
  await page.getByRole('link', { name: supplier }).click()
  await expect(page.locator('.total').getByText('1,000')).toBeVisible()
  const prices = page.getByRole('table', { name: '價錢' })
  await expect(prices.getByRole('row').filter({ hasText: '鮪魚罐頭' })).toContainText('NT$30')
  await inspect(page, page.url())

  // The books say the same, and lead back to the paper.
  await page.getByRole('link', { name: /^帳單/ }).first().click()
  await page.getByRole('link', { name: '廠商帳單' }).click()
  await expect(page.getByRole('cell', { name: '1,470' }).first()).toBeVisible()
  await page.getByRole('link', { name: '看這張單子' }).click()
  await expect(page.getByRole('heading', { name: `${supplier}的帳單` })).toBeVisible()
  // A refused form answers 409 or 422 on purpose, which the browser mentions.
  expect(complaints.filter((each) => !/409|422/.test(each))).toEqual([])
})

test('a purchase that was a mistake is taken back; goods that are broken go back', async ({
  page,
}) => {
  const complaints = listenForComplaints(page)
  await signIn(page, OWNER)
  const buy = async () => {
    await page.goto(url('/shanxia/stock/buying/new'))
    await page.getByLabel('跟誰買的').selectOption({ label: '阿明的菜園' })
    const line = await add(page, '香蕉', '香蕉')
    await line.getByLabel('數量').fill('10')
    await line.getByLabel(/一個多少/).fill('18.5')
    await expect(line.getByLabel(/一共/)).toHaveValue('185')
    await page.getByRole('button', { name: '存好這筆進貨' }).click()
    await expect(page.getByText('進貨記好了，貨和帳都進去了。')).toBeVisible()
    await expect(page.getByText('付清了')).toBeVisible()
  }
  await buy()
  await page.getByText('記錯了，收回這筆進貨').click()
  await page.getByRole('button', { name: '收回', exact: true }).click()
  await expect(page.getByText('這筆進貨已經收回了，不算數。')).toBeVisible()

  await buy()
  await page.getByRole('link', { name: '退貨給廠商' }).click()
  const line = page.getByRole('group', { name: '香蕉' })
  await line.getByLabel('退多少', { exact: true }).fill('2')
  await expect(line.getByLabel('廠商退多少錢')).toHaveValue('37')
  await page.getByText('退現金了').click()
  await inspect(page, page.url())
  await page.getByRole('button', { name: '存好退貨' }).click()
  await expect(page.getByText('退貨記好了，貨和帳都改了。')).toBeVisible()
  await expect(page.getByText('用完了')).toBeVisible()
  await inspect(page, page.url())
  // A refused form answers 409 or 422 on purpose, which the browser mentions.
  expect(complaints.filter((each) => !/409|422/.test(each))).toEqual([])
})

test('what sells is suggested, and one press makes an order of it', async ({ page }) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/stock/buying/suggested?days=30'))
  await expect(page.getByText(/怎麼算的/)).toBeVisible()
  await page.getByRole('button', { name: '開成訂貨單' }).first().click()
  await expect(page.getByText('還沒送出')).toBeVisible()
})

test('a slip is photographed, and the photo stands with its purchase', async ({ page }) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/stock/buying/receipts'))
  await page.getByRole('link', { name: '山腳食品行' }).last().click()
  await page.waitForLoadState('networkidle')
  await page.locator('input[type=file]').setInputFiles('docs/screens/till-tablet.png')
  const photo = page.getByRole('img', { name: '單子的照片，第 1 張' })
  await expect(photo).toBeVisible()
  await expect
    .poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(500)
  await page.getByRole('button', { name: '拿掉' }).click()
  await expect(photo).toBeHidden()
})
