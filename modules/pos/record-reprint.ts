import type { Tx } from '#modules/kernel/db.ts'
import { emit } from '#modules/kernel/outbox.ts'
import { receiptReprinted } from './events.ts'
import { countReprints, insertReprint } from './repository.ts'
import type { ReceiptReprintedBody } from './shared.ts'

/**
 * Notes that a copy of a receipt was asked for, and announces it to the printer, unless the till
 * prints it itself.
 * @returns false when this shop has no such sale.
 */
export async function recordReprint(tx: Tx, reprint: ReceiptReprintedBody): Promise<boolean> {
  const isKnown = await insertReprint(tx, reprint)
  if (!isKnown) return false
  if (reprint.isPrintedHere) return true
  const copyNo = 1 + (await countReprints(tx, reprint.saleId))
  await emit(tx, receiptReprinted, { saleId: reprint.saleId, copyNo })
  return true
}
