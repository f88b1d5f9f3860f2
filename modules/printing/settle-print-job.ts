import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { jobQueued } from './events.ts'
import { lockJob, updateJob } from './repository-jobs.ts'
import { selectPrinter } from './repository-printers.ts'
import { PrintJobStatus } from './shared.ts'

export type Outcome = {
  /** `queued`: nothing was printed, and it is tried again. */
  status: 'queued' | 'sent' | 'printed' | 'failed' | 'unknown'
  /** Why, as a key of ours (`printing.paper_out`); nothing when it went well. */
  error?: string | undefined
  /** What the printer said, in its own words. */
  resultCode?: string | undefined
}

/**
 * What an answer may still change. A paper that lies there stays printed whatever comes later; one
 * of which nobody knew is settled by a late answer; only a person takes up what failed.
 */
const CHANGES: Record<PrintJobStatus, readonly Outcome['status'][]> = {
  queued: ['printed', 'failed', 'unknown'],
  offered: ['queued', 'sent', 'printed', 'failed', 'unknown'],
  sent: ['printed', 'failed', 'unknown'],
  unknown: ['printed', 'failed'],
  printed: [],
  failed: ['printed'],
  expired: ['printed'],
}

/**
 * Writes down what became of a paper. A printer may say the same twice, late, or out of order.
 * What failed without a drop of ink goes to the printer's fallback once, if it has one; but a till
 * offers its own papers again itself.
 *
 * @returns where the job stands now; undefined when there is no such job.
 */
export async function settlePrintJob(
  tx: Tx,
  jobId: string,
  outcome: Outcome,
): Promise<PrintJobStatus | undefined> {
  const job = await lockJob(tx, jobId)
  if (!job) return undefined
  const before = PrintJobStatus.parse(job.status)
  if (!CHANGES[before].includes(outcome.status)) return before
  const isElsewhere = before !== 'unknown' && job.printerKind !== 'till'
  if (outcome.status === 'failed' && isElsewhere && job.fallbackId) {
    if (await sendElsewhere(tx, { ...job, fallbackId: job.fallbackId })) return 'queued'
  }
  await updateJob(tx, jobId, {
    status: outcome.status,
    lastError: outcome.error ?? null,
    resultCode: outcome.resultCode?.slice(0, 80) || null,
  })
  return outcome.status
}

/** @returns false when the other printer is no longer in use. */
async function sendElsewhere(
  tx: Tx,
  job: { id: string; printerId: string; fallbackId: string },
): Promise<boolean> {
  const fallback = await selectPrinter(tx, job.fallbackId)
  if (!fallback) return false
  await updateJob(tx, job.id, {
    status: 'queued',
    lastError: null,
    attempts: 0,
    printerId: fallback.id,
  })
  await emit(tx, jobQueued, { jobId: job.id })
  await recordAudit(tx, {
    action: 'printing.job_moved',
    targetType: 'print_job',
    targetId: job.id,
    detail: { from: job.printerId, to: fallback.id },
  })
  return true
}
