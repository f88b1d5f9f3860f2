import { type ActionFunctionArgs, data, redirect, redirectDocument } from '@remix-run/node'
import type { z } from 'zod'
import type { Session, Visitor } from '#modules/identity/index.ts'
import { asPerson, type PersonTx } from '#modules/kernel/db.ts'
import { isDomainError } from '#modules/kernel/errors.ts'
import { type ActionAnswer, loadContext, requireSession } from './edge.server.ts'
import { issuesOf, readBody } from './form.server.ts'
import type { LoadContext } from './http.ts'
import { type Preferences, preferencesOf } from './preferences.server.ts'
import { sessionOf } from './session.server.ts'

/** What a handler before any tenant is told beside its checked input. */
export interface PublicEdge {
  /** Who asks, if they are signed in. */
  session: Session | undefined
  visitor: Visitor
  preferences: Preferences
  context: LoadContext
  request: Request
}

/** The same for somebody who is signed in. */
export interface PersonEdge extends PublicEdge {
  session: Session
  /** One transaction fenced to this person, all of it or nothing. */
  run<Value>(work: (tx: PersonTx) => Promise<Value>): Promise<Value>
}

/** Where to go after the work, and the cookies that go along. */
export interface Destination {
  to: string
  cookies?: string[]
  /** A whole new page: for another language, and for the till, which is another app. */
  reload?: boolean
}

/** What was typed, to fill a form again for browsers without JavaScript. Never a password. */
export type Typed = Record<string, string>
export type PublicAnswer<Value> = ActionAnswer<Value> & { typed: Typed }

/**
 * An action of anybody: well formed? Then the command, which opens its own transaction because
 * there is no tenant yet. Refusals answer with their status and keep what was typed.
 *
 * @param whereTo after success; undefined stays on the page with the value.
 */
export function publicAction<Shape extends z.ZodType, Value>(
  shape: Shape,
  command: (input: z.output<Shape>, edge: PublicEdge) => Promise<Value>,
  whereTo?: (value: Value, edge: PublicEdge) => Destination | Promise<Destination>,
) {
  return async (args: ActionFunctionArgs) =>
    answer(args, await edgeOf(args), shape, command, whereTo)
}

/** An action of a signed-in person, in no tenant. Others are sent to the sign-in page. */
export function personAction<Shape extends z.ZodType, Value>(
  shape: Shape,
  command: (input: z.output<Shape>, edge: PersonEdge) => Promise<Value>,
  whereTo?: (value: Value, edge: PersonEdge) => Destination | Promise<Destination>,
) {
  return async (args: ActionFunctionArgs) => {
    const session = await requireSession(args.request, loadContext(args.context))
    const edge: PersonEdge = {
      ...(await edgeOf(args)),
      session,
      run: (work) => asPerson(session.userId, 'read write', work),
    }
    return answer(args, edge, shape, command, whereTo)
  }
}

async function edgeOf({ request, context: loose }: ActionFunctionArgs): Promise<PublicEdge> {
  const context = loadContext(loose)
  return {
    session: await sessionOf(request, context),
    visitor: { address: context.clientAddress, userAgent: request.headers.get('user-agent') },
    preferences: preferencesOf(request),
    context,
    request,
  }
}

async function answer<Edge extends PublicEdge, Shape extends z.ZodType, Value>(
  args: ActionFunctionArgs,
  edge: Edge,
  shape: Shape,
  command: (input: z.output<Shape>, edge: Edge) => Promise<Value>,
  whereTo?: (value: Value, edge: Edge) => Destination | Promise<Destination>,
) {
  let typed: Typed = {}
  const give = (value: ActionAnswer<Value>, status = 200) =>
    data<PublicAnswer<Value>>({ ...value, typed }, { status })
  try {
    const body = await readBody(args.request)
    typed = typedOf(body)
    const fields =
      body !== null && typeof body === 'object' && !Array.isArray(body) ? body : { form: body }
    const input = shape.safeParse({ ...fields, ...args.params })
    if (!input.success) return give({ ok: false, issues: issuesOf(input.error) }, 422)
    const value = await command(input.data, edge)
    const destination = await whereTo?.(value, edge)
    if (destination) throw (destination.reload ? redirectDocument : redirect)(...going(destination))
    return give({ ok: true, value })
  } catch (error) {
    if (!isDomainError(error)) throw error
    return give({ ok: false, code: error.code, data: error.data }, error.status)
  }
}

function going({ to, cookies = [] }: Destination): [string, { headers: Headers }] {
  const headers = new Headers()
  for (const cookie of cookies) headers.append('Set-Cookie', cookie)
  return [to, { headers }]
}

const MAX_TYPED = 500

function typedOf(body: unknown): Typed {
  if (body === null || typeof body !== 'object') return {}
  const entries = Object.entries(body).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && !/password/i.test(entry[0]) && entry[1].length <= MAX_TYPED,
  )
  return Object.fromEntries(entries)
}

/**
 * A way back that stays on this site, or undefined. Browsers read `//host`, `/\host` and a tab
 * between the slashes as another site.
 */
export function localPath(next: string | null | undefined): string | undefined {
  if (!next?.startsWith('/') || /^\/[/\\]|[\\\p{Cc}]/u.test(next)) return undefined
  const base = 'http://local.invalid'
  const url = URL.canParse(next, base) ? new URL(next, base) : undefined
  // `/x/..//host` and `/.//host` become `//host` once the dots are resolved.
  if (url?.origin !== base || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}
