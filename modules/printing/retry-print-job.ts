import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { printAtTill, unknownJob } from './errors.ts'
import { jobQueued } from './events.ts'
import { lockJob, updateJob } from './repository-jobs.ts'

/**
 * A person asks for a paper that failed, or that may or may not have come out, once more.
 * A job in any other state stays as it is, so pressing twice prints once.
 * @throws printing.unknown_job, printing.print_at_till for a printer that only its till reaches
 */
export async function retryPrintJob(tx: Tx, { jobId }: { jobId: string }): Promise<void> {
  const job = await lockJob(tx, jobId)
  if (!job) throw unknownJob(jobId)
  if (job.status !== 'failed' && job.status !== 'unknown') return
  if (job.printerKind === 'till') throw printAtTill()
  await updateJob(tx, jobId, { status: 'queued', lastError: null, attempts: 0 })
  await emit(tx, jobQueued, { jobId })
  await recordAudit(tx, {
    action: 'printing.job_retried',
    targetType: 'print_job',
    targetId: jobId,
    detail: { was: job.status },
  })
}
