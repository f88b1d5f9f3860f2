import type { z } from 'zod'
import { type Membership, may, type Session } from '#modules/identity/index.ts'
import type { Actor } from '#modules/kernel/db.ts'
import { DomainError, isDomainError } from '#modules/kernel/errors.ts'
import { loadContext } from './edge.server.ts'
import { issuesOf } from './form.server.ts'
import type { LoadContext } from './http.ts'
import { bodyBytes } from './inflate.server.ts'
import { sessionOf } from './session.server.ts'

interface Args {
  request: Request
  context: unknown
}

export interface TillEdge {
  actor: Actor & { userId: string }
  session: Session
  membership: Membership
  context: LoadContext
}

/**
 * Who sells, and in which shop (`?shop=`). A till speaks JSON and is never redirected: it must be
 * able to tell "sign in again" from "the network is down" and keep its sales either way.
 *
 * @throws identity.signed_out (401), identity.not_allowed (403), request.no_such_page (404)
 */
export async function enterTill({ request, context }: Args): Promise<TillEdge> {
  const load = loadContext(context)
  const session = await sessionOf(request, load)
  if (!session) throw new DomainError('identity.signed_out', 'unauthenticated')
  const slug = new URL(request.url).searchParams.get('shop')
  const membership = session.memberships.find((each) => each.slug === slug)
  if (!membership) throw new DomainError('request.no_such_page', 'missing')
  if (!may(membership.role, 'till.sell')) throw new DomainError('identity.not_allowed', 'forbidden')
  const actor = { tenantId: membership.tenantId, userId: session.userId }
  return { actor, session, membership, context: load }
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

/**
 * A body as the till wrote it, whatever it is; one that came packed is unpacked.
 *
 * @throws request.too_large (413)
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const refuse = () =>
    new DomainError('request.too_large', 'too_large', { megabytes: Math.round(maxBytes / 1e6) })
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw refuse()
  const bytes = await bodyBytes(request, maxBytes).catch(() => {
    throw new DomainError('request.malformed', 'invalid')
  })
  if (!bytes) throw refuse()
  return bytes
}

/** Answers JSON, and a refusal as problem details (RFC 9457). A bug stays a bug. */
export async function answerJson(work: () => Promise<unknown>): Promise<Response> {
  try {
    const value = await work()
    return value instanceof Response ? value : Response.json(value, { headers: NO_STORE })
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
