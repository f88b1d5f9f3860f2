import { AGENT_WAIT_MS, type AgentOutcome, type AgentPaper } from '../agent-protocol.ts'

/** The server said no, and will say no again: wrong token, or an agent that was taken out of use. */
export class Refused extends Error {}

export type AskOptions = { server: string; token: string; bootId: string; signal: AbortSignal }

/** Longer than the server holds a question; after this the network is taken for gone. */
const TIMEOUT_MS = AGENT_WAIT_MS + 10_000
const REFUSALS = [401, 403]

/** What an agent says to the server. Each call tries once and throws when nobody answered. */
export function askServer({ server, token, bootId, signal }: AskOptions) {
  const ask = async (path: string, init: RequestInit, until?: AbortSignal): Promise<Response> => {
    const response = await fetch(new URL(`/print/agent/${path}`, server), {
      ...init,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS), ...(until ? [until] : [])]),
    })
    if (REFUSALS.includes(response.status)) throw new Refused(`The server says ${response.status}`)
    if (!response.ok) throw new Error(`The server says ${response.status}`)
    return response
  }
  const tell = (path: string, body: Record<string, unknown>, until?: AbortSignal) =>
    ask(path, { method: 'POST', body: JSON.stringify(body) }, until)
  return {
    greet: (version: string) => tell('greet', { bootId, version }),
    /** The next paper; undefined when none came while the server waited. */
    async next(busyIds: readonly string[], until: AbortSignal): Promise<AgentPaper | undefined> {
      const response = await tell('next', { busyIds }, until)
      return response.status === 204 ? undefined : ((await response.json()) as AgentPaper)
    },
    /** False when the paper is no longer this agent's to print. */
    async begin(jobId: string): Promise<boolean> {
      const answer = (await (await tell('begin', { bootId, jobId })).json()) as { isYours: boolean }
      return answer.isYours
    },
    report: (jobId: string, outcome: AgentOutcome) => tell('report', { jobId, outcome }),
  }
}
