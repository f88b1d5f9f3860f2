import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { z } from 'zod'
import { type Membership, may, type Permission, type Session } from '#modules/identity/index.ts'
import { type Actor, inTenant, type Tx } from '#modules/kernel/db.ts'
import { DomainError, isDomainError, type RefusalData } from '#modules/kernel/errors.ts'
import { type FieldIssues, issuesOf, readBody } from './form.server.ts'
import type { LoadContext } from './http.ts'
import { sessionOf } from './session.server.ts'

/** What a handler is told beside its checked input. */
export interface Edge {
  actor: Actor & { userId: string }
  session: Session
  membership: Membership
  context: LoadContext
  request: Request
}

interface EdgeArgs {
  request: Request
  params: Record<string, string | undefined>
  context: unknown
}

/** What an action answers: a value, or what was wrong, by field or as one sentence. */
export type ActionAnswer<Value> =
  | { ok: true; value: Value }
  | { ok: false; issues: FieldIssues }
  | { ok: false; code: string; data: RefusalData }

/**
 * A loader of one tenant: who asks, may they, well formed? Then one read-only transaction.
 *
 * @param shape checks the address: path parameters and the query string, flat.
 */
export function tenantLoader<Shape extends z.ZodType, Value>(
  permission: Permission,
  shape: Shape,
  read: (tx: Tx, input: z.output<Shape>, edge: Edge) => Promise<Value>,
) {
  return async (args: LoaderFunctionArgs): Promise<Value> => {
    try {
      const edge = await enter(args, permission)
      const query = Object.fromEntries(new URL(args.request.url).searchParams)
      const input = shape.safeParse({ ...query, ...args.params })
      if (!input.success) throw new DomainError('request.no_such_page', 'missing')
      return await inTenant(edge.actor, 'read only', (tx) => read(tx, input.data, edge))
    } catch (error) {
      throw asResponse(error)
    }
  }
}

/**
 * An action of one tenant: who asks, may they, well formed? Then one transaction, all of it or
 * nothing. A refusal answers with its status and keeps what was typed; a bug answers 500.
 *
 * @param shape checks path parameters and body together, flat; a path parameter wins.
 * @param whereTo turns the value into a redirect, after the commit.
 */
export function tenantAction<Shape extends z.ZodType, Value>(
  permission: Permission,
  shape: Shape,
  command: (tx: Tx, input: z.output<Shape>, edge: Edge) => Promise<Value>,
  whereTo?: (value: Value, edge: Edge) => string,
  options: { maxBytes?: number } = {},
) {
  return async (args: ActionFunctionArgs) => {
    try {
      const edge = await enter(args, permission)
      const body = await readBody(args.request, options.maxBytes)
      const fields =
        body !== null && typeof body === 'object' && !Array.isArray(body) ? body : { form: body }
      const { tenant: _, ...path } = args.params
      const input = shape.safeParse({ ...fields, ...path })
      if (!input.success) return refuse<Value>({ ok: false, issues: issuesOf(input.error) }, 422)
      const value = await inTenant(edge.actor, 'read write', (tx) => command(tx, input.data, edge))
      if (whereTo) throw redirect(whereTo(value, edge))
      return data<ActionAnswer<Value>>({ ok: true, value })
    } catch (error) {
      if (isDomainError(error) && error.kind !== 'unauthenticated' && error.kind !== 'missing') {
        return refuse<Value>({ ok: false, code: error.code, data: error.data }, error.status)
      }
      throw asResponse(error)
    }
  }
}

/**
 * The same action for a route without a page. Remix drops the status of what such a route returns
 * unless it is a whole Response, and a refusal has to be a 4xx for machines too.
 */
export function asResource<Args, Answer extends ReturnType<typeof data>>(
  action: (args: Args) => Promise<Answer>,
) {
  return async (args: Args): Promise<Answer> => {
    const { data: answer, init } = await action(args)
    // Remix reads the JSON back, so that fetchers see the answer's own type.
    return Response.json(answer, init ?? {}) as unknown as Answer
  }
}

function refuse<Value>(answer: ActionAnswer<Value>, status: number) {
  return data<ActionAnswer<Value>>(answer, { status })
}

/** Who asks, in which tenant, and whether they may. Another tenant's name is simply not there. */
export async function enter(args: EdgeArgs, permission: Permission): Promise<Edge> {
  const context = loadContext(args.context)
  const session = await requireSession(args.request, context)
  const membership = session.memberships.find((each) => each.slug === args.params.tenant)
  if (!membership) throw new DomainError('request.no_such_page', 'missing')
  if (!may(membership.role, permission)) throw new DomainError('identity.not_allowed', 'forbidden')
  const actor = { tenantId: membership.tenantId, userId: session.userId }
  return { actor, session, membership, context, request: args.request }
}

/** The signed-in person, or a redirect to the sign-in page that comes back here. */
export async function requireSession(request: Request, context: LoadContext): Promise<Session> {
  const session = await sessionOf(request, context)
  if (session) return session
  const url = new URL(request.url)
  const next = url.pathname.replace(/\.data$/, '') + url.search
  throw redirect(`/signin?next=${encodeURIComponent(request.method === 'GET' ? next : '/')}`)
}

/** A refusal as a response that the error page turns into a sentence; anything else as it is. */
function asResponse(error: unknown): unknown {
  if (!isDomainError(error)) return error
  return data({ code: error.code, data: error.data }, { status: error.status })
}

/** Remix types the context loosely; the server around it always makes this one. */
export const loadContext = (context: unknown): LoadContext => context as LoadContext
