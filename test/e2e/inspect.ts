import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export const PHONE = { width: 360, height: 740 }
export const TABLET = { width: 1280, height: 800 }

/** WCAG 2.2, A and AA. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What on the page somebody can't use, by the rules of axe: those of WCAG 2.2 AA, or all that it has.
 * It looks in the page itself. Its other mode looks in frames too, which no page of ours has, and
 * opens a page beside it for every look.
 *
 * @param within a selector: only what is in there is looked at.
 */
export async function findBarriers(
  page: Page,
  { within, isStrict = false }: { within?: string; isStrict?: boolean } = {},
) {
  expect(await page.locator('iframe').count(), 'frames, which are not looked into').toBe(0)
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
  if (!isStrict) axe.withTags(WCAG)
  if (within) axe.include(within)
  return (await axe.analyze()).violations
}

/** How much wider than the screen the page is, in CSS pixels. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

type Barriers = Awaited<ReturnType<typeof findBarriers>>

/** The barriers that keep somebody out, one line each. */
export const serious = (barriers: Barriers): string[] =>
  barriers
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)

const { PICTURES } = process.env

/** A screen of learners keeps to WCAG 2.2 AA and scrolls one way only; its picture is taken when asked for. */
export async function inspect(page: Page, name: string): Promise<void> {
  const barriers = await findBarriers(page)
  expect(
    barriers.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    name,
  ).toEqual([])
  expect(await overflowOf(page), `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true })
}
