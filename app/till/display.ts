import { z } from 'zod'
import { SCREEN_LANGUAGES } from '#app/locales/languages.ts'
import type { TillSnapshot } from '#modules/pos/shared.ts'
import { screenLanguage } from './texts.ts'

/** How the screens look, as chosen on this device; else as the person chose in the office. */
export const Display = z.object({
  theme: z.enum(['system', 'light', 'dark', 'sun']),
  text: z.enum(['base', 'easy']),
  language: z.enum(SCREEN_LANGUAGES),
})
export type Display = z.infer<typeof Display>

const KEY = 'tillage-till-display'
const INITIAL: Display = { theme: 'system', text: 'base', language: 'zh-TW' }

/** What was chosen on this device before. A browser without storage has chosen nothing. */
export function chosenDisplay(): Partial<Display> {
  try {
    const parsed = Display.partial().safeParse(JSON.parse(localStorage.getItem(KEY) ?? '{}'))
    if (!parsed.success) return {}
    return Object.fromEntries(
      Object.entries(parsed.data).filter(([, value]) => value !== undefined),
    )
  } catch {
    return {}
  }
}

export function rememberDisplay(chosen: Partial<Display>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen))
  } catch {
    // It then holds until the page closes.
  }
}

export function displayFor(
  person: TillSnapshot['person'] | undefined,
  chosen: Partial<Display>,
): Display {
  const own: Display = person
    ? { theme: person.theme, text: person.textSize, language: screenLanguage(person.locale) }
    : INITIAL
  return { ...own, ...chosen }
}

/** Dresses the page. */
export function applyDisplay({ theme, text, language }: Display): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
  if (text === 'base') delete dataset.text
  else dataset.text = text
  document.documentElement.lang = language === 'zh-TW' ? 'zh-Hant-TW' : language
}
