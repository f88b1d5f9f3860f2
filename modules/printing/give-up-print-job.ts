import type { Tx } from '#modules/kernel/db.ts'
import { lockJob } from './repository-jobs.ts'
import { settlePrintJob } from './settle-print-job.ts'

/**
 * A printer took a paper a while ago. If it has not spoken of it since, nobody knows whether it came
 * out; a late word of it still counts.
 */
export async function giveUpPrintJob(
  tx: Tx,
  handed: { jobId: string; offerNo: number },
): Promise<void> {
  const job = await lockJob(tx, handed.jobId)
  if (job?.status !== 'offered' || job.offerNo !== handed.offerNo) return
  await settlePrintJob(tx, job.id, { status: 'unknown', error: 'printing.no_answer' })
}
