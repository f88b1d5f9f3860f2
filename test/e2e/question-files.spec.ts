import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'
import { parse } from 'yaml'
import { questionFiles } from '#modules/learning/index.ts'
import { findBarriers, serious } from './inspect.ts'
import { CENTRE, signIn, url } from './people.ts'
import { test } from './test.ts'

const GIFT = `::q-new::[html]有人要你加 https://bank.example <b>好友</b>，你先做什麼？{
  =問家人#對。
  ~加了再說#很多人也這樣選。
  ####先問再加。
}

只有一個選項{~<script>alert(1)</script>一個}

165 可以打嗎？{TRUE}`

test('questions of Moodle are looked at, corrected by line, and taken along as questions.yaml', async ({
  page,
}) => {
  await signIn(page, CENTRE)
  await page.goto(url('/xikou-centre/courses/stop-ask-rescue'))
  await page.getByRole('link', { name: '從別的系統匯入題目' }).click()
  await expect(page.getByLabel('要放進哪一門課')).toHaveValue('stop-ask-rescue')
  await page
    .getByLabel('題目檔')
    .setInputFiles({ name: 'moodle.txt', mimeType: 'text/plain', buffer: Buffer.from(GIFT) })
  await page.getByRole('button', { name: '看看結果' }).click()

  await expect(page.getByText('讀到 2 題')).toBeVisible()
  await expect(page.getByText('英文先照抄中文，還沒有翻譯。')).toBeVisible()
  const problems = page.getByRole('list', { name: '讀不懂的地方' }).getByRole('listitem')
  await expect(problems).toHaveCount(1)
  await expect(problems).toContainText('第 7 行')
  await expect(problems).toContainText('只有一個選項')
  const asked = page.getByText('有人要你加 https://bank.example 好友，你先做什麼？', {
    exact: true,
  })
  await expect(asked).toBeVisible()
  expect(serious(await findBarriers(page, { isStrict: true }))).toEqual([])
  for (const [name, size] of Object.entries({
    tablet: { width: 820, height: 1180 },
    phone: { width: 360, height: 740 },
  })) {
    await page.setViewportSize(size)
    const { PICTURES } = process.env
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/import-${name}.png`, fullPage: true })
  }

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下載 questions.yaml' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('questions.yaml')
  const list = parse(readFileSync(await download.path(), 'utf8'))
  expect(list).toMatchObject([
    { id: 'q-new', kind: 'single', outcome: 'hang-up', explain: { en: '先問再加。' } },
    { id: 'q-2', kind: 'true-false' },
  ])
})

test('the questions of a course go out as GIFT and as QTI, and come back', async ({ page }) => {
  await signIn(page, CENTRE)
  const address = url('/xikou-centre/courses/stop-ask-rescue/export')
  const gift = await page.request.get(`${address}.gift`)
  expect(gift.headers()['content-disposition']).toContain('stop-ask-rescue-zh-TW.gift.txt')
  expect(await gift.text()).toContain('::q-hurry::')
  const qti = await page.request.get(`${address}.qti?language=en`)
  expect(qti.headers()['content-type']).toBe('application/zip')
  for (const [answer, language] of [
    [gift, 'zh-TW'],
    [qti, 'en'],
  ] as const) {
    const destination = { language, outcomes: [], knownIds: [] }
    const read = questionFiles.readQuestionFile(await answer.body(), destination)
    expect(read.problems).toEqual([])
    expect(read.questions.map(({ id }) => id)).toContain('q-hurry')
  }
  const missing = await page.request.get(url('/xikou-centre/courses/no-such/export.gift'))
  expect(missing.status()).toBe(404)
})

test('what is no file of questions is told in a sentence', async ({ page }) => {
  await signIn(page, CENTRE)
  await page.goto(url('/xikou-centre/courses/import'))
  await page.getByRole('button', { name: '看看結果' }).click()
  await expect(page.getByText('檔案是空的。')).toBeVisible()
  await page
    .getByLabel('題目檔')
    .setInputFiles({ name: 'a.zip', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003x') })
  await page.getByRole('button', { name: '看看結果' }).click()
  await expect(page.getByText('這個 ZIP 打不開')).toBeVisible()
})
