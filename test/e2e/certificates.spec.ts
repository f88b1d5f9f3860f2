import { expect } from '@playwright/test'
import { makeClass, openDevice } from './class-steps.ts'
import { CENTRE, signIn, url } from './people.ts'
import { test } from './test.ts'

const COURSE = 'stop-ask-rescue'
const NAME = 'Ngayaw’ an 秋菊'

test('who did every lesson gets a certificate, and anybody sees that it is genuine until it is taken back', async ({
  page,
  browser,
}) => {
  await signIn(page, CENTRE)
  const { id, learners } = await makeClass(page, [NAME, '高金水'])
  const [learnerId = ''] = learners
  const device = await openDevice(page)
  const done = (lessonId: string) => ({
    type: 'lesson.done',
    body: { learnerId, courseId: COURSE, lessonId },
  })
  await device.send([done('1-see'), done('2-try')])
  await page.goto(url(`/xikou-centre/certificates?classId=${id}`))
  const issue = page.getByRole('button', { name: '發給做完的 1 位' })
  await expect(page.getByRole('cell', { name: NAME })).toBeVisible()
  await expect(issue).toHaveCount(0)
  await device.send([done('3-do')])
  await page.reload()
  await issue.click()
  await expect(page.getByText('發了 1 張證明。')).toBeVisible()
  await page.getByRole('link', { name: NAME }).last().click()
  const link = await page.getByRole('textbox', { name: '查證明的網址' }).inputValue()

  const visitor = await browser.newPage({ locale: 'zh-TW', viewport: { width: 360, height: 740 } })
  expect((await visitor.goto(link))?.status()).toBe(200)
  await expect(visitor.getByText('這張證明是真的')).toBeVisible()
  await expect(visitor.getByText(NAME)).toBeVisible()
  const pdf = await visitor.request.get(`${link}/pdf`)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  const badge = await (await visitor.request.get(`${link}/badge.jwt`)).text()
  expect(badge.split('.')).toHaveLength(3)
  const wrong = link.slice(0, -1) + (link.endsWith('a') ? 'b' : 'a')
  expect((await visitor.goto(wrong))?.status()).toBe(404)
  await expect(visitor.getByText('找不到這張證明')).toBeVisible()

  await page.getByText('收回證明', { exact: true }).first().click()
  await page.getByLabel(/為什麼收回/).fill('名字寫錯了')
  await page.getByRole('button', { name: '收回證明' }).last().click()
  await expect(page.getByText(/在 .* 收回了/)).toBeVisible()
  await visitor.goto(link)
  await expect(visitor.getByText('這張證明已經收回')).toBeVisible()
})
