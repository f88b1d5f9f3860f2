import { expect, type Page } from '@playwright/test'

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
