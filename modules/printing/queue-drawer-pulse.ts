import type { Tx } from '#modules/kernel/db.ts'
import { queuePrintJob } from './queue-print-job.ts'
import { selectDefaultPrinter } from './repository-printers.ts'
import type { ReceiptDocument } from './shared.ts'

/**
 * Opens the drawer on the shop's printer without any paper. The same opening is asked for once.
 *
 * @returns false when the shop has no printer with a drawer: then it is opened with its key.
 */
export async function queueDrawerPulse(
  tx: Tx,
  opening: { openId: string; openedAt: string },
): Promise<boolean> {
  const printer = await selectDefaultPrinter(tx)
  if (!printer?.hasDrawer) return false
  await queuePrintJob(tx, {
    document: withoutPaper(opening.openedAt),
    sourceType: 'drawer_open',
    sourceId: opening.openId,
    openDrawer: true,
  })
  return true
}

/** A document that says nothing, because nothing of it is printed. */
export const withoutPaper = (issuedAt: string): ReceiptDocument => ({
  version: 1,
  kind: 'drawer',
  language: 'zh-TW',
  heading: { shopName: '', lines: [] },
  title: '',
  meta: { receiptNo: '', issuedAt, issuedAtText: '', tillName: '', rows: [], isReprint: false },
  items: [],
  adjustments: [],
  payments: [],
  codes: [],
  footer: [],
})
