import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { z } from 'zod'
import { type Asked, fieldErrors, problemResponse } from '#app/api/problem.ts'
import { type ApiClient, findApiToken } from '#modules/identity/index.ts'
import type { ApiScope } from '#modules/identity/shared.ts'
import { inTenant, type Tx } from '#modules/kernel/db.ts'
import { isDomainError } from '#modules/kernel/errors.ts'
import { loadContext } from './edge.server.ts'
import { streamFile } from './stream-file.server.ts'

const MAX_BODY_BYTES = 1_000_000
const REQUESTS_PER_MINUTE = 600

export type ApiMethod = 'GET' | 'POST'

/** What an operation answers: the status, and a body of the shape that its description names. */
export interface ApiAnswer<Body> {
  status: 200 | 201
  body: Body
}

/** What the OpenAPI document says about an operation. `answers` are its successes, by status. */
export interface ApiDescription<Body> {
  operationId: string
  summary: string
  description?: string
  input: { name: string; shape: z.ZodType }
  answer: { name: string; shape: z.ZodType<Body> }
  statuses: { [status in 200 | 201]?: string }
}

/** One operation of the public API, as routes serve it and as OpenAPI describes it. */
export interface ApiRoute {
  scope: ApiScope
  description: Omit<ApiDescription<unknown>, 'answer'> & {
    /** A body of JSON, or a file of one of some media types. */
    answer: { name: string; shape: z.ZodType } | { files: readonly string[] }
  }
  serve(ask: ApiAsk): Promise<Response>
}

interface ApiAsk extends Asked {
  client: ApiClient
}

/**
 * One operation: is the input well formed? Then one transaction, read-only unless the scope writes.
 *
 * @param handle receives the checked input: the query of a GET, the JSON body of anything else.
 */
export function apiRoute<Shape extends z.ZodType, Body>(
  scope: ApiScope,
  shape: Shape,
  handle: (tx: Tx, input: z.output<Shape>, client: ApiClient) => Promise<ApiAnswer<Body>>,
  description: Omit<ApiDescription<Body>, 'input'> & { inputName: string },
): ApiRoute {
  const { inputName, ...rest } = description
  const access = scope.endsWith(':write') ? 'read write' : 'read only'
  return {
    scope,
    description: { ...rest, input: { name: inputName, shape } },
    serve: async (ask) => {
      const input = await readInput(ask, shape)
      const actor = { tenantId: ask.client.tenantId, userId: ask.client.createdBy }
      const { status, body } = await inTenant(actor, access, (tx) => handle(tx, input, ask.client))
      return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
    },
  }
}

/**
 * One operation that answers with a file, written while it is sent.
 *
 * @param nameOf what the file is called and what it is, by the checked query.
 */
export function apiFileRoute<Shape extends z.ZodType>(
  scope: ApiScope,
  shape: Shape,
  pieces: (tx: Tx, input: z.output<Shape>) => AsyncGenerator<string>,
  nameOf: (input: z.output<Shape>) => { name: string; type: string },
  description: Omit<ApiDescription<unknown>, 'input' | 'answer'> & {
    inputName: string
    files: readonly string[]
  },
): ApiRoute {
  const { inputName, files, ...rest } = description
  return {
    scope,
    description: { ...rest, input: { name: inputName, shape }, answer: { files } },
    serve: async (ask) => {
      const input = await readInput(ask, shape)
      const actor = { tenantId: ask.client.tenantId, userId: ask.client.createdBy }
      return streamFile(actor, nameOf(input), (tx) => pieces(tx, input))
    },
  }
}

/** The operations at one address; what is not among them answers 405. */
export function apiResource(routes: { [method in ApiMethod]?: ApiRoute }) {
  const serve = ({ request, context }: LoaderFunctionArgs | ActionFunctionArgs) => {
    const load = loadContext(context)
    const asked = { request, requestId: load.requestId }
    return answering(asked, load.log, async () => {
      const method = request.method === 'HEAD' ? 'GET' : request.method
      const route = method === 'GET' || method === 'POST' ? routes[method] : undefined
      if (!route) throw methodNotAllowed(asked, Object.keys(routes))
      const client = await authenticate(asked)
      await spendRequest(asked, client)
      if (!client.scopes.includes(route.scope)) throw scopeMissing(asked, route.scope)
      return route.serve({ ...asked, client })
    })
  }
  return { routes, loader: serve, action: serve }
}

