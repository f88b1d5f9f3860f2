import type { ActionFunctionArgs } from '@remix-run/node'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { loadContext } from '#app/server/edge.server.ts'
import { comeBackWithPasskey } from '#app/server/own-phone.server.ts'
import { secondsToWait } from '#app/server/public-limit.server.ts'
import { answerJson, readJson } from '#app/server/till-edge.server.ts'
import { subscriberOf } from '#modules/identity/index.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { phones } from '#modules/learning/index.ts'

/** Words to sign that one address asks for in a minute: a class of thirty, twice. */
const limiter = new RateLimiterMemory({ points: 60, duration: 60 })

/** `POST /api/learn/passkey`: somebody comes back with a passkey. Asked for what to sign, then told. */
export const action = (args: ActionFunctionArgs) =>
  answerJson(async () => {
    const address = subscriberOf(loadContext(args.context).clientAddress)
    const seconds = await secondsToWait(limiter, address)
    if (seconds !== undefined) {
      throw new DomainError('identity.too_many_tries', 'limited', { seconds })
    }
    return comeBackWithPasskey(args, await readJson(args.request, phones.PasskeySignIn, 100_000))
  })
