import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Seconds until somebody may ask again; undefined while they may. */
export async function secondsToWait(
  limiter: RateLimiterMemory,
  clientAddress: string,
): Promise<number | undefined> {
  try {
    await limiter.consume(clientAddress)
    return undefined
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    return Math.ceil(refused.msBeforeNext / 1000)
  }
}

/** What a file answers to whoever asks too often. */
export const tooMany = (seconds: number): Response =>
  new Response(null, { status: 429, headers: { 'Retry-After': String(seconds) } })

/** Whoever has the address has the paper: it stays out of caches, indexes and other pages' logs. */
export const PRIVATE_PAGE = {
  'Cache-Control': 'private, no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex',
}
