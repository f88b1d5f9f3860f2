import type { z } from 'zod'
import type { Actor } from '#modules/kernel/db.ts'
import { DomainError, isDomainError } from '#modules/kernel/errors.ts'
import { tills } from '#modules/pos/index.ts'
import { DEVICE_HEADERS } from '#modules/pos/shared.ts'
import { loadContext } from './edge.server.ts'
import { issuesOf } from './form.server.ts'
import type { LoadContext } from './http.ts'
import { bodyBytes } from './inflate.server.ts'

interface Args {
  request: Request
  context: unknown
}

export interface TillEdge {
  /** Nobody is signed in on a till: who sold stands in what it sends. */
  actor: Actor
  tillId: string
  /** Taken out of use: what it sends is kept, and it is told. */
  isRevoked: boolean
  context: LoadContext
}

/** What a device may send at most, unless a route says otherwise. */
const MAX_SIGNED_BYTES = 2_000_000

/**
 * Whose device asks, by what it signed: method, address, body, time, and a word that never comes
 * twice. A till speaks JSON and is never redirected; whatever it is told, it keeps its sales.
 *
 * @param options `acceptsRevoked` for what takes in and tells nothing.
 * @throws till.unknown_device, till.clock, till.replayed (401), pos.till_revoked (403)
 */
export async function enterTill(
  { request, context }: Args,
  options: { acceptsRevoked?: boolean } = {},
): Promise<TillEdge> {
  const device = await tills.findDevice(await readSigned(request))
  if (device.isRevoked && !options.acceptsRevoked) {
    throw new DomainError('pos.till_revoked', 'forbidden')
  }
  const actor = { tenantId: device.tenantId, userId: null }
  return {
    actor,
    tillId: device.tillId,
    isRevoked: device.isRevoked,
    context: loadContext(context),
  }
}

/**
 * A request with what its device signed. The body stays readable.
 *
 * @throws till.unknown_device when it is not signed at all, request.too_large
 */
export async function readSigned(request: Request): Promise<tills.SignedRequest> {
  const header = (name: keyof typeof DEVICE_HEADERS) => request.headers.get(DEVICE_HEADERS[name])
  const [tillId, time, nonce, signature] = [
    header('till'),
    header('time'),
    header('nonce'),
    header('signature'),
  ]
  if (!tillId || !time || !nonce || !signature) {
    throw new DomainError('till.unknown_device', 'unauthenticated')
  }
  const url = new URL(request.url)
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  return {
    tillId,
    time,
    nonce,
    signature,
    method: request.method,
    pathAndQuery: url.pathname + url.search,
    body: hasBody ? await readBytes(request, MAX_SIGNED_BYTES) : new Uint8Array(),
  }
}

/** A JSON body that fits, or a refusal that names the first field that does not. */
export async function readJson<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
  maxBytes: number,
): Promise<z.output<Shape>> {
  if (!request.headers.get('content-type')?.includes('application/json')) {
    throw new DomainError('request.not_json', 'invalid')
  }
  const parsed = shape.safeParse(parseJson(await readBytes(request, maxBytes)))
  if (parsed.success) return parsed.data
  const [field] = Object.keys(issuesOf(parsed.error))
  throw new DomainError('request.bad_field', 'invalid', { field: field ?? '' })
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new DomainError('request.malformed', 'invalid')
  }
}

// A body can be read once, and is needed twice: for its signature and for what it says.
const bodies = new WeakMap<Request, Uint8Array>()

/**
 * A body as the till wrote and signed it, whatever it is; one that came packed is unpacked. It may be
 * asked for again.
 *
 * @throws request.too_large (413)
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const refuse = () =>
    new DomainError('request.too_large', 'too_large', { megabytes: Math.round(maxBytes / 1e6) })
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw refuse()
  const known = bodies.get(request)
  const bytes =
    known ??
    (await bodyBytes(request, maxBytes).catch(() => {
      throw new DomainError('request.malformed', 'invalid')
    }))
  if (!bytes || bytes.length > maxBytes) throw refuse()
  bodies.set(request, bytes)
  return bytes
}

/** Answers JSON, and a refusal as problem details (RFC 9457). A bug stays a bug. */
export async function answerJson(work: () => Promise<unknown>): Promise<Response> {
  try {
    const value = await work()
    return value instanceof Response ? value : asJson(value)
  } catch (error) {
    if (!isDomainError(error)) throw error
    const problem = {
      type: 'about:blank',
      title: error.kind,
      status: error.status,
      code: error.code,
      data: error.data,
    }
    return new Response(JSON.stringify(problem), {
      status: error.status,
      headers: { ...NO_STORE, 'Content-Type': 'application/problem+json' },
    })
  }
}

const NO_STORE = { 'Cache-Control': 'no-store' }

/** Says how long it is, so that a short answer is not packed. */
function asJson(value: unknown): Response {
  const text = JSON.stringify(value)
  const headers = {
    ...NO_STORE,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(text)),
  }
  return new Response(text, { headers })
}
