import { SCREEN_LANGUAGES, type ScreenLanguage } from '#app/locales/languages.ts'
import type { TillSnapshot } from '#modules/pos/shared.ts'
import { screenLanguage } from './texts.ts'

const THEMES = ['system', 'light', 'dark', 'sun'] as const
const TEXT_SIZES = ['base', 'easy'] as const

/** How the screens look, as chosen on this device; else as the person chose in the office. */
export interface Display {
  theme: (typeof THEMES)[number]
  text: (typeof TEXT_SIZES)[number]
  language: ScreenLanguage
}

/** A choice holds for the person who made it; another one at this till has their own. */
export type Chosen = Partial<Display> & { personId?: string }

const KEY = 'tillage-till-display'
const INITIAL: Display = { theme: 'system', text: 'base', language: 'zh-TW' }

/** What was chosen on this device before. A browser without storage has chosen nothing. */
export function chosenDisplay(): Chosen {
  try {
    return readChosen(JSON.parse(localStorage.getItem(KEY) ?? '{}'))
  } catch {
    return {}
  }
}

/** What can be read of a stored choice; the rest is as if it had never been chosen. */
function readChosen(stored: unknown): Chosen {
  if (typeof stored !== 'object' || stored === null) return {}
  const get = (key: keyof Chosen): unknown => Reflect.get(stored, key)
  const theme = THEMES.find((each) => each === get('theme'))
  const text = TEXT_SIZES.find((each) => each === get('text'))
  const language = SCREEN_LANGUAGES.find((each) => each === get('language'))
  const personId = get('personId')
  return {
    ...(theme && { theme }),
    ...(text && { text }),
    ...(language && { language }),
    ...(typeof personId === 'string' && { personId }),
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
