import type { LoaderFunctionArgs } from '@remix-run/node'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { loadContext } from '#app/server/edge.server.ts'
import { pdfResponse, receiptDocument } from '#app/server/papers.server.ts'
import { openReceiptLink } from '#modules/pos/index.ts'
import { renderPdf } from '#modules/printing/index.ts'

/** Drawing a paper costs; nobody who bought something needs it more often. */
const limiter = new RateLimiterMemory({ points: 20, duration: 60 })
const NARROW = 384

/** `GET /r/<token>/pdf`: the receipt of a link as a file. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { clientAddress } = loadContext(context)
  try {
    await limiter.consume(clientAddress)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const seconds = Math.ceil(refused.msBeforeNext / 1000)
    return new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })
  }
  const opened = await openReceiptLink(params.token ?? '', new Date())
  if (opened.state !== 'open') {
    // The page itself says what is the matter.
    return new Response(null, { status: 302, headers: { Location: `/r/${params.token}` } })
  }
  const document = await receiptDocument(opened.receipt, 'receipt')
  return pdfResponse(await renderPdf(document, NARROW), 'receipt')
}
