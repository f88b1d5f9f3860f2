import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownPrinter } from './errors.ts'
import { setPrinterArchived } from './repository-printers.ts'

/**
 * Takes a printer out of use; its jobs stay readable. The shop has no default until one is chosen.
 * @throws printing.unknown_printer
 */
export async function archivePrinter(tx: Tx, { printerId }: { printerId: string }): Promise<void> {
  const wasInUse = await setPrinterArchived(tx, printerId)
  if (!wasInUse) throw unknownPrinter(printerId)
  await recordAudit(tx, {
    action: 'printing.printer_archived',
    targetType: 'printer',
    targetId: printerId,
  })
}
