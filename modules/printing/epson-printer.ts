import type { Tx } from '#modules/kernel/db.ts'
import { type EpsonResult, epsonTrouble, epsonVerdict } from './epson-direct.ts'
import { emitOffered, isHeardAnew, lockSpokenOf, rememberName } from './handed-papers.ts'
import { isOffer, jobToken, questionMark } from './job-token.ts'
import { offerPrintJob } from './offer-print-job.ts'
import type { OfferedJob } from './paper-bytes.ts'
import { lockHandedJobs } from './repository-jobs.ts'
import {
  type AskingPrinter,
  noteHealth,
  type PrinterHealth,
  setDialect,
} from './repository-printers.ts'
import { type Outcome, settlePrintJob } from './settle-print-job.ts'

/** A paper that stays in the printer's store for so long is not on its way any more. */
const SPOOLED_SECONDS = 600
/** What only a printer with a store of its own says. */
const STORE_CODES = ['EX_SPOOLER', 'Printing', 'JobSpooling']
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
 * @returns the next paper, and tokens of papers in its store to ask after, each with its question mark.
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
  const asked = questions.slice(-MOST_QUESTIONS)
  return { paper: next, questions: asked.flatMap((token) => [questionMark(token), token]) }
}

/** An Epson says what became of papers. It may say so twice or late, and of an earlier handing over. */
export async function hearEpsonResults(
  tx: Tx,
  printer: AskingPrinter,
  said: { id: string; version: string; results: readonly EpsonResult[] },
): Promise<void> {
  await rememberName(tx, printer, said.id)
  const health = said.results.findLast(({ code }) => code !== 'JobNotFound')?.health
  if (health?.statusCode) await noteHealth(tx, printer.printerId, health)
  const isOld = said.version === '1.00' && printer.dialect !== '1.00'
  if (isOld) await setDialect(tx, printer.printerId, '1.00')
  const tellsOfStore = said.results.some(({ code }) => STORE_CODES.includes(code))
  if (tellsOfStore && printer.dialect !== 'spooler')
    await setDialect(tx, printer.printerId, 'spooler')
  // Locked in the order in which whoever asks locks them.
  if (said.results.length > 1) await lockHandedJobs(tx, printer.printerId)
  const tokens = new Set(said.results.map(({ token }) => token))
  for (const result of said.results) {
    const job = await findSpokenOf(tx, printer, result)
    if (!job) continue
    const isAnswer = result.token !== undefined && tokens.has(questionMark(result.token))
    const outcome = outcomeOf(printer.dialect, job.status, result, { isAnswer, isOld })
    const resultCode = result.code || 'success'
    if (outcome) await settlePrintJob(tx, job.id, { resultCode, ...outcome })
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

/** A printer with a store of its own has the paper there, and is asked after it. */
const STORED: Outcome = { status: 'sent', resultCode: 'spooled' }

/** What a word of a printer changes for a paper; nothing when the paper stays as it is. */
function outcomeOf(
  dialect: string,
  status: string,
  { isSuccess, code }: EpsonResult,
  { isAnswer, isOld }: { isAnswer: boolean; isOld: boolean },
): Outcome | undefined {
  const isHanded = status === 'offered'
  if (isSuccess) {
    if (dialect !== 'spooler' || isAnswer) return { status: 'printed' }
    // It has only taken the paper in, and may say so again when it was asked after it meanwhile.
    return isHanded ? STORED : undefined
  }
  const error = epsonTrouble(code)
  const verdict = epsonVerdict(code)
  if (verdict === 'printing') return isHanded ? STORED : undefined
  if (verdict === 'unknown') {
    return isHanded || status === 'sent' ? { status: 'unknown', error } : undefined
  }
  // It can't read our version yet, and printed nothing: it gets the paper again in its own.
  const isMisread = code === 'SchemaError' && isOld
  if (isHanded && (verdict === 'queued' || isMisread)) return { status: 'queued', error }
  // Trouble only keeps a stored paper waiting: the printer goes on with it by itself.
  if (verdict === 'queued' && (dialect === 'spooler' || status === 'sent')) return undefined
  const isOpen = isHanded || status === 'sent' || status === 'unknown'
  return isOpen ? { status: 'failed', error } : undefined
}
