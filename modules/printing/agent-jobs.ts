import type { Tx } from '#modules/kernel/db.ts'
import type { AgentOutcome, AgentPaper } from './agent-protocol.ts'
import { unknownJob } from './errors.ts'
import { offerPrintJob } from './offer-print-job.ts'
import { paperBytes } from './paper-bytes.ts'
import {
  selectAgentPrinters,
  selectOffersOfAgent,
  selectUnbegunJobIds,
  setJobStarted,
  touchAgent,
} from './repository-agents.ts'
import { lockJob } from './repository-jobs.ts'
import { noteHealth } from './repository-printers.ts'
import { settlePrintJob } from './settle-print-job.ts'

/** After so many failed beginnings a person is asked to look. The agent waits between them. */
const MAX_ATTEMPTS = 5

/**
 * What an agent says when it starts: whatever an earlier run of it began and never spoke of may lie
 * on paper, and only a person can tell; what it was given and never began goes to the next who asks.
 *
 * @param agent `bootId` names this run of the program.
 */
export async function greetAgent(
  tx: Tx,
  agent: { agentId: string; bootId: string; version: string },
): Promise<void> {
  await touchAgent(tx, agent.agentId, agent.version)
  for (const job of await selectOffersOfAgent(tx, agent.agentId)) {
    if (job.startedBy === null) await settlePrintJob(tx, job.id, { status: 'queued' })
    else if (job.startedBy !== agent.bootId) {
      await settlePrintJob(tx, job.id, { status: 'unknown', error: 'printing.interrupted' })
    }
  }
}

/** What an agent is given, and the printers that it would be woken for. */
export type AgentTurn = { paper: AgentPaper | undefined; printerIds: string[] }

/**
 * The oldest paper that waits for one of an agent's printers.
 *
 * @param asking `busyIds` are printers that it is printing on, or that just did not answer.
 * @returns a paper counts as handed over only once the agent says that it begins (`beginAgentJob`);
 *   before that nothing can have been printed.
 */
export async function nextAgentJob(
  tx: Tx,
  asking: { agentId: string; busyIds: readonly string[] },
): Promise<AgentTurn> {
  await touchAgent(tx, asking.agentId)
  const printers = await selectAgentPrinters(tx, asking.agentId)
  const printerIds = printers.map(({ id }) => id)
  for (const printer of printers) {
    if (asking.busyIds.includes(printer.id)) continue
    // An agent that has a paper for this printer would say that it is busy: the answer was lost.
    for (const jobId of await selectUnbegunJobIds(tx, printer.id)) {
      await settlePrintJob(tx, jobId, { status: 'queued' })
    }
    const job = await offerPrintJob(tx, printer.id)
    if (!job) continue
    const { devicePath, host, port } = printer
    const paper = {
      jobId: job.id,
      printerId: printer.id,
      target: devicePath === null ? { host: host ?? '', port: port ?? 9100 } : { devicePath },
      bytes: (await paperBytes(job)).toString('base64'),
    }
    return { paper, printerIds }
  }
  return { paper: undefined, printerIds }
}

/**
 * The agent is about to write the first byte. Said twice by the same run it is the same beginning.
 *
 * @returns false when the paper is no longer its to print: then it prints nothing.
 */
export async function beginAgentJob(
  tx: Tx,
  begin: { agentId: string; bootId: string; jobId: string },
): Promise<boolean> {
  const job = await ownJob(tx, begin)
  if (job.status !== 'offered') return false
  return setJobStarted(tx, begin.jobId, begin.bootId)
}

/** What became of a paper that the agent took. Said again, late or out of order, it changes nothing. */
export async function reportAgentJob(
  tx: Tx,
  report: { agentId: string; jobId: string; outcome: AgentOutcome },
): Promise<void> {
  const job = await ownJob(tx, report)
  if (report.outcome === 'sent') {
    await settlePrintJob(tx, job.id, { status: 'sent' })
    await noteHealth(tx, job.printerId, { statusCode: null })
    return
  }
  const hasBegun = report.outcome === 'unknown'
  const error = hasBegun ? 'printing.interrupted' : 'printing.unreachable'
  const again = job.attempts < MAX_ATTEMPTS ? ('queued' as const) : ('failed' as const)
  await settlePrintJob(tx, job.id, { status: hasBegun ? 'unknown' : again, error })
}

/** @throws printing.unknown_job for papers of other agents' printers, too. */
async function ownJob(tx: Tx, { agentId, jobId }: { agentId: string; jobId: string }) {
  const job = await lockJob(tx, jobId)
  if (job?.agentId !== agentId) throw unknownJob(jobId)
  return job
}
