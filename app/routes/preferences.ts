import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { asResource } from '#app/server/edge.server.ts'
import { localPath, publicAction } from '#app/server/person-edge.server.ts'
import { Preferences, preferencesCookie } from '#app/server/preferences.server.ts'
import { screenOf } from '#app/server/welcome.server.ts'
import { savePreferences } from '#modules/identity/index.ts'
import { asPerson } from '#modules/kernel/db.ts'

export const loader = () => redirect('/')

/** Language, colours, text size: for this browser, and for the person if one is signed in. */
export const action = asResource(
  publicAction(
    Preferences.partial().extend({ next: z.string().max(2000).default('') }),
    async ({ next, ...change }, { session, preferences }) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined)
      const chosen = Preferences.parse({ ...preferences, ...Object.fromEntries(given) })
      if (session) {
        await asPerson(session.userId, 'read write', (tx) =>
          savePreferences(tx, session.userId, screenOf(chosen)),
        )
      }
      return { chosen, next }
    },
    ({ chosen, next }) => ({ to: localPath(next) ?? '/', cookies: [preferencesCookie(chosen)] }),
  ),
)
