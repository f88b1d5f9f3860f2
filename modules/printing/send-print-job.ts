import { type Actor, inTenant, type Tx } from '#modules/kernel/db.ts'
import { isDomainError } from '#modules/kernel/errors.ts'
import { paperBytes, readJob } from './paper-bytes.ts'
import { databaseNow, lockJob, updateJob } from './repository-jobs.ts'
import { sendTcp } from './send-tcp.ts'
import { settlePrintJob } from './settle-print-job.ts'
import type { PrintJobStatus } from './shared.ts'

/** Connecting and waiting take at most 15 s; who has not reported after this will not report. */
const LOST_AFTER_MS = 60_000
/** A printer that is off stays off for a while; then a person is asked to look. */
const MAX_ATTEMPTS = 5

export type ClaimedJob = NonNullable<Awaited<ReturnType<typeof claimJob>>>

/**
 * Takes a queued job for sending, so that nobody else sends it.
 * A job that was taken long ago and never reported back becomes `unknown`: its paper may be out.
 * @returns undefined when there is nothing to send.
 */
export async function claimJob(tx: Tx, jobId: string) {
  const job = await lockJob(tx, jobId)
  if (!job) return undefined
  if (job.status === 'offered' && job.offeredAt) {
    const waitedMs = (await databaseNow(tx)).getTime() - job.offeredAt.getTime()
    if (waitedMs > LOST_AFTER_MS)
      await settlePrintJob(tx, job.id, { status: 'unknown', error: 'printing.interrupted' })
  }
  // A printer that asks by itself, or through an agent, is given its papers when it does.
  if (job.status !== 'queued' || job.printerKind !== 'tcp') return undefined
  const attempts = job.attempts + 1
  await updateJob(tx, job.id, { status: 'offered', lastError: null, attempts })
  return readJob({ ...job, attempts })
}

/**
 * Sends one paper to its printer: claims it in a transaction, draws and sends it outside of any,
 * and records what became of it in another. Called again for the same job it sends nothing twice.
 *
 * @param options `allowHosts`: networks and hosts this server may reach; see `sendTcp`.
 * @returns what became of the job, or undefined when there was nothing to send.
 * @throws printing.unreachable while the job waits for another attempt, so that a worker retries.
 */
export async function sendPrintJob(
  actor: Actor,
  jobId: string,
  options: { allowHosts: readonly string[] },
): Promise<PrintJobStatus | undefined> {
  const job = await inTenant(actor, 'read write', (tx) => claimJob(tx, jobId))
  if (!job) return undefined
  try {
    const { host, port } = job
    if (host === null || port === null) return undefined
    await sendTcp(await paperBytes(job), { host, port, ...options })
  } catch (error) {
    return recordFailure(actor, job, error)
  }
  await inTenant(actor, 'read write', (tx) => settlePrintJob(tx, job.id, { status: 'sent' }))
  return 'sent'
}

async function recordFailure(actor: Actor, job: ClaimedJob, error: unknown) {
  const code = isDomainError(error) ? error.code : 'printing.cannot_draw'
  const status = statusAfter(code, job.attempts)
  const now = await inTenant(actor, 'read write', (tx) =>
    settlePrintJob(tx, job.id, { status, error: code }),
  )
  if (status === 'queued' || !isDomainError(error)) throw error
  return now
}

function statusAfter(code: string, attempts: number): 'queued' | 'failed' | 'unknown' {
  if (code === 'printing.interrupted') return 'unknown'
  if (code === 'printing.unreachable' && attempts < MAX_ATTEMPTS) return 'queued'
  return 'failed'
}
