import type { TillEventReply } from '#modules/pos/shared.ts'
import type { Sent } from './sync.ts'

/**
 * A device asks the server, and looks at what comes back before it is used: not at every field, but at
 * what tells an answer of ours from the page of a hotel's network.
 */

/** A request that is not answered by then counts as no network. */
const TIMEOUT_MS = 20_000

/** What may come of asking the server for something, other than getting it. */
export type Failed =
  /** The server does not know this device. Everything stays here. */
  | { kind: 'unpaired' }
  | { kind: 'unreachable' }
  /** It answered, and will not: 403, 404, 422 … with the code of its problem details. */
  | { kind: 'refused'; code: string; data?: Fields }

export type Fetched<Value> = { kind: 'ok'; value: Value } | Failed

export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isText = (value: unknown): value is string => typeof value === 'string'
export const isNumber = (value: unknown): value is number => Number.isFinite(value)
export const hasTexts = (value: Fields, keys: readonly string[]) =>
  keys.every((key) => isText(value[key]))
export const hasNumbers = (value: Fields, keys: readonly string[]) =>
  keys.every((key) => isNumber(value[key]))
export const isListOf = (value: unknown, isItem: (each: Fields) => boolean) =>
  Array.isArray(value) && value.every((each) => isFields(each) && isItem(each))

/** The code of a refusal (RFC 9457), or undefined. */
export const problemCode = (value: unknown): string | undefined =>
  isFields(value) && isText(value.code) ? value.code : undefined

/** What became of a batch. */
export const readReply = (value: unknown): TillEventReply | undefined =>
  isFields(value) && isReply(value) ? value : undefined

const DISPOSITIONS = ['posted', 'posted_flagged', 'quarantined', 'duplicate', 'fork', 'gap']

const isReply = (value: Fields): value is Fields & TillEventReply =>
  isText(value.serverTime) &&
  isNumber(value.ackedSeq) &&
  (value.resendFrom === undefined || isNumber(value.resendFrom)) &&
  isListOf(
    value.results,
    (each) =>
      isText(each.eventId) &&
      DISPOSITIONS.some((known) => known === each.disposition) &&
      Array.isArray(each.reasons) &&
      each.reasons.every(isText),
  )

/** What a batch came to; whatever is not an answer about its events changes nothing. */
export async function asSent(
  response: Response | 'unreachable',
): Promise<Sent & { isRevoked?: boolean }> {
  if (response instanceof Response) {
    if (response.status === 413) return { kind: 'too_large' }
    if (response.status === 408 || response.status === 429) return { kind: 'unreachable' }
  }
  const answer = await read(response, (json) => {
    const reply = readReply(json)
    return reply && { reply, isRevoked: isFields(json) && json.isRevoked === true }
  })
  return answer.kind === 'ok' ? { kind: 'reply', ...answer.value } : answer
}

/** Asks, with this site's cookies and never longer than a moment; a long body is packed. */
export async function ask(url: string, init: RequestInit): Promise<Response | 'unreachable'> {
  try {
    return await fetch(url, {
      ...(await packed(init)),
      credentials: 'same-origin',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch {
    return 'unreachable'
  }
}

/** Less than this is sent faster as it is. */
const SMALL_CHARS = 2_000

/** A long body packed to a sixth, for networks that count every byte; browsers without gzip send it as it is. */
async function packed(init: RequestInit): Promise<RequestInit> {
  const { body } = init
  if (typeof body !== 'string' || body.length < SMALL_CHARS) return init
  if (typeof CompressionStream === 'undefined') return init
  const stream = new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'))
  const headers = new Headers(init.headers)
  headers.set('content-encoding', 'gzip')
  return { ...init, headers, body: await new Response(stream).arrayBuffer() }
}

/**
 * What an answer comes to.
 *
 * @param look reads it; undefined when it is of another shape.
 */
export async function read<Value>(
  response: Response | 'unreachable',
  look: (json: unknown) => Value | undefined,
): Promise<Fetched<Value>> {
  // A server that stumbles, or a hotel's own sign-in page in between, is as good as no network.
  if (response === 'unreachable' || response.status >= 500) return { kind: 'unreachable' }
  if (response.status === 401) return { kind: 'unpaired' }
  try {
    const json: unknown = await response.json()
    if (!response.ok) {
      const data = isFields(json) && isFields(json.data) ? json.data : undefined
      const code = problemCode(json) ?? String(response.status)
      return { kind: 'refused', code, ...(data && { data }) }
    }
    const value = look(json)
    return value === undefined ? { kind: 'refused', code: 'reply' } : { kind: 'ok', value }
  } catch {
    return response.status >= 400 && response.status < 500
      ? { kind: 'refused', code: String(response.status) }
      : { kind: 'unreachable' }
  }
}
