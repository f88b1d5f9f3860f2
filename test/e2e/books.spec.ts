import { expect, type Page } from '@playwright/test'
import { OWNER, signIn, url } from './people.ts'
import { test } from './test.ts'

/** The last day of the month before this one, and the fifth of that month. */
function lastMonth(): { end: string; day: string } {
  const now = new Date(Date.now() + 8 * 3_600_000)
  const end = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0))
    .toISOString()
    .slice(0, 10)
  return { end, day: `${end.slice(0, 8)}05` }
}

async function payRent(page: Page, amount: string, more: { day?: string; note?: string } = {}) {
  await page.goto(url('/shanxia/books/money'))
  await page.getByRole('link', { name: '我付了錢' }).click()
  await page.getByLabel('多少錢').fill(amount)
  await page.getByRole('radio', { name: '租金', exact: true }).check()
  await page.getByRole('radio', { name: '現金', exact: true }).check()
  if (more.day) await page.getByLabel('哪一天').fill(more.day)
  if (more.note) await page.getByLabel('記一句').fill(more.note)
  await page.getByRole('button', { name: '記好，我付了' }).click()
}

test('rent is paid, stands in the cash book in two sides, and is undone; a locked month refuses it', async ({
  page,
}) => {
  await signIn(page, OWNER)
  await payRent(page, '4321', { note: '倉庫的租金' })
  await expect(page.getByText(/記好了：付 租金（現金）.*4,321/)).toBeVisible()

  // The cash book of the drawer has it, and leads to its two sides.
  await page.getByRole('link', { name: '現金', exact: true }).click()
  await expect(page.getByRole('heading', { name: '現金的進出' })).toBeVisible()
  await page.getByRole('link', { name: '付錢 倉庫的租金' }).click()
  const table = page.getByRole('table')
  await expect(table.getByRole('row', { name: /租金/ })).toContainText('4,321')
  await expect(table.getByRole('row', { name: /現金/ })).toContainText('4,321')
  await page.getByRole('link', { name: '看這張單子' }).click()
  await page.getByText('看借貸怎麼記').click()
  await expect(page.getByRole('row', { name: /租金/ })).toContainText('4,321')

  // Undone, once, with a reason; the entry says so and leads to its opposite.
  await page.getByText('收回這一筆').click()
  await page.getByLabel('為什麼收回').fill('記錯了')
  await page.getByRole('button', { name: '收回', exact: true }).click()
  await expect(page.getByText('收回了，錢回到原來的樣子')).toBeVisible()
  await page
    .getByRole('link', { name: /付 租金（現金）/ })
    .first()
    .click()
  await expect(page.getByText('這一筆已經收回了')).toBeVisible()
  await page.getByRole('link', { name: '看收回的那一筆' }).click()
  await expect(page.getByText('這一筆是收回另一筆')).toBeVisible()

  // Last month is locked: rent of that month is refused, and goes with a reason that stays.
  const { end, day } = lastMonth()
  await page.goto(url('/shanxia/books/settings'))
  await page.getByRole('link', { name: /鎖帳/ }).click()
  await page.getByLabel('鎖到哪一天').first().fill(end)
  await page.getByRole('button', { name: '鎖起來' }).click()
  await expect(page.getByText('存好了')).toBeVisible()
  await payRent(page, '777', { day })
  await expect(page.getByText(new RegExp(`到 ${end} 為止的帳已經鎖起來`))).toBeVisible()
  await expect(page.getByLabel('多少錢')).toHaveValue('777')
  await page.getByLabel('為什麼要記到鎖起來的日子').fill('房東晚開單')
  await page.getByRole('button', { name: '記好，我付了' }).click()
  await expect(page.getByText(/記好了：付 租金（現金）.*777/)).toBeVisible()
  await page.goto(url('/shanxia/books/settings/locks'))
  await expect(page.getByText('房東晚開單')).toBeVisible()
})

test('an entry by hand says by how much it is off, and stands when it is even', async ({
  page,
}) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/books/journal'))
  await page.getByRole('link', { name: '自己記一筆' }).click()
  await page.getByLabel('記什麼').fill('攤提店面裝修')
  await page.getByLabel('第 1 行科目').selectOption('6113')
  await page.getByLabel('第 1 行借方').fill('1,000')
  await page.getByLabel('第 2 行科目').selectOption('1502')
  await page.getByLabel('第 2 行貸方').fill('900')
  await expect(page.getByText('差 NT$100。')).toBeVisible()
  await page.getByRole('button', { name: '記好' }).click()
  await expect(page.getByText(/借方 NT\$1000，貸方 NT\$900，差 NT\$100/)).toBeVisible()
  await page.getByLabel('第 2 行貸方').fill('1000')
  await page.getByRole('button', { name: '記好' }).click()
  await expect(page.getByRole('heading', { name: /自己記的 攤提店面裝修/ })).toBeVisible()
})

test('the books say that nobody has changed them', async ({ page }) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/books/settings'))
  await page.getByRole('button', { name: '檢查一次' }).click()
  await expect(page.getByText(/筆都沒有被改過/)).toBeVisible()
})

test('a slip is photographed: made small, kept, and shown to those who may see the books', async ({
  page,
}) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/books/money/new?direction=paid'))
  await page.getByLabel('多少錢').fill('350')
  await page.getByRole('radio', { name: '水電瓦斯', exact: true }).check()
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 3000
    canvas.height = 2000
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))]
  })
  await page
    .getByLabel('拍單據')
    .setInputFiles({ name: 'slip.png', mimeType: 'image/png', buffer: Buffer.from(bytes) })
  await expect(page.getByRole('img', { name: '單據的照片' })).toBeVisible()
  await page.getByRole('button', { name: '記好，我付了' }).click()
  await page
    .getByRole('link', { name: /付 水電瓦斯/ })
    .first()
    .click()
  const photo = page.getByRole('img', { name: '單據的照片' })
  await expect(photo).toBeVisible()
  await expect
    .poll(() => photo.evaluate((img) => (img instanceof HTMLImageElement ? img.naturalWidth : 0)))
    .toBe(1600)
})

test('what is paid every month is offered on its day and recorded by one press', async ({
  page,
}) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/books/money'))
  const due = page.getByRole('region', { name: '這個月要付、要收的' })
  await expect(due.getByText('店租')).toBeVisible()
  await due.getByRole('button', { name: '付了', exact: true }).first().click()
  await expect(due).toBeHidden()
  await expect(page.getByRole('link', { name: /付 租金（銀行存款）/ }).first()).toBeVisible()
})
