import { isScreenLanguage } from '#app/locales/languages.ts'
import { homeOf } from '#app/places.ts'
import { findSession, type Session } from '#modules/identity/index.ts'
import type { Screen } from '#modules/identity/shared.ts'
import { type Destination, localPath, type PublicEdge } from './person-edge.server.ts'
import { type Preferences, preferencesCookie } from './preferences.server.ts'
import { sessionCookie } from './session.server.ts'

/** Where a person goes who has just come in: where they were going, else their one shop, else the choice. */
export function placeAfterSignIn(
  memberships: Session['memberships'],
  next?: string | null,
): string {
  const wanted = localPath(next)
  if (wanted && wanted !== '/' && !/^\/(signin|signup|signout)\b/.test(wanted)) return wanted
  const [first, ...others] = memberships
  return first && others.length === 0 ? homeOf(first) : '/'
}

/** Signs this browser in, and lets it look as the person likes it. */
export async function welcome(
  token: string,
  { context, preferences }: PublicEdge,
  next?: string | null,
): Promise<Destination> {
  const session = await findSession(token)
  return {
    reload: true,
    to: placeAfterSignIn(session?.memberships ?? [], next),
    cookies: [
      sessionCookie(token, context.isSecure),
      ...(session ? [preferencesCookie(preferencesOfPerson(session, preferences))] : []),
    ],
  }
}

/** The person's own preferences; what this version does not know stays as the browser has it. */
export const preferencesOfPerson = (
  { locale, theme, textSize }: Screen,
  fallback: Preferences,
): Preferences => ({
  language: isScreenLanguage(locale) ? locale : fallback.language,
  theme,
  text: textSize,
})

/** The browser's preferences as they are kept with a person. */
export const screenOf = ({ language, theme, text }: Preferences): Screen => ({
  locale: language,
  theme,
  textSize: text,
})
