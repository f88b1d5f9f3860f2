import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { noPrinter, unknownPrinter } from './errors.ts'
import { jobQueued } from './events.ts'
import { insertJob, selectJobBySource } from './repository-jobs.ts'
import { selectDefaultPrinter, selectPrinter } from './repository-printers.ts'
import { PrintJobStatus, type ReceiptDocument } from './shared.ts'

export type PrintRequest = {
  /** Without it the shop's default printer. */
  printerId?: string | undefined
  document: ReceiptDocument
  /** What the paper is about, e.g. `sale` and its id. */
  sourceType: string
  sourceId: string
  /** 1 (when left out) is the original; a reprint that a person asks for has the next number. */
  copyNo?: number | undefined
  /** Open the cash drawer, if the printer has one. */
  openDrawer?: boolean | undefined
  /** After this nobody wants the paper any more. */
  expiresAt?: Date | undefined
}

/**
 * Puts a paper on the list of its printer and announces it. The same copy of the same paper is
 * queued once: asking again answers with the job that is there, and nothing more is printed.
 * @throws printing.no_printer, printing.unknown_printer
 */
export async function queuePrintJob(
  tx: Tx,
  request: PrintRequest,
): Promise<{ jobId: string; isNew: boolean; status: PrintJobStatus }> {
  const printer = await printerFor(tx, request.printerId)
  const job = {
    id: newId(),
    printerId: printer.id,
    document: request.document,
    sourceType: request.sourceType,
    sourceId: request.sourceId,
    copyNo: request.copyNo ?? 1,
    openDrawer: (request.openDrawer ?? false) && printer.hasDrawer,
    expiresAt: request.expiresAt,
  }
  const isNew = await insertJob(tx, job)
  if (!isNew) {
    const existing = await selectJobBySource(tx, job)
    return { jobId: existing.id, isNew, status: PrintJobStatus.parse(existing.status) }
  }
  await emit(tx, jobQueued, { jobId: job.id })
  return { jobId: job.id, isNew, status: 'queued' }
}

async function printerFor(tx: Tx, printerId: string | undefined) {
  if (printerId === undefined) {
    const printer = await selectDefaultPrinter(tx)
    if (!printer) throw noPrinter()
    return printer
  }
  const printer = await selectPrinter(tx, printerId)
  if (!printer) throw unknownPrinter(printerId)
  return printer
}
