import { request as ask } from 'node:http'
import { expect, type Page } from '@playwright/test'
import { CENTRE, signIn, TRAINER, url } from './people.ts'
import { test } from './test.ts'
import { keep, MICROPHONE, record } from './voice-steps.ts'

const PAGE = '/xikou-centre/courses/stop-ask-rescue/voices'

test.use(MICROPHONE)

const firstBlock = (page: Page) => page.locator('.voice-block').first()

test('a trainer records a block, another one lets it be heard, and takes it off', async ({
  page,
  browser,
}) => {
  await signIn(page, TRAINER)
  await page.goto(url(`${PAGE}?language=vi`))
  await record(firstBlock(page), 2_000)
  const block = firstBlock(page)
  await block.getByRole('button', { name: '錄好了' }).click()
  await keep(firstBlock(page), '<b>秋月</b>')
  await expect(block.getByText('等另一位老師聽')).toBeVisible()
  await expect(block.getByText('<b>秋月</b>', { exact: true })).toBeVisible()
  await block.getByRole('button', { name: '可以用' }).click()
  await expect(page.getByText('請另一位老師聽過')).toBeVisible()

  const other = await browser.newPage({ locale: 'zh-TW' })
  await signIn(other, CENTRE)
  await other.goto(url(`${PAGE}?language=vi`))
  const theirs = firstBlock(other)
  const sound = await other.request.get(
    url((await theirs.locator('audio').getAttribute('src')) ?? ''),
  )
  expect(sound.headers()['content-type']).toBe('audio/webm')
  expect((await sound.body()).length).toBeGreaterThan(500)
  await theirs.getByRole('button', { name: '可以用' }).click()
  await expect(theirs.getByText(/正在用/)).toBeVisible()
  await theirs.getByRole('button', { name: '拿下來' }).click()
  await expect(theirs.getByText(/正在用/)).toBeHidden()
  await other.close()
})

test('what was recorded without a network is sent later, and a reload keeps what was said', async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await signIn(page, TRAINER)
  await page.goto(url(`${PAGE}?language=id`))
  await context.setOffline(true)
  await record(firstBlock(page), 2_000)
  const block = firstBlock(page)
  await block.getByRole('button', { name: '錄好了' }).click()
  await keep(firstBlock(page), '')
  await expect(page.getByText('1 段錄音還在這台機器上')).toBeVisible()
  await context.setOffline(false)
  await expect(block.getByText('等另一位老師聽')).toBeVisible({ timeout: 45_000 })
  await expect(page.getByText(/還在這台機器上/)).toBeHidden()
  await expect(block.getByText('不具名', { exact: true })).toBeVisible()

  await record(firstBlock(page), 3_000)
  await page.reload()
  await expect(block.getByText('錄好了，還沒留下來')).toBeVisible()
  await block.getByRole('button', { name: '不要了' }).click()
  await expect(block.getByText('錄好了，還沒留下來')).toBeHidden()
})

test('a recording that is far too large is refused before it is read', async ({ page }) => {
  const address = new URL(url(`${PAGE}/upload`))
  const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const request = ask(address, {
      method: 'POST',
      headers: {
        'content-length': 200_000_000,
        'content-type': 'multipart/form-data; boundary=x',
        'sec-fetch-site': 'same-origin',
      },
    })
    request.on('response', (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    request.on('error', reject)
    request.flushHeaders()
  })
  expect(answer.status).toBe(413)
  expect(answer.text).toContain('MB')

  await signIn(page, TRAINER)
  const large = await page.request.post(url(`${PAGE}/upload`), {
    headers: { 'sec-fetch-site': 'same-origin' },
    multipart: { sound: { name: 'x', mimeType: 'audio/webm', buffer: Buffer.alloc(6_000_000) } },
  })
  expect(large.status()).toBe(413)
  expect(await large.json()).toMatchObject({ code: 'request.too_large' })
})

test('a scam heard in class is looked at, told to the centre and taken off', async ({ page }) => {
  await signIn(page, TRAINER)
  await page.goto(url('/xikou-centre/cases'))
  await page.getByLabel('連結要你填卡號').check()
  await page.getByLabel('對方說他是誰').fill('說是送貨的')
  await page.getByLabel('他怎麼說').fill('您的包裹送不到，打 0912-345-678')
  await page.getByLabel('他要你做什麼').fill('點連結，填卡號，付 35 元運費。')
  await page.getByLabel('哪裡露出馬腳').fill('送貨的不會用簡訊要卡號。')
  await page.getByLabel('標題').fill('送不到的包裹')
  await page.getByLabel(/裡面沒有真的人名/).check()
  await page.getByRole('button', { name: '先看看' }).click()
  await expect(page.getByText(/這裡有一串號碼/)).toBeVisible()
  await page.getByLabel('他怎麼說').fill('您的包裹送不到，今天要處理。')
  await page.getByRole('button', { name: '先看看' }).click()
  const publish = page.getByRole('button', { name: '發布給這個據點的學員' })
  await expect(publish).toBeVisible()
  await publish.click()
  await expect(page.getByText('羅文德 看過')).toBeVisible()
  await page.getByRole('button', { name: '拿下來' }).click()
  await expect(page.getByText('還沒有。聽到新的騙術')).toBeVisible()

  await page.goto(url('/xikou-centre/reported?q=shop.example'))
  await expect(page.getByText('這裡還沒有檢舉名單')).toBeVisible()
})
