import type { LoaderFunctionArgs } from '@remix-run/node'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { loadContext } from '#app/server/edge.server.ts'
import { pdfResponse, receiptDocument } from '#app/server/papers.server.ts'
import { secondsToWait, tooMany } from '#app/server/public-limit.server.ts'
import { openReceiptLink } from '#modules/pos/index.ts'
import { renderPdf } from '#modules/printing/index.ts'

/** Drawing a paper costs; nobody who bought something needs it more often. */
const limiter = new RateLimiterMemory({ points: 20, duration: 60 })
const NARROW = 384

/** `GET /r/<token>/pdf`: the receipt of a link as a file. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { clientAddress } = loadContext(context)
  const seconds = await secondsToWait(limiter, clientAddress)
  if (seconds !== undefined) return tooMany(seconds)
  const opened = await openReceiptLink(params.token ?? '', new Date())
  if (opened.state !== 'open') {
    // The page itself says what is the matter.
    return new Response(null, { status: 302, headers: { Location: `/r/${params.token}` } })
  }
  const document = await receiptDocument(opened.receipt, 'receipt')
  return pdfResponse(await renderPdf(document, NARROW), 'receipt')
}
