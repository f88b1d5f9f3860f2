import type { ActionFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { hearBell, waitForBell } from '#modules/kernel/bell.ts'
import type { Actor } from '#modules/kernel/db.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import {
  AGENT_WAIT_MS,
  type AgentPaper,
  beginAgentJob,
  findAgent,
  greetAgent,
  nextAgentJob,
  reportAgentJob,
} from '#modules/printing/index.ts'
import { answerJson, readJson } from './till-edge.server.ts'

const MAX_BYTES = 20_000

const Greet = z.object({ bootId: z.uuid(), version: z.string().min(1).max(40) })
const Next = z.object({ busyIds: z.array(z.uuid()).max(100) })
const Begin = z.object({ bootId: z.uuid(), jobId: z.uuid() })
const Report = z.object({ jobId: z.uuid(), outcome: z.enum(['sent', 'not_begun', 'unknown']) })

/** What a shop's agent says, step by step; see `agent-protocol.ts`. */
export const answerAgent = ({ request, params }: ActionFunctionArgs) =>
  answerJson(async () => {
    const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
    const { tenantId, agentId } = await findAgent(token)
    const actor = { tenantId, userId: null }
    return takeStep(params.step ?? '', { request, actor, agentId })
  })

type Asking = { request: Request; actor: Actor; agentId: string }

async function takeStep(step: string, { request, actor, agentId }: Asking): Promise<Response> {
  switch (step) {
    case 'greet': {
      const greeting = await readJson(request, Greet, MAX_BYTES)
      await inTenant(actor, 'read write', (tx) => greetAgent(tx, { agentId, ...greeting }))
      return new Response(null, { status: 204 })
    }
    case 'next': {
      const { busyIds } = await readJson(request, Next, MAX_BYTES)
      const paper = await waitForPaper(actor, { agentId, busyIds }, request.signal)
      return paper ? Response.json(paper) : new Response(null, { status: 204 })
    }
    case 'begin': {
      const begin = await readJson(request, Begin, MAX_BYTES)
      const isYours = await inTenant(actor, 'read write', (tx) =>
        beginAgentJob(tx, { agentId, ...begin }),
      )
      return Response.json({ isYours })
    }
    case 'report': {
      const report = await readJson(request, Report, MAX_BYTES)
      await inTenant(actor, 'read write', (tx) => reportAgentJob(tx, { agentId, ...report }))
      return new Response(null, { status: 204 })
    }
    default:
      throw new DomainError('request.no_such_page', 'missing')
  }
}

/** Holds the question until a paper comes, so that an agent needs no open door in the shop's network. */
async function waitForPaper(
  actor: Actor,
  asking: { agentId: string; busyIds: readonly string[] },
  signal: AbortSignal,
): Promise<AgentPaper | undefined> {
  await hearBell('print_waiting')
  const until = performance.now() + AGENT_WAIT_MS
  while (!signal.aborted) {
    // What is rung while this looks must be heard: the waiting begins before the looking, and until
    // the agent's printers are known every ring counts.
    const looked = new AbortController()
    let own: readonly string[] | undefined
    const rung = waitForBell('print_waiting', (id) => own?.includes(id) ?? true, {
      ms: Math.max(0, until - performance.now()),
      signal: AbortSignal.any([signal, looked.signal]),
    })
    const turn = await inTenant(actor, 'read write', (tx) => nextAgentJob(tx, asking))
    own = turn.printerIds
    if (turn.paper || signal.aborted || performance.now() >= until) {
      looked.abort()
      return turn.paper
    }
    await rung
    if (performance.now() >= until) return undefined
  }
  return undefined
}
