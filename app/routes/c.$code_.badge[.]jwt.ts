import type { LoaderFunctionArgs } from '@remix-run/node'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { badgeCriteria } from '#app/server/certificates.server.ts'
import { loadContext } from '#app/server/edge.server.ts'
import { PRIVATE_PAGE, secondsToWait, tooMany } from '#app/server/public-limit.server.ts'
import { certificates } from '#modules/learning/index.ts'
import { certificateUrl } from '#modules/learning/shared.ts'

/** Signing costs as drawing does. */
const limiter = new RateLimiterMemory({ points: 20, duration: 60 })

/** `GET /c/<code>/badge.jwt`: the certificate of a code as an Open Badge 3.0, signed. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const seconds = await secondsToWait(limiter, loadContext(context).clientAddress)
  if (seconds !== undefined) return tooMany(seconds)
  const { origin } = new URL(request.url)
  const code = params.code ?? ''
  const badge = await certificates.openBadge(code, { origin, criteria: badgeCriteria() })
  if (badge === undefined) {
    const Location = certificateUrl('', encodeURIComponent(code))
    return new Response(null, { status: 302, headers: { Location } })
  }
  return new Response(badge, {
    headers: {
      ...PRIVATE_PAGE,
      'Content-Type': 'application/vc+jwt',
      'Content-Disposition': 'attachment; filename="badge.jwt"',
    },
  })
}
