import type { Tx } from '#modules/kernel/db.ts'
import { RecordedSale } from './api-shapes.ts'
import { unknownPlace } from './errors.ts'
import { findSaleMark, selectSales } from './repository-api.ts'

/** The most sales of one page. */
const MAX_PAGE = 200

/**
 * Recorded sales in the order in which customers paid, with lines and payments, for machines.
 * A till that was offline sends late: its sales then stand between others that were read before.
 *
 * @param page days are business days of the shop, both included; `after` is a sale's id.
 * @returns `nextAfter` asks for the page behind this one; null on the last.
 * @throws pos.unknown_place when `after` is no sale here: starting anew would never end.
 */
export async function listRecordedSales(
  tx: Tx,
  page: {
    from?: string | undefined
    to?: string | undefined
    after?: string | undefined
    limit: number
  },
): Promise<{ sales: RecordedSale[]; nextAfter: string | null }> {
  const limit = Math.min(page.limit, MAX_PAGE)
  const mark = page.after === undefined ? undefined : await findSaleMark(tx, page.after)
  if (page.after !== undefined && !mark) throw unknownPlace()
  const rows = await selectSales(tx, { from: page.from, to: page.to, mark, limit: limit + 1 })
  const sales = rows.slice(0, limit).map((row) => RecordedSale.parse(row))
  return { sales, nextAfter: rows.length > limit ? (sales.at(-1)?.id ?? null) : null }
}
