import { z } from 'zod'
import { SCREEN_LANGUAGES, type ScreenLanguage } from '#app/locales/languages.ts'
import { cookieOf } from './cookies.ts'
import { languageFromHeader } from './texts.ts'

/** How a person wants to see the screens. Kept with the person, and in a cookie for this browser. */
export const Preferences = z.strictObject({
  language: z.enum(SCREEN_LANGUAGES),
  theme: z.enum(['system', 'light', 'dark', 'sun']),
  text: z.enum(['base', 'easy']),
})
export type Preferences = z.infer<typeof Preferences>

const YEAR_S = 365 * 86_400
const COOKIE = 'preferences'

/** Read synchronously while a page renders, so it is plain text and not Remix's signed cookie. */
export function preferencesOf(request: Request): Preferences {
  const initial: Preferences = {
    language: languageFromHeader(request.headers.get('accept-language')),
    theme: 'system',
    text: 'base',
  }
  const raw = cookieOf(request, COOKIE)
  if (!raw) return initial
  const values = Object.fromEntries(new URLSearchParams(raw.replaceAll('.', '&')))
  const parsed = Preferences.safeParse({ ...initial, ...values })
  return parsed.success ? parsed.data : initial
}

export const languageOf = (request: Request): ScreenLanguage => preferencesOf(request).language

/** The Set-Cookie header that makes this browser remember. Not secret, and readable by no script. */
export function preferencesCookie(preferences: Preferences): string {
  const value = `language=${preferences.language}.theme=${preferences.theme}.text=${preferences.text}`
  return `${COOKIE}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax; HttpOnly`
}
