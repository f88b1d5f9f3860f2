import { ask, asSent, type Fetched, isFields, problemCode, read } from '#app/offline/answers.ts'
import type { StoredEvent } from '#app/offline/disk.ts'
import type { Sent } from '#app/offline/sync.ts'
import type {
  PairedTill,
  PairingState,
  ShopSnapshot,
  SnapshotChanges,
  TillEventBatch,
  TillSale,
} from '#modules/pos/shared.ts'
import { type Signer, signatureHeaders } from './device-keys.ts'
import { mergeChanges } from './merge-changes.ts'
import {
  readChanges,
  readPairedTill,
  readPairingState,
  readSnapshot,
  readTillSale,
} from './replies.ts'

/**
 * Asks for the catalogue, or for what has changed in the one at hand; `same` when that is nothing.
 *
 * @returns the whole catalogue, with the changes in it.
 */
export async function fetchSnapshot(
  signer: Signer,
  known: ShopSnapshot | undefined,
): Promise<Fetched<ShopSnapshot> | { kind: 'same' }> {
  if (known?.marks) {
    const { cursor, hashes } = known.marks
    const parts = Object.entries(hashes).map(([name, hash]) => `${name}:${hash}`)
    const query = new URLSearchParams({ since: cursor, parts: parts.join(',') })
    const answer = await read(await askSnapshot(signer, `?${query}`), readSnapshotAnswer)
    if (answer.kind !== 'ok') return answer
    if (!('productCount' in answer.value)) return { kind: 'ok', value: answer.value }
    const merged = mergeChanges(known, answer.value)
    if (merged === known) return { kind: 'same' }
    if (merged) return { kind: 'ok', value: merged }
  }
  // The version of a snapshot with changes in it is no longer that of its content.
  const version = known?.marks ? undefined : known?.version
  const response = await askSnapshot(signer, '', version)
  if (response instanceof Response && response.status === 304) return { kind: 'same' }
  return read(response, readSnapshot)
}

const readSnapshotAnswer = (value: unknown): SnapshotChanges | ShopSnapshot | undefined =>
  readChanges(value) ?? readSnapshot(value)

const askSnapshot = (signer: Signer, query: string, version?: string) =>
  askSigned(signer, `/api/till/snapshot${query}`, {
    headers: version ? { 'if-none-match': version } : {},
  })

/** Asks for a sale that this device may not have, by its id or by the number on its receipt. */
export const fetchSale = (
  till: { ask: AskTill },
  asked: { saleId: string } | { receiptNo: string },
): Promise<Fetched<TillSale>> =>
  till.ask(`/api/till/sale?${new URLSearchParams({ ...asked })}`, readTillSale)

/** Asks in a till's name; see `askTill`. */
export type AskTill = <Value>(
  pathAndQuery: string,
  look: (json: unknown) => Value | undefined,
  body?: unknown,
) => Promise<Fetched<Value>>

/**
 * Asks the server for something else in this till's name; it must be online for it.
 *
 * @param look reads the answer; undefined when it is of another shape.
 * @param body posted as JSON; without it, the address is read.
 */
export async function askTill<Value>(
  signer: Signer,
  pathAndQuery: string,
  look: (json: unknown) => Value | undefined,
  body?: unknown,
): Promise<Fetched<Value>> {
  const request = body === undefined ? {} : { body: JSON.stringify(body) }
  return read(await askSigned(signer, pathAndQuery, request), look)
}

/** Brings the code that the owner read out. Repeating it is safe. */
export async function pairWithCode(
  signer: Signer,
  device: { code: string; journalId: string; name: string },
): Promise<Fetched<PairingState>> {
  const { keys, tillId } = signer
  const body = { ...device, tillId, publicKey: keys.publicKey }
  return askTill(signer, '/api/till/pair', readPairingState, body)
}

/** What became of it. */
export const fetchPairing = (signer: Signer): Promise<Fetched<PairingState>> =>
  askTill(signer, '/api/till/pairing', readPairingState)

