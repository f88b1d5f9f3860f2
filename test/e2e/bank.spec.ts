import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import iconv from 'iconv-lite'
import { overflowOf } from './inspect.ts'
import { OWNER, signIn, url } from './people.ts'

test.use({ viewport: { width: 390, height: 844 } })

const DAY_MS = 86_400_000
const dayAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)
/** 1151127 */
const roc = (day: string) =>
  `${Number(day.slice(0, 4)) - 1911}${day.slice(5, 7)}${day.slice(8, 10)}`

/** A bank that calls its columns as nobody else does, the latest line first, in Big5. */
const FILE = iconv.encode(
  [
    '許功蓋信用合作社 存摺明細',
    '帳務日期,摘要,支出,存入,餘額,代碼,店家',
    `${roc(dayAgo(3))},手續費,30,,"50,720",B7,`,
    `${roc(dayAgo(4))},轉帳支出,"1,250",,"50,750",B7,青山瓦斯行`,
    `${roc(dayAgo(5))},存入,,"2,000","52,000",A1,`,
  ].join('\r\n'),
  'big5',
)

const { PICTURES } = process.env
async function look(page: Page, name: string): Promise<void> {
  expect(await overflowOf(page), `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true })
}

test('a file of the bank is put in, a column is put right, its lines are booked, and the balance agrees', async ({
  page,
}) => {
  await signIn(page, OWNER)
  await page.goto(url('/shanxia/books/bank'))
  await look(page, 'bank')
  await page.getByRole('link', { name: '加一個帳戶' }).click()
  await page.getByLabel('哪一家銀行').fill('許功蓋信用合作社')
  await page.getByLabel('帳號的最後五個數字').fill('1234')
  await page.getByLabel('從哪一天開始對').fill(dayAgo(6))
  await page.getByLabel('那一天晚上的餘額').fill('50,000')
  await look(page, 'bank-new')
  await page.getByRole('button', { name: '存好' }).click()
  await expect(page.getByText('要剛好 5 個數字')).toBeVisible()
  await page.getByLabel('帳號的最後五個數字').fill('12345')
  await page.getByRole('button', { name: '存好' }).click()

  await page.getByRole('link', { name: '放進明細' }).click()
  const file = { name: '明細.csv', mimeType: 'text/csv', buffer: FILE }
  await page.getByLabel('明細檔').setInputFiles(file)
  await page.getByRole('button', { name: '先看看' }).click()
  await expect(page.getByText('新的有 3 筆')).toBeVisible()
  // Nobody can guess that 店家 is a note.
  await expect(page.getByText('青山瓦斯行')).toBeHidden()
  await page.getByLabel('備註').selectOption({ label: '店家' })
  await page.getByRole('button', { name: '照這樣再看' }).click()
  await expect(page.getByText('青山瓦斯行')).toBeVisible()
  await look(page, 'bank-preview')
  await page.getByRole('button', { name: '收進這 3 筆' }).click()
  await expect(page.getByText('收進 3 筆明細')).toBeVisible()

  // What the gas cost is said once, and remembered.
  const line = (words: string) => page.getByRole('listitem').filter({ hasText: words })
  await look(page, 'bank-lines')
  await line('青山瓦斯行').getByRole('link', { name: '這是什麼錢？' }).click()
  await page.getByLabel('這是付什麼的錢？').selectOption({ label: '水電瓦斯' })
  await page.getByLabel(/以後看到一樣的字/).check()
  await expect(page.getByLabel('看到哪些字')).toHaveValue('青山瓦斯行')
  await look(page, 'bank-line')
  await page.getByRole('button', { name: '記下來' }).click()
  await expect(page.getByText('對到帳本的這一筆')).toBeVisible()
  await look(page, 'bank-matched')
  await page.getByRole('link', { name: /青山瓦斯行/ }).click()
  await page.getByRole('link', { name: '看銀行的那一筆明細' }).click()
  await expect(page.getByText('對到帳本的這一筆')).toBeVisible()

  // The fee is known from another account's rule, and one press agrees.
  await page.getByRole('link', { name: '許功蓋信用合作社' }).click()
  await line('手續費').getByRole('button', { name: '照這樣記' }).click()
  await expect(page.getByText('記好了，也對好了')).toBeVisible()
  await line('存入')
    .getByRole('link', { name: /這是什麼錢|都不是/ })
    .click()
  await page.getByLabel('這是哪裡來的錢？').selectOption({ label: '從「現金」搬來' })
  await page.getByRole('button', { name: '記下來' }).click()
  await expect(page.getByText('對到帳本的這一筆')).toBeVisible()

  await page.getByRole('link', { name: '許功蓋信用合作社' }).click()
  await page.getByRole('link', { name: '對餘額' }).click()
  await page.getByRole('button', { name: '補上這個差' }).click()
  await expect(page.getByText('對得起來')).toBeVisible()
  await page.getByLabel('那一天存摺的餘額').fill('50,700')
  await page.getByRole('button', { name: '比比看' }).click()
  await expect(page.getByText('明細少了 NT$20')).toBeVisible()
  await look(page, 'bank-differs')
  await page.getByLabel('那一天存摺的餘額').fill('50,720')
  await page.getByRole('button', { name: '比比看' }).click()
  await page.getByRole('button', { name: '對好了，記下來' }).click()
  await expect(page.getByText('記好了：到這一天為止都對')).toBeVisible()
  await expect(page.getByText('還是對的')).toBeVisible()
  await look(page, 'bank-agrees')

  // The rule that was taught stands in its list.
  await page.goto(url('/shanxia/books/bank/rules'))
  await expect(line('青山瓦斯行')).toContainText('水電瓦斯')
  await look(page, 'bank-rules')
})
