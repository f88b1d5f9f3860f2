import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { clearDefaultPrinter, selectDefaultPrinter, upsertPrinter } from './repository.ts'
import type { PrinterInput } from './shared.ts'

/**
 * Adds a printer, or changes the one with this id; saving an archived one brings it back.
 * The first printer of a shop is its default whatever `isDefault` says, and there is only one.
 */
export async function savePrinter(tx: Tx, input: PrinterInput): Promise<{ id: string }> {
  const current = await selectDefaultPrinter(tx)
  const isDefault = input.isDefault || current === undefined || current.id === input.id
  if (isDefault) await clearDefaultPrinter(tx, input.id)
  await upsertPrinter(tx, { ...input, isDefault })
  const { host, port, widthDots } = input
  await recordAudit(tx, {
    action: 'printing.printer_saved',
    targetType: 'printer',
    targetId: input.id,
    detail: { name: input.name, host, port, widthDots, isDefault },
  })
  return { id: input.id }
}
