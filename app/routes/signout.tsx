import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { publicAction } from '#app/server/person-edge.server.ts'
import { endedSessionCookie, sessionToken } from '#app/server/session.server.ts'
import { signOut } from '#modules/identity/index.ts'

/** Nothing changes on a GET: whoever opens this address is shown the front door. */
export const loader = () => redirect('/')

export const action = publicAction(
  z.object({}),
  async (_input, { request, context }) => {
    const token = sessionToken(request, context.isSecure)
    if (token) await signOut(token)
  },
  (_done, { context }) => ({ to: '/signin', cookies: [endedSessionCookie(context.isSecure)] }),
)
