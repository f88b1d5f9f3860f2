import { findSession, type Session } from '#modules/identity/index.ts'
import { cookieOf } from './cookies.ts'
import type { LoadContext } from './http.ts'

const LIFETIME_S = 30 * 86_400

/** `__Host-` binds the cookie to this host and to HTTPS; a shop's own server on plain HTTP can't have it. */
const cookieName = (isSecure: boolean) => (isSecure ? '__Host-session' : 'session')

/** The Set-Cookie header that signs a browser in. */
export const sessionCookie = (token: string, isSecure: boolean): string =>
  `${cookieName(isSecure)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${LIFETIME_S}${isSecure ? '; Secure' : ''}`

/** The Set-Cookie header that signs it out. */
export const endedSessionCookie = (isSecure: boolean): string =>
  `${cookieName(isSecure)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${isSecure ? '; Secure' : ''}`

export const sessionToken = (request: Request, isSecure: boolean): string | undefined =>
  cookieOf(request, cookieName(isSecure))

// All loaders of one page share a context, and so one look-up of who asks.
const asked = new WeakMap<object, Promise<Session | undefined>>()

/** Who asks, or undefined. */
export function sessionOf(request: Request, context: LoadContext): Promise<Session | undefined> {
  let answer = asked.get(context)
  if (!answer) {
    const token = sessionToken(request, context.isSecure)
    answer = token ? findSession(token) : Promise.resolve(undefined)
    asked.set(context, answer)
  }
  return answer
}
