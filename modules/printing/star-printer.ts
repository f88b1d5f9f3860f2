import type { Tx } from '#modules/kernel/db.ts'
import { type StarPoll, starCondition, starHealth, starTrouble, starVerdict } from './cloudprnt.ts'
import { emitOffered, isHeardAnew, lockSpokenOf, rememberName } from './handed-papers.ts'
import { isOffer, readJobToken } from './job-token.ts'
import { offerPrintJob } from './offer-print-job.ts'
import { type OfferedJob, readJob } from './paper-bytes.ts'
import { expireJobs, lockHandedJobs, lockJob, updateJob } from './repository-jobs.ts'
import { type AskingPrinter, noteHealth } from './repository-printers.ts'
import { type Outcome, settlePrintJob } from './settle-print-job.ts'

/**
 * A printer that stops in the middle of a paper says so at once. What it says later may be about
 * something else, after a confirmation that was lost.
 */
const STOPPED_WITHIN_SECONDS = 15

/** Whether a poll says anything that has to be written down; most say nothing new. */
export function starPollSaysNew(printer: AskingPrinter, poll: StarPoll): boolean {
  const { paper, isCoverOpen, statusCode } = starHealth(poll.status)
  return (
    (printer.deviceName === null && poll.mac !== undefined) ||
    (printer.handed > 0 && !poll.isPrinting) ||
    isHeardAnew(printer) ||
    paper !== printer.paper ||
    isCoverOpen !== printer.isCoverOpen ||
    statusCode !== printer.statusCode
  )
}

/**
 * A Star says how it is. When it holds a paper and no longer prints, that paper is spoken of too:
 * trouble at once means that it did not come out, and it is offered again; all well without a word of
 * it means that the word was lost, and only a person can see what became of the paper.
 */
export async function hearStarPoll(tx: Tx, printer: AskingPrinter, poll: StarPoll): Promise<void> {
  await rememberName(tx, printer, poll.mac)
  await noteHealth(tx, printer.printerId, starHealth(poll.status))
  const condition = starCondition(poll.status)
  // A paper that can't be read is spoken of by a confirmation that follows.
  if (printer.handed === 0 || poll.isPrinting || condition === 'data') return
  for (const job of await lockHandedJobs(tx, printer.printerId)) {
    const hasStopped = condition === 'trouble' && job.handedSecondsAgo <= STOPPED_WITHIN_SECONDS
    const outcome: Outcome = hasStopped
      ? { status: 'queued', error: starTrouble(poll.status) }
      : { status: 'unknown', error: 'printing.no_answer' }
    await settlePrintJob(tx, job.id, { ...outcome, resultCode: poll.status })
  }
}

/**
 * The paper that a Star fetches. Fetching it again before it is confirmed gives the same paper.
 *
 * @param token as the poll was answered; older printers bring none, and get what comes next.
 * @returns undefined when there is no such paper for it.
 */
export async function takeStarJob(
  tx: Tx,
  printer: AskingPrinter,
  asked: { token: string | undefined; mac: string | undefined },
): Promise<OfferedJob | undefined> {
  await rememberName(tx, printer, asked.mac)
  const token = asked.token === undefined ? undefined : readJobToken(asked.token)
  if (asked.token !== undefined && !token) return undefined
  const jobId = token?.jobId ?? (await lockHandedJobs(tx, printer.printerId))[0]?.id
  if (jobId === undefined) {
    const next = await offerPrintJob(tx, printer.printerId)
    if (next) await emitOffered(tx, next)
    return next
  }
  await expireJobs(tx, printer.printerId)
  const job = await lockJob(tx, jobId)
  if (!job || job.printerId !== printer.printerId) return undefined
  if (job.status === 'offered') {
    return !token || isOffer(job.offerNo, token.offer) ? readJob(job) : undefined
  }
  if (job.status !== 'queued' || !token || !isOffer(job.offerNo + 1, token.offer)) return undefined
  const taken = { ...job, attempts: job.attempts + 1, offerNo: job.offerNo + 1 }
  await updateJob(tx, job.id, { status: 'offered', lastError: null, attempts: taken.attempts })
  await emitOffered(tx, taken)
  return readJob(taken)
}

/** A Star says what became of a paper. It may say so twice or late, and of an earlier handing over. */
export async function confirmStarJob(
  tx: Tx,
  printer: AskingPrinter,
  said: { token: string | undefined; code: string },
): Promise<void> {
  const spokenOf = await lockSpokenOf(tx, printer, said.token)
  if (!spokenOf) return
  const { job, offer } = spokenOf
  const isSame = offer === undefined || isOffer(job.offerNo, offer)
  const verdict = starVerdict(said.code)
  if (!isSame) {
    // It was told of the paper and could not take it: never handed over, and never will be.
    const isNext = offer !== undefined && isOffer(job.offerNo + 1, offer)
    if (!isNext || verdict !== 'failed' || job.status !== 'queued') return
  }
  // Only of a paper that it holds does a printer know that it did not come out.
  if (verdict !== 'printed' && !['offered', 'queued'].includes(job.status)) return
  if (verdict === 'unknown' && job.status !== 'offered') return
  const error = { queued: 'printing.not_fetched', failed: 'printing.not_readable' }
  await settlePrintJob(tx, job.id, {
    status: verdict,
    resultCode: said.code,
    error:
      verdict === 'printed'
        ? undefined
        : verdict === 'unknown'
          ? 'printing.no_answer'
          : error[verdict],
  })
}
