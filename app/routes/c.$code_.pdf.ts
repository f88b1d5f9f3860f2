import type { LoaderFunctionArgs } from '@remix-run/node'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { certificateSheet } from '#app/server/certificates.server.ts'
import { loadContext } from '#app/server/edge.server.ts'
import { pdfResponse } from '#app/server/papers.server.ts'
import { secondsToWait, tooMany } from '#app/server/public-limit.server.ts'
import { certificates } from '#modules/learning/index.ts'
import { certificateUrl } from '#modules/learning/shared.ts'
import { renderCertificate } from '#modules/printing/index.ts'

/** Drawing a paper costs; nobody who holds one needs it more often. */
const limiter = new RateLimiterMemory({ points: 20, duration: 60 })

/** `GET /c/<code>/pdf`: the certificate of a code as a sheet for the wall. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const seconds = await secondsToWait(limiter, loadContext(context).clientAddress)
  if (seconds !== undefined) return tooMany(seconds)
  const opened = await certificates.openCertificate(params.code ?? '')
  const { origin } = new URL(request.url)
  const sheet =
    opened.state === 'genuine'
      ? certificateSheet(opened.certificate, opened.centre, origin)
      : undefined
  if (!sheet) {
    // The page itself says what is the matter.
    const Location = certificateUrl('', encodeURIComponent(params.code ?? ''))
    return new Response(null, { status: 302, headers: { Location } })
  }
  return pdfResponse(await renderCertificate(sheet), 'certificate')
}
