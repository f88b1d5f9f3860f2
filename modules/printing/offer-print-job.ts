import type { Tx } from '#modules/kernel/db.ts'
import { type OfferedJob, readJob } from './paper-bytes.ts'
import { expireJobs, lockJob, selectNextJobId, updateJob } from './repository-jobs.ts'

/**
 * Takes the oldest paper that waits for a printer, for handing over. It is `offered` from then on,
 * and nobody else is given it; whoever took it says with `settlePrintJob` what became of it.
 *
 * @returns undefined when nothing waits.
 */
export async function offerPrintJob(tx: Tx, printerId: string): Promise<OfferedJob | undefined> {
  await expireJobs(tx, printerId)
  const jobId = await selectNextJobId(tx, printerId)
  const job = jobId === undefined ? undefined : await lockJob(tx, jobId)
  if (!job) return undefined
  await updateJob(tx, job.id, { status: 'offered', lastError: null, attempts: job.attempts + 1 })
  return readJob({ ...job, attempts: job.attempts + 1, offerNo: job.offerNo + 1 })
}
