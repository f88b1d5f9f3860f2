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

/** A choice holds for the person who made it; another one at this till has their own. */
const Chosen = Display.partial().extend({ personId: z.string().optional() })
export type Chosen = z.infer<typeof Chosen>

const KEY = 'tillage-till-display'
const INITIAL: Display = { theme: 'system', text: 'base', language: 'zh-TW' }

/** What was chosen on this device before. A browser without storage has chosen nothing. */
export function chosenDisplay(): Chosen {
  try {
    const parsed = Chosen.safeParse(JSON.parse(localStorage.getItem(KEY) ?? '{}'))
    return parsed.data ?? {}
  } catch {
    return {}
  }
}

export function rememberDisplay(chosen: Chosen): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen))
  } catch {
    // It then holds until the page closes.
  }
}

/** What this device shows: the choice made here, else the person's own, else the system's. */
export function displayFor(person: TillSnapshot['person'] | undefined, chosen: Chosen): Display {
  const own: Display = person
    ? { theme: person.theme, text: person.textSize, language: screenLanguage(person.locale) }
    : INITIAL
  const isTheirs = !person || !chosen.personId || chosen.personId === person.id
  if (!isTheirs) return own
  return {
    theme: chosen.theme ?? own.theme,
    text: chosen.text ?? own.text,
    language: chosen.language ?? own.language,
  }
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
