import { randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import { AGENT_VERSION, type AgentOutcome, type AgentPaper } from '../agent-protocol.ts'
import { NotTaken, writeTcp } from '../write-tcp.ts'
import { askServer, Refused } from './ask-server.ts'
import { writeDevice } from './write-device.ts'

export type AgentOptions = {
  /** The address of Tillage, as a browser uses it. */
  server: string
  token: string
  say: (line: string) => void
  signal: AbortSignal
  /** Pauses after a failure; shorter in tests. */
  firstPauseMs?: number
  /** How long a printer that did not answer is left alone. */
  printerPauseMs?: number
}

const LONGEST_PAUSE_MS = 30_000

/**
 * Prints for a shop until it is told to stop: asks the server for papers, writes each to its printer,
 * and says what became of it. Printers work side by side; one that is off holds up nobody else.
 *
 * A paper is begun only after the server has written down that it is, so a paper is never printed
 * twice: what an agent that died had begun is shown to a person, and the rest goes out later.
 *
 * @throws Refused when the server does not know the token (any more).
 */
export async function runAgent(options: AgentOptions): Promise<void> {
  const { say, signal, printerPauseMs = 5_000 } = options
  const bootId = randomUUID()
  const server = askServer({ ...options, bootId })
  const busy = new Set<string>()
  const working = new Set<Promise<void>>()
  const insist = <Answer>(work: () => Promise<Answer>) => untilAnswered(work, options)

  const print = async (paper: AgentPaper) => {
    const isOurs = await insist(() => server.begin(paper.jobId))
    if (!isOurs) return
    const outcome = await write(paper)
    say(`${SAID[outcome]} (${paper.printerId.slice(0, 8)})`)
    await insist(() => server.report(paper.jobId, outcome))
    if (outcome !== 'sent') await rest(printerPauseMs, undefined, { signal })
  }

  // The server holds the question; when a printer is free again it is asked anew, for that one too.
  let changed = new AbortController()
  const nextPaper = async () => {
    changed = new AbortController()
    const { signal: until } = changed
    try {
      return await server.next([...busy], until)
    } catch (error) {
      if (until.aborted) return undefined
      throw error
    }
  }

  await insist(() => server.greet(AGENT_VERSION))
  say('Connected: papers of this shop are printed here.')
  let refusal: unknown
  while (!signal.aborted && refusal === undefined) {
    const paper = await insist(nextPaper)
    if (!paper) continue
    busy.add(paper.printerId)
    const work: Promise<void> = print(paper)
      .catch((error: unknown) => {
        if (!signal.aborted) refusal = error
      })
      .finally(() => {
        busy.delete(paper.printerId)
        working.delete(work)
        changed.abort()
      })
    working.add(work)
  }
  await Promise.all(working)
  if (refusal !== undefined) throw refusal
}

const SAID: Record<AgentOutcome, string> = {
  sent: 'Sent',
  not_begun: 'The printer does not answer',
  unknown: 'The printer stopped in the middle',
}

async function write({ target, bytes }: AgentPaper): Promise<AgentOutcome> {
  const data = Buffer.from(bytes, 'base64')
  try {
    if ('devicePath' in target) await writeDevice(data, target.devicePath)
    else await writeTcp(data, target)
    return 'sent'
  } catch (error) {
    return error instanceof NotTaken && !error.hasBegun ? 'not_begun' : 'unknown'
  }
}

/** Asks again, with growing pauses of random length, until somebody answers. */
async function untilAnswered<Answer>(
  work: () => Promise<Answer>,
  { signal, say, firstPauseMs = 500 }: AgentOptions,
): Promise<Answer> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work()
    } catch (error) {
      if (signal.aborted || error instanceof Refused) throw error
      say('The server does not answer; trying again.')
      await rest(pauseMs * (0.5 + Math.random() / 2), undefined, { signal })
    }
  }
}
