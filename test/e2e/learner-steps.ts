import { expect, type Page } from '@playwright/test'
import { listLearnEvents } from '#modules/learning/index.ts'
import { inDemo } from './demo-database.ts'

/** Who opens a course for the first time is asked a few questions, and may go on to the lesson. */
export async function skipBefore(page: Page): Promise<void> {
  // The course may have to come first.
  await page.getByRole('button', { name: '先不要，直接上課' }).click({ timeout: 30_000 })
  await expect(page.getByRole('progressbar', { name: '上到哪裡' })).toBeVisible()
}

/** Answers one of the questions around a course, in the words of an option, and goes on. */
export async function answerOne(page: Page, option: string): Promise<void> {
  const choice = page.locator('[data-choice]').filter({ hasText: new RegExp(`^${option}`) })
  await choice.click()
  await expect(choice).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: /^選好了/ }).click()
}

/** A tablet of the centre, held upright. */
export const LEARNER_TABLET = { width: 820, height: 1180 }

const PICTURE_NAMES: Record<string, string> = {
  sun: '太陽',
  moon: '月亮',
  mountain: '山',
  fish: '魚',
  millet: '小米',
  taro: '芋頭',
  dog: '狗',
  bird: '鳥',
  flower: '花',
  basket: '竹簍',
  house: '房子',
  umbrella: '雨傘',
}

/** Presses pictures to sign in with, as they were chosen for somebody. */
export async function pressPictures(page: Page, pictures: readonly string[]): Promise<void> {
  for (const picture of pictures) {
    await page.getByRole('button', { name: PICTURE_NAMES[picture] ?? picture, exact: true }).click()
  }
}

/** How far a lesson is. */
export const at = (page: Page, place: number): Promise<void> =>
  expect(page.getByRole('progressbar', { name: '上到哪裡' })).toHaveAttribute(
    'aria-valuenow',
    String(place),
  )

/** Presses the number of a choice, which stands in another place for each learner. */
export async function choose(page: Page, choice: string): Promise<void> {
  const choices = page.locator('[data-choice]')
  await expect(choices.filter({ hasText: choice })).toBeVisible()
  const texts = await choices.allTextContents()
  await page.keyboard.press(String(texts.findIndex((text) => text.includes(choice)) + 1))
}

/** What the server knows of somebody, the oldest first. */
export const eventsOf = (learnerId: string) =>
  inDemo('xikou-centre', async (tx) => {
    const events = await listLearnEvents(tx, [learnerId])
    return events.get(learnerId) ?? []
  })