/** The answer to an address or a method that the API does not have. */
export const methodNotAllowed = (asked: Asked, allowed: readonly string[]): Response =>
  problemResponse(asked, {
    status: 405,
    code: 'api.method_not_allowed',
    data: { allowed: allowed.join(', ') },
    headers: { Allow: allowed.join(', ') },
  })

async function authenticate(asked: Asked): Promise<ApiClient> {
  const header = asked.request.headers.get('authorization') ?? ''
  const token = /^Bearer +([\x21-\x7e]+) *$/i.exec(header)?.[1]
  const client = token === undefined ? undefined : await findApiToken(token)
  if (client) return client
  const hint = token === undefined ? '' : ', error="invalid_token"'
  throw problemResponse(asked, {
    status: 401,
    code: token === undefined ? 'api.token_needed' : 'api.token_unknown',
    headers: { 'WWW-Authenticate': `Bearer realm="tillage"${hint}` },
  })
}

const scopeMissing = (asked: Asked, scope: ApiScope): Response =>
  problemResponse(asked, {
    status: 403,
    code: 'api.scope_missing',
    data: { scope },
    headers: {
      'WWW-Authenticate': `Bearer realm="tillage", error="insufficient_scope", scope="${scope}"`,
    },
  })

// Each process counts for itself: this protects the process, and is no price list.
const requests = new RateLimiterMemory({ points: REQUESTS_PER_MINUTE, duration: 60 })

async function spendRequest(asked: Asked, client: ApiClient): Promise<void> {
  try {
    await requests.consume(client.tokenId)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    throw problemResponse(asked, {
      status: 429,
      code: 'api.too_many_requests',
      data: { seconds },
      headers: { 'Retry-After': String(seconds) },
    })
  }
}

async function readInput<Shape extends z.ZodType>(
  asked: Asked,
  shape: Shape,
): Promise<z.output<Shape>> {
  const isBody = asked.request.method === 'POST'
  const raw = isBody
    ? await readJsonBody(asked)
    : Object.fromEntries(new URL(asked.request.url).searchParams)
  const parsed = shape.safeParse(raw)
  if (parsed.success) return parsed.data
  const errors = fieldErrors(asked.request, parsed.error, isBody ? 'body' : 'query')
  throw problemResponse(asked, { status: 422, code: 'api.wrong_fields', errors })
}

async function readJsonBody(asked: Asked): Promise<unknown> {
  const type = (asked.request.headers.get('content-type') ?? '').split(';')[0]
  if (type?.trim().toLowerCase() !== 'application/json') {
    throw problemResponse(asked, { status: 415, code: 'api.not_json' })
  }
  const bytes = await readBytes(asked)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const body: unknown = JSON.parse(text)
    return body
  } catch {
    throw problemResponse(asked, { status: 400, code: 'api.malformed' })
  }
}

/** Counts what really comes, since a length that was promised may be a lie. */
async function readBytes(asked: Asked): Promise<Uint8Array> {
  const tooLarge = () =>
    problemResponse(asked, { status: 413, code: 'request.too_large', data: { megabytes: 1 } })
  if (Number(asked.request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of asked.request.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Turns whatever was thrown into a problem; a bug is logged whole and says only its number. */
async function answering(
  asked: Asked,
  log: { error(detail: object, message: string): void },
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Response) return error
    if (isDomainError(error)) {
      return problemResponse(asked, { status: error.status, code: error.code, data: error.data })
    }
    const known = databaseProblem(error)
    if (known) return problemResponse(asked, known)
    log.error({ err: error, url: new URL(asked.request.url).pathname }, 'unhandled')
    return problemResponse(asked, { status: 500, code: 'api.broken' })
  }
}

/** What PostgreSQL refuses though it was well formed: SQLSTATE classes 22, 23505, and being busy. */
function databaseProblem(error: unknown) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === '23505') return { status: 409, code: 'api.conflict' }
  if (/^22...$/.test(code)) return { status: 422, code: 'api.cannot_store' }
  if (['40001', '40P01', '55P03'].includes(code)) {
    return { status: 503, code: 'api.busy', headers: { 'Retry-After': '1' } }
  }
  return undefined
}
