import type { StoredEvent } from '#app/offline/disk.ts'
import type { Sent } from '#app/offline/sync.ts'
import type {
  RegisteredTill,
  RegisterTillInput,
  SnapshotChanges,
  TillEventBatch,
  TillSale,
  TillSnapshot,
} from '#modules/pos/shared.ts'
import { mergeChanges } from './merge-changes.ts'
import {
  problemCode,
  readChanges,
  readRegistered,
  readReply,
  readSnapshot,
  readTillSale,
} from './replies.ts'

/** A request that is not answered by then counts as no network. */
const TIMEOUT_MS = 20_000

/** What may come of asking the server for something, other than getting it. */
export type Failed =
  | { kind: 'signed_out' }
  | { kind: 'unreachable' }
  /** It answered, and will not: 403, 404, 422 … with the code of its problem details. */
  | { kind: 'refused'; code: string }

export type Fetched<Value> = { kind: 'ok'; value: Value } | Failed

/**
 * Asks for the catalogue, or for what has changed in the one at hand; `same` when that is nothing.
 *
 * @returns the whole catalogue, with the changes in it.
 */
export async function fetchSnapshot(
  slug: string,
  known: TillSnapshot | undefined,
): Promise<Fetched<TillSnapshot> | { kind: 'same' }> {
  if (known?.marks) {
    const { cursor, hashes } = known.marks
    const parts = Object.entries(hashes).map(([name, hash]) => `${name}:${hash}`)
    const query = new URLSearchParams({ since: cursor, parts: parts.join(',') })
    const answer = await read(await askSnapshot(slug, `&${query}`), readSnapshotAnswer)
    if (answer.kind !== 'ok') return answer
    if (!('productCount' in answer.value)) return { kind: 'ok', value: answer.value }
    const merged = mergeChanges(known, answer.value)
    if (merged === known) return { kind: 'same' }
    if (merged) return { kind: 'ok', value: merged }
  }
  // The version of a snapshot with changes in it is no longer that of its content.
  const version = known?.marks ? undefined : known?.version
  const response = await askSnapshot(slug, '', version)
  if (response instanceof Response && response.status === 304) return { kind: 'same' }
  return read(response, readSnapshot)
}

const readSnapshotAnswer = (value: unknown): SnapshotChanges | TillSnapshot | undefined =>
  readChanges(value) ?? readSnapshot(value)

const askSnapshot = (slug: string, query: string, version?: string) =>
  ask(`/api/till/snapshot?${shop(slug)}${query}`, {
    headers: { accept: 'application/json', ...(version && { 'if-none-match': version }) },
    // The version travels by our own hand; the browser's cache would answer in its place.
    cache: 'no-store',
  })

/** Asks for a sale that this device may not have, by its id or by the number on its receipt. */
export async function fetchSale(
  slug: string,
  asked: { saleId: string } | { receiptNo: string },
): Promise<Fetched<TillSale>> {
  const query = new URLSearchParams({ shop: slug, ...asked })
  return read(
    await ask(`/api/till/sale?${query}`, {
      headers: { accept: 'application/json' },
      cache: 'no-store',
    }),
    readTillSale,
  )
}

/** Makes this browser a till of the shop. Repeating it is safe. */
export async function registerTill(
  slug: string,
  input: RegisterTillInput,
): Promise<Fetched<RegisteredTill>> {
  return read(await ask(`/api/till/register?${shop(slug)}`, post(input)), readRegistered)
}

/** Sends one batch of the journal. Whatever is not an answer about its events changes nothing. */
export async function sendEvents(slug: string, batch: TillEventBatch): Promise<Sent> {
  return asSent(await ask(`/api/till/events?${shop(slug)}`, post(batch)))
}

async function asSent(response: Response | 'unreachable'): Promise<Sent> {
  if (response instanceof Response) {
    if (response.status === 413) return { kind: 'too_large' }
    if (response.status === 408 || response.status === 429) return { kind: 'unreachable' }
  }
  const answer = await read(response, readReply)
  return answer.kind === 'ok' ? { kind: 'reply', reply: answer.value } : answer
}

/** Hands over one entry as bytes, when the server would not read it. */
export async function sendRaw(slug: string, tillId: string, event: StoredEvent): Promise<Sent> {
  const { journalId, seq, eventId } = event
  const place = new URLSearchParams({
    shop: slug,
    till: tillId,
    journal: journalId,
    seq: String(seq),
    event: eventId,
  })
  const response = await ask(`/api/till/raw?${place}`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/octet-stream' },
    body: JSON.stringify(event),
  })
  return asSent(response)
}

/** Keeps a choice of colours, size or language with the person. It is no matter when it fails. */
export async function savePreferences(change: Record<string, string>): Promise<void> {
  await ask('/preferences', { method: 'POST', body: new URLSearchParams(change) })
}

/**
 * Opens, fills or ends the customer's screen on another device. It is no matter when it fails: the
 * next call tells the screen everything anew.
 */
export async function askCustomerScreen(
  slug: string,
  input: Record<string, unknown>,
): Promise<object | undefined> {
  const response = await ask(`/api/till/display?${shop(slug)}`, post(input))
  if (!(response instanceof Response) || !response.ok) return undefined
  const answer: unknown = await response.json().catch(() => undefined)
  return typeof answer === 'object' && answer !== null ? answer : undefined
}

const shop = (slug: string) => `shop=${encodeURIComponent(slug)}`

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { accept: 'application/json', 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

async function ask(url: string, init: RequestInit): Promise<Response | 'unreachable'> {
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

async function read<Value>(
  response: Response | 'unreachable',
  look: (json: unknown) => Value | undefined,
): Promise<Fetched<Value>> {
  // A server that stumbles, or a hotel's own sign-in page in between, is as good as no network.
  if (response === 'unreachable' || response.status >= 500) return { kind: 'unreachable' }
  if (response.status === 401) return { kind: 'signed_out' }
  try {
    const json: unknown = await response.json()
    if (!response.ok) {
      return { kind: 'refused', code: problemCode(json) ?? String(response.status) }
    }
    const value = look(json)
    return value === undefined ? { kind: 'refused', code: 'reply' } : { kind: 'ok', value }
  } catch {
    return response.status >= 400 && response.status < 500
      ? { kind: 'refused', code: String(response.status) }
      : { kind: 'unreachable' }
  }
}
