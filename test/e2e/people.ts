import { type Cookie, expect, type Page } from '@playwright/test'
import { DEMO_PASSWORD } from '#app/cli/demo-data.ts'
import { visitedDemo } from './demos.ts'

export const url = (path: string): string => new URL(path, visitedDemo().url).toString()

export const OWNER = 'owner@shanxia.example'
export const CASHIER = 'cashier@shanxia.example'
export const CENTRE = 'centre@xikou.example'
export const TRAINER = 'trainer@xikou.example'

/** Who has signed in at a demo, in this worker. */
const sessions = new Map<string, Cookie[]>()

/**
 * Signs in through the page, as a person does. Another browser of this worker then gets the session
 * that the same person has, and stays on its page.
 */
export async function signIn(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  const who = url(`/${email}`)
  const known = sessions.get(who)
  if (known) return page.context().addCookies(known)
  await page.goto(url('/signin'))
  await page.locator('input[name=identifier]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form:has(input[name=identifier]) button[type=submit]').click()
  await expect(page).not.toHaveURL(/signin/)
  const cookies = await page.context().cookies()
  sessions.set(
    who,
    cookies.filter(({ name }) => name === 'session'),
  )
}

/** Makes this browser a till by one press; whoever is signed in must be in charge of the shop. */
export async function pairTill(page: Page, shop = 'shanxia'): Promise<void> {
  // What a test browser can't promise of its storage is said once, over what is being tested.
  const understood = page.getByRole('button', { name: '知道了' })
  // It may come while a dialog keeps the rest of the page from being pressed, and then nobody could.
  await page.addLocatorHandler(understood, () => understood.dispatchEvent('click'))
  await page.goto(url(`/till/?shop=${shop}`))
  await page.getByRole('button', { name: '這台就是收銀機' }).click()
  // Only then has the till heard from the server, and hears keys itself.
  await expect(page.getByText('已連線')).toBeVisible()
}

/** Somebody takes the till over: a name, then six digits. */
export async function enterPin(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(name) }).click()
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
  await expect(page.locator('.till-who')).toContainText(name)
}

/** Collects what the browser complains about: CSP violations, errors, failed requests of our own. */
export function listenForComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return complaints
}
