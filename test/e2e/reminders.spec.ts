import { expect, type Page } from '@playwright/test'
import { getMail, listMailsAbout } from '#modules/mail/index.ts'
import { REMINDING, writeLetters } from '#modules/reminders/index.ts'
import { makeLearning } from '#test/make-learned.ts'
import { inDemo } from './demo-database.ts'
import { type OwnDemo, openOwnDemo, visitDemo } from './demos.ts'
import { inspect as inspectNow } from './inspect.ts'
import { CENTRE, listenForComplaints, signIn, url } from './people.ts'
import { test } from './test.ts'

const PHONE = { width: 390, height: 844 }
const TABLET = { width: 1024, height: 768 }

// A centre of its own: whoever else is due would be on the list and the slips.
let centre: OwnDemo | undefined
test.beforeAll(async () => {
  centre = await openOwnDemo()
  visitDemo(centre)
})
test.afterAll(async () => {
  visitDemo(undefined)
  await centre?.close()
})

const atCentre = <Result>(work: Parameters<typeof inDemo<Result>>[1]): Promise<Result> =>
  inDemo('xikou-centre', work)

/** Learners who did a lesson's questions five days ago. */
async function makeDue(names: string[]): Promise<string[]> {
  const tenantId = await atCentre(async (_tx, id) => id)
  const run = (work: Parameters<typeof atCentre>[0]) => atCentre(work)
  const learning = await makeLearning({ tenantId, userId: '', slug: '', run, read: run } as never)
  const ids: string[] = []
  for (const name of names) {
    const id = await learning.addLearner(name)
    await learning.answer(id, 'lesson', new Date(Date.now() - 5 * 86_400_000))
    ids.push(id)
  }
  return ids
}

/** What the job of the day writes; returns the link in the letter. */
async function letterTo(learnerId: string): Promise<string> {
  // The next noon in Taipei: a letter of a day that is over stays.
  const noon = new Date(Date.now() + 20 * 3_600_000)
  noon.setUTCHours(4, 0, 0, 0)
  const words = ({ stopUrl }: { stopUrl: string }) => ({ subject: '該複習了', body: stopUrl })
  await atCentre((tx) => writeLetters(tx, noon, words))
  const body = await atCentre(async (tx) => {
    const [mail] = await listMailsAbout(tx, REMINDING, learnerId)
    return (await getMail(tx, mail?.id ?? '')).body
  })
  return /http:\S+\/u\/[\w-]{43}/.exec(body)?.[0] ?? ''
}

async function inspect(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ phone: PHONE, tablet: TABLET })) {
    await page.setViewportSize(viewport)
    await inspectNow(page, `${name}-${size}`)
  }
}

const row = (page: Page, name: string) =>
  page
    .getByRole('list', { name: '該複習的人' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name, exact: true }) })

test('trainers see who is due, ask how each wants to hear of it, print slips and tick who was told; a letter’s link ends the letters', async ({
  page,
  browser,
}) => {
  const [, , mailed = ''] = await makeDue(['秋香', '阿發', '玉珠'])
  const complaints = listenForComplaints(page)
  await signIn(page, CENTRE)
  await page.goto(url('/xikou-centre'))
  await page.getByRole('link', { name: '誰該複習了' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('誰該複習了')
  for (const name of ['秋香', '阿發', '玉珠']) {
    await expect(row(page, name)).toContainText(/複習 \d+ 題：三招保平安/)
    await expect(row(page, name)).toContainText('還沒問')
  }

  await row(page, '秋香').getByRole('link', { name: '問他要怎麼提醒' }).click()
  await page.getByText('給紙條').click()
  await expect(page.getByText('請老師給我一張紙條。我隨時可以說不要。')).toBeVisible()
  // What does not work yet is not offered.
  await expect(page.getByText('LINE', { exact: true })).toBeHidden()
  await page.getByRole('button', { name: '他同意，存好' }).click()
  await expect(page.getByText('現在：紙條')).toBeVisible()
  await inspect(page, 'reminder-card')

  await page.goto(url(`/xikou-centre/learners/${mailed}`))
  await page.getByText('寄電子郵件').click()
  await page.getByRole('button', { name: '他同意，存好' }).click()
  await expect(page.getByText('選「寄電子郵件」要填電子信箱。')).toBeVisible()
  await page.getByLabel('電子信箱').fill('yuzhu@mail.example')
  await page.getByRole('button', { name: '他同意，存好' }).click()
  await expect(page.getByText('現在：電子郵件')).toBeVisible()
  await expect(page.getByText('yuzhu@mail.example').first()).toBeVisible()

  await page.goto(url('/xikou-centre/due'))
  await expect(row(page, '玉珠')).toContainText('早上 8 點以後自動寄信')
  const slips = page.getByRole('link', { name: '印紙條（A4，1 張）' })
  const pdf = await page.request.get(url((await slips.getAttribute('href')) ?? ''))
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await row(page, '阿發').getByRole('button', { name: '告訴他了' }).click()
  await expect(row(page, '阿發')).toContainText(/告訴了/)
  await expect(page.locator('.due-row').last()).toContainText('阿發')
  await inspect(page, 'due')
  await row(page, '阿發').getByRole('button', { name: '還沒告訴' }).click()
  await expect(row(page, '阿發').getByRole('button', { name: '告訴他了' })).toBeVisible()
  expect(complaints.filter((each) => !each.includes('422'))).toEqual([])

  const link = await letterTo(mailed)
  await page.goto(url('/xikou-centre/due'))
  await expect(row(page, '玉珠')).toContainText(/寫了信給他|還不能寄信/)
  const stranger = await browser.newContext({ locale: 'zh-TW', viewport: PHONE })
  const letter = await stranger.newPage()
  await letter.goto(link)
  // One press, in the letter, was enough.
  await expect(letter.getByText('不會再寄提醒的信了')).toBeVisible()
  await inspect(letter, 'reminder-link')
  await page.goto(url(`/xikou-centre/learners/${mailed}`))
  await expect(page.getByText('現在：不要提醒')).toBeVisible()
  await page.getByText('說過的話（2 次）').click()
  await expect(page.getByText('按了信裡的連結')).toBeVisible()
  await letter.getByRole('button', { name: '我按錯了，請繼續寄' }).click()
  await expect(letter.getByText('提醒的信會繼續寄')).toBeVisible()
  await stranger.close()

  // Without scripts there is a button; a mailbox's own button posts as RFC 8058 has it.
  const plain = await browser.newContext({ locale: 'zh-TW', javaScriptEnabled: false })
  const still = await plain.newPage()
  await still.goto(link)
  await still.getByRole('button', { name: '不要再寄' }).click()
  await expect(still.getByText('不會再寄提醒的信了')).toBeVisible()
  const posted = await plain.request.post(link, { form: { 'List-Unsubscribe': 'One-Click' } })
  expect(posted.status()).toBe(200)
  expect((await plain.request.get(`${link.slice(0, -4)}none`)).status()).toBe(404)
  await plain.close()

  await page.reload()
  await expect(page.getByText('現在：不要提醒')).toBeVisible()
  await page.goto(url('/xikou-centre/due'))
  await expect(page.getByText('1 位不要提醒，沒有列出來。')).toBeVisible()
  await expect(row(page, '玉珠')).toBeHidden()
  // In one step, at the centre too.
  await page.getByRole('link', { name: '秋香', exact: true }).click()
  await page.getByRole('button', { name: '不要再提醒他' }).click()
  await expect(page.getByText('不會再提醒他了。')).toBeVisible()
  await expect(page.getByText('現在：不要提醒')).toBeVisible()
})
