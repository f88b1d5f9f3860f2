import { expect, type Page } from '@playwright/test'
import { DEMO_PASSWORD } from '#app/cli/demo-data.ts'

// Each worker has a demo of its own: what one test sells, the next does not find sold.
const demos = (process.env.E2E_URLS ?? '').split(' ')
// The process that starts the workers reads this file too, and would give all of them its own choice.
const worker = process.env.TEST_PARALLEL_INDEX
if (worker !== undefined) process.env.E2E_URL ??= demos[Number(worker)] ?? demos[0]

/** Where the demo of this worker keeps its database. */
export const demoFolder = (): string => {
  const folders = (process.env.E2E_FOLDERS ?? '').split(' ')
  return folders[Number(process.env.TEST_PARALLEL_INDEX ?? 0)] ?? folders[0] ?? ''
}

export const url = (path: string): string => new URL(path, process.env.E2E_URL).toString()

export const OWNER = 'owner@shanxia.example'
export const CASHIER = 'cashier@shanxia.example'
export const CENTRE = 'centre@xikou.example'

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  await page.goto(url('/signin'))
  await page.locator('input[name=identifier]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form:has(input[name=identifier]) button[type=submit]').click()
  // A password is slow to check on purpose, and slower on a busy machine.
  await expect(page).not.toHaveURL(/signin/, { timeout: 20_000 })
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
