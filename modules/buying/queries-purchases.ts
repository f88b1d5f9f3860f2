import type { Tx } from '#modules/kernel/db.ts'
import { unknownReceipt } from './errors.ts'
import { getSupplier } from './queries-suppliers.ts'
import { findBills } from './repository-bills.ts'
import { findLines, findReceipt, findReceipts } from './repository-receipts.ts'

/** Rows of a page of receipts. */
const PAGE = 50

/** Goods that came in and went back, the latest day first. @param page from 1. */
export async function listPurchases(
  tx: Tx,
  { supplierId, page = 1 }: { supplierId?: string | undefined; page?: number },
) {
  const rows = await findReceipts(tx, { supplierId, limit: PAGE + 1, offset: (page - 1) * PAGE })
  return { receipts: rows.slice(0, PAGE), hasMore: rows.length > PAGE }
}

/**
 * One receipt with its goods, the bills that these are on, and what was paid of those.
 *
 * @throws buying.unknown_receipt, for other shops' as well.
 */
export async function getPurchase(tx: Tx, id: string) {
  const receipt = await findReceipt(tx, id)
  if (!receipt) throw unknownReceipt()
  const supplier = await getSupplier(tx, receipt.supplierId)
  const lines = await findLines(tx, [id])
  const billIds = [...new Set(lines.flatMap((line) => line.billId ?? []))]
  const bills = await findBills(tx, billIds)
  return {
    ...receipt,
    supplierName: supplier.name,
    lines,
    bills,
    valueMinor: lines.reduce((sum, line) => sum + line.valueMinor, 0),
    landedMinor: lines.reduce((sum, line) => sum + line.landedMinor, 0),
  }
}
export type Purchase = Awaited<ReturnType<typeof getPurchase>>
