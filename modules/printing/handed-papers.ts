import type { Tx } from '#modules/kernel/db.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { jobOffered, LOST_AFTER_SECONDS } from './events.ts'
import { readJobToken } from './job-token.ts'
import { lockJob, selectLastHandedJobId } from './repository-jobs.ts'
import { type AskingPrinter, rememberDeviceName } from './repository-printers.ts'

/** What printers that ask have in common: names, and papers that are in their hands. */

/** That a printer was heard is not worth a write more often. */
export const HEARD_EVERY_SECONDS = 30

export const isHeardAnew = ({ seenSecondsAgo }: AskingPrinter): boolean =>
  seenSecondsAgo === null || seenSecondsAgo >= HEARD_EVERY_SECONDS

/** The first name that a printer tells of itself is kept. */
export async function rememberName(tx: Tx, printer: AskingPrinter, name: string | undefined) {
  if (printer.deviceName === null && name) await rememberDeviceName(tx, printer.printerId, name)
}

/** A paper is in a printer's hands from now on; a while later somebody looks what became of it. */
export const emitOffered = (tx: Tx, job: { id: string; offerNo: number }) =>
  emit(
    tx,
    jobOffered,
    { jobId: job.id, offerNo: job.offerNo },
    { afterSeconds: LOST_AFTER_SECONDS },
  )

/**
 * The paper that a printer speaks of, if it is this printer's; without a token the one it was handed
 * last. `offer` is the handing over that it means, undefined when it brings none.
 */
export async function lockSpokenOf(tx: Tx, printer: AskingPrinter, given: string | undefined) {
  const token = given === undefined ? undefined : readJobToken(given)
  if (given !== undefined && !token) return undefined
  const jobId = token?.jobId ?? (await selectLastHandedJobId(tx, printer.printerId))
  const job = jobId === undefined ? undefined : await lockJob(tx, jobId)
  if (!job || job.printerId !== printer.printerId) return undefined
  return { job, offer: token?.offer }
}
