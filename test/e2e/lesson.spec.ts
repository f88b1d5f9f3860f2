import { expect, type Page } from '@playwright/test'
import { addLearnDevice, addLearner } from '#modules/learning/index.ts'
import { inDemo } from './demo-database.ts'
import { inspect, PHONE } from './inspect.ts'
import { at, choose, eventsOf, skipBefore } from './learner-steps.ts'
import { url } from './people.ts'
import { test } from './test.ts'

/** Somebody with a phone of their own, at home among the courses. */
async function comeHome(page: Page, name: string): Promise<string> {
  const { learnerId, token } = await inDemo('xikou-centre', async (tx, tenantId) => {
    const { id: learnerId } = await addLearner(tx, { displayName: name })
    const { token } = await addLearnDevice(tx, tenantId, { name: '手機', learnerId })
    return { learnerId, token }
  })
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(url(`/learn/#device=${token}`))
  const hello = page.getByRole('heading', { name: new RegExp(name) })
  await expect(hello).toBeVisible()
  return learnerId
}

async function openLesson(page: Page, course: string, lesson: string, isFirst = true) {
  await page.locator('summary', { hasText: course }).click()
  await page.getByRole('button', { name: lesson }).click()
  if (isFirst) await skipBefore(page)
  await expect(page.getByRole('progressbar', { name: '上到哪裡' })).toBeVisible()
}

test('what is odd is tapped and numbered, a fine phrase says so, and the place is kept on leaving', async ({
  page,
}) => {
  const learnerId = await comeHome(page, '阿滿')
  await openLesson(page, '網購與一頁式廣告', '太便宜的廣告')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await choose(page, '趕快買')
  await choose(page, '停下來')
  await page.keyboard.press('Enter')
  await at(page, 4)
  await page.keyboard.press('Enter')
  await inspect(page, 'flip')
  await page.keyboard.press('Enter')
  await inspect(page, 'checklist')
  await page.keyboard.press('Enter')
  await at(page, 6)
  const phrases = page.locator('.phrase-key')
  await phrases.first().focus()
  await page.keyboard.press('Enter')
  for (let step = 1; step < (await phrases.count()); step += 1) {
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    if (step === 2) await inspect(page, 'spot')
  }
  await expect(page.getByText('都找到了')).toBeVisible()
  await expect(page.locator('.phrase-key-found')).toHaveCount(5)
  await page.keyboard.press('Escape')
  await openLesson(page, '網購與一頁式廣告', '太便宜的廣告', false)
  await at(page, 6)
  const answers = async () =>
    (await eventsOf(learnerId)).flatMap(({ type, body }) =>
      type === 'question.answered' ? [body.answer.length] : [],
    )
  await expect.poll(async () => (await answers()).at(-1), { timeout: 60_000 }).toBe(5)
})