/** Whether somebody is signed in on this browser who may make it a till; undefined when not. */
export async function findPairer(
  slug: string,
): Promise<{ shop: string; person: string } | undefined> {
  const response = await ask(herePath(slug), { headers: JSON_ONLY })
  const found = await read(response, (json) =>
    isFields(json) && typeof json.shop === 'string' && typeof json.person === 'string'
      ? { shop: json.shop, person: json.person }
      : undefined,
  )
  return found.kind === 'ok' ? found.value : undefined
}

/** Makes this browser a till because whoever is signed in on it may. Repeating it is safe. */
export async function pairHere(
  slug: string,
  signer: Signer,
  device: { journalId: string; name?: string },
): Promise<Fetched<PairedTill>> {
  const { tillId, keys } = signer
  const response = await ask(herePath(slug), {
    method: 'POST',
    headers: { ...JSON_ONLY, 'content-type': 'application/json' },
    body: JSON.stringify({ ...device, tillId, publicKey: keys.publicKey }),
  })
  return read(response, (json) => (isFields(json) ? readPairedTill(json.value) : undefined))
}

const herePath = (slug: string) => `/${encodeURIComponent(slug)}/settings/tills/here`

/**
 * Opens, fills or ends the customer's screen on another device. It is no matter when it fails: the
 * next call tells the screen everything anew.
 */
export async function askCustomerScreen(
  till: { ask: AskTill },
  input: Record<string, unknown>,
): Promise<object | undefined> {
  const answer = await till.ask('/api/till/display', readFields, input)
  return answer.kind === 'ok' ? answer.value : undefined
}

const readFields = (json: unknown) => (isFields(json) ? json : undefined)

/** A photograph of the shop's goods; undefined without a network. */
export async function fetchPhoto(signer: Signer, pictureId: string): Promise<Response | undefined> {
  const response = await askSigned(signer, `/api/till/pictures/${pictureId}`, {})
  return response === 'unreachable' ? undefined : response
}

/** What a batch came to, and whether this device has been taken out of use. */
export type SentByTill = Sent & { isRevoked?: boolean }

/** Sends one batch of the journal. Whatever is not an answer about its events changes nothing. */
export async function sendEvents(signer: Signer, batch: TillEventBatch): Promise<SentByTill> {
  return asSent(await askSigned(signer, '/api/till/events', { body: JSON.stringify(batch) }))
}

/** Hands over one entry as bytes, when the server would not read it. */
export async function sendRaw(signer: Signer, event: StoredEvent): Promise<SentByTill> {
  const { journalId, seq, eventId } = event
  const place = new URLSearchParams({ journal: journalId, seq: String(seq), event: eventId })
  return asSent(
    await askSigned(signer, `/api/till/raw?${place}`, {
      headers: { 'content-type': 'application/octet-stream' },
      body: JSON.stringify(event),
    }),
  )
}

const JSON_ONLY = { accept: 'application/json' }

/** How far the server's clock is ahead of this device's, learned when a signature was too old. */
let clockOffsetMs = 0

interface SignedInit {
  /** A body makes it a POST. */
  body?: string
  headers?: Record<string, string>
}

/** Asks with this device's signature; once more when the server says what time it is. */
async function askSigned(
  signer: Signer,
  pathAndQuery: string,
  { body, headers }: SignedInit,
): Promise<Response | 'unreachable'> {
  const method = body === undefined ? 'GET' : 'POST'
  const once = async () => {
    const at = new Date(Date.now() + clockOffsetMs)
    const request = { method, pathAndQuery, body: body ?? '' }
    return ask(pathAndQuery, {
      method,
      ...(body !== undefined && { body }),
      headers: {
        ...JSON_ONLY,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
        ...(await signatureHeaders(signer, request, at)),
      },
      // The version travels by our own hand; the browser's cache would answer in its place.
      cache: 'no-store',
    })
  }
  const response = await once()
  if (response === 'unreachable' || response.status !== 401) return response
  const serverTime = await serverTimeOf(response.clone())
  if (serverTime === undefined) return response
  clockOffsetMs = serverTime - Date.now()
  return once()
}

/** What a refusal says of the time, when it was about the time. */
async function serverTimeOf(response: Response): Promise<number | undefined> {
  const problem: unknown = await response.json().catch(() => undefined)
  if (problemCode(problem) !== 'till.clock' || !isFields(problem)) return undefined
  const { data } = problem
  const at = isFields(data) ? Date.parse(String(data.serverTime)) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}
