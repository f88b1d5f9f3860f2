import type { Tx } from '#modules/kernel/db.ts'
import { type EpsonResult, epsonTrouble, epsonVerdict } from './epson-direct.ts'
import { emitOffered, isHeardAnew, lockSpokenOf, rememberName } from './handed-papers.ts'
import { isOffer, jobToken } from './job-token.ts'
import { offerPrintJob } from './offer-print-job.ts'
import type { OfferedJob } from './paper-bytes.ts'
import {
  type AskingPrinter,
  lockHandedJobs,
  noteHealth,
  type PrinterHealth,
  setDialect,
} from './repository.ts'
import { settlePrintJob } from './settle-print-job.ts'

/** A paper that stays in the printer's store for so long is not on its way any more. */
const SPOOLED_SECONDS = 600
/** A printer is asked after so many stored papers at once. */
const MOST_QUESTIONS = 3

/** Whether a printer that asks for papers gives any cause to write; most of the time there is none. */
export const epsonRequestMatters = (printer: AskingPrinter, id: string): boolean =>
  printer.waitingId !== null ||
  printer.handed > 0 ||
  isHeardAnew(printer) ||
  (printer.deviceName === null && id !== '')

/**
 * An Epson asks for a paper: it has its hands free. Of one that it was handed before it would have
 * spoken first, so that word was lost, and only a person can see what became of the paper.
 *
 * @returns the next paper, and tokens of papers in its store to ask after.
 */
export async function takeEpsonJobs(
  tx: Tx,
  printer: AskingPrinter,
  id: string,
): Promise<{ paper: OfferedJob | undefined; questions: string[] }> {
  await rememberName(tx, printer, id)
  const { paper, isCoverOpen, statusCode } = printer
  await noteHealth(tx, printer.printerId, { paper, isCoverOpen, statusCode })
  const questions: string[] = []
  for (const job of await lockHandedJobs(tx, printer.printerId)) {
    if (job.status === 'sent' && job.handedSecondsAgo < SPOOLED_SECONDS) {
      questions.push(jobToken(job.id, job.offerNo))
    } else {
      await settlePrintJob(tx, job.id, { status: 'unknown', error: 'printing.no_answer' })
    }
  }
  const next = printer.waitingId === null ? undefined : await offerPrintJob(tx, printer.printerId)
  if (next) await emitOffered(tx, next)
  return { paper: next, questions: questions.slice(-MOST_QUESTIONS) }
}

/** An Epson says what became of papers. It may say so twice or late, and of an earlier handing over. */
export async function hearEpsonResults(
  tx: Tx,
  printer: AskingPrinter,
  said: { id: string; version: string; results: readonly EpsonResult[] },
): Promise<void> {
  await rememberName(tx, printer, said.id)
  const health = said.results.at(-1)?.health
  if (health?.statusCode) await noteHealth(tx, printer.printerId, health)
  const isOld = said.version === '1.00' && printer.dialect !== '1.00'
  if (isOld) await setDialect(tx, printer.printerId, '1.00')
  for (const result of said.results) {
    const job = await findSpokenOf(tx, printer, result)
    if (job) await settleResult(tx, printer, job, result, isOld)
  }
}

/** How it is, told on its own. */
export async function hearEpsonStatus(
  tx: Tx,
  printer: AskingPrinter,
  said: { id: string; health: PrinterHealth },
): Promise<void> {
  await rememberName(tx, printer, said.id)
  await noteHealth(tx, printer.printerId, said.health)
}

/** The paper that a result is about, when this printer has it and was not handed it anew since. */
async function findSpokenOf(tx: Tx, printer: AskingPrinter, result: EpsonResult) {
  const spokenOf = await lockSpokenOf(tx, printer, result.token)
  if (!spokenOf) return undefined
  const { job, offer } = spokenOf
  return offer === undefined || isOffer(job.offerNo, offer) ? job : undefined
}

type SpokenOf = NonNullable<Awaited<ReturnType<typeof findSpokenOf>>>

async function settleResult(
  tx: Tx,
  printer: AskingPrinter,
  job: SpokenOf,
  { isSuccess, code }: EpsonResult,
  isOld: boolean,
): Promise<void> {
  const resultCode = code || 'success'
  const { printerId } = printer
  if (isSuccess) {
    // With a store of its own it has only taken the paper in so far.
    const isStored = printer.dialect === 'spooler' && job.status === 'offered'
    // Nobody can tell whether a late word means stored or printed: it stays a question.
    if (printer.dialect === 'spooler' && job.status === 'unknown') return
    await settlePrintJob(
      tx,
      job.id,
      isStored ? { status: 'sent', resultCode: 'spooled' } : { status: 'printed', resultCode },
    )
    return
  }
  const verdict = epsonVerdict(code)
  if (code === 'EX_SPOOLER' || verdict === 'printing') await setDialect(tx, printerId, 'spooler')
  if (job.status === 'sent') {
    // Trouble only keeps a stored paper waiting: the printer goes on with it by itself.
    if (verdict === 'lost')
      await settlePrintJob(tx, job.id, {
        status: 'unknown',
        error: 'printing.no_answer',
        resultCode,
      })
    if (verdict === 'failed')
      await settlePrintJob(tx, job.id, { status: 'failed', error: epsonTrouble(code), resultCode })
    return
  }
  if (verdict === 'printing') {
    await settlePrintJob(tx, job.id, { status: 'sent', resultCode: 'spooled' })
    return
  }
  if (job.status !== 'offered' && job.status !== 'unknown') return
  // It can't read our version yet, and printed nothing: it gets the paper again in its own.
  const isMisread = code === 'SchemaError' && isOld
  const isAgain = (verdict === 'queued' || isMisread) && job.status === 'offered'
  await settlePrintJob(tx, job.id, {
    status: isAgain ? 'queued' : 'failed',
    error: epsonTrouble(code),
    resultCode,
  })
}
