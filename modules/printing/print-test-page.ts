import type { Tx } from '#modules/kernel/db.ts'
import { unknownPrinter } from './errors.ts'
import { queuePrintJob } from './queue-print-job.ts'
import { selectPrinter } from './repository-printers.ts'
import { buildTestPage, PaperWidth, type ReceiptShop, type ReceiptTranslate } from './shared.ts'

/**
 * Queues a page that shows whether a printer prints every kind of letter and its whole width.
 * @param input `requestId` is a UUID made by whoever asks, so that asking twice prints once.
 * @throws printing.unknown_printer
 */
export async function printTestPage(
  tx: Tx,
  input: {
    requestId: string
    printerId: string
    shop: Pick<ReceiptShop, 'name' | 'calendar' | 'timeZone'>
    t: ReceiptTranslate
    language: string
    at: Date
  },
): Promise<{ jobId: string }> {
  const printer = await selectPrinter(tx, input.printerId)
  if (!printer) throw unknownPrinter(input.printerId)
  const page = { name: printer.name, widthDots: PaperWidth.parse(printer.widthDots) }
  return queuePrintJob(tx, {
    printerId: printer.id,
    document: buildTestPage(page, input.shop, input.t, input),
    sourceType: 'test_page',
    sourceId: input.requestId,
    openDrawer: true,
  })
}
