import { isUnit, UNITS } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownSale } from './errors.ts'
import { findReturnable } from './repository-refund.ts'
import { TENDERS, type TillSale } from './shared.ts'

/**
 * A sale for a till that takes goods back: what was sold, and what came back of it anywhere.
 *
 * @param asked by the sale's id, or by the number on its receipt; of two with one number the later.
 * @throws pos.unknown_sale
 */
export async function getTillSale(
  tx: Tx,
  asked: { saleId?: string | undefined; receiptNo?: string | undefined },
): Promise<TillSale> {
  const sale = await findSale(tx, asked)
  if (!sale) throw unknownSale()
  const lines = await tx
    .selectFrom('saleLine')
    .select(['position', 'productId', 'name', 'unit'])
    .where('saleId', '=', sale.saleId)
    .orderBy('position')
    .execute()
  const payments = await tx
    .selectFrom('salePayment')
    .select(['tender', 'amountMinor'])
    .where('saleId', '=', sale.saleId)
    .orderBy('position')
    .execute()
  const returnable = await findReturnable(tx, sale.saleId)
  return {
    ...sale,
    soldAt: sale.soldAt.toISOString(),
    payments: payments.flatMap(({ tender, amountMinor }) => {
      const known = TENDERS.find((each) => each === tender)
      return known ? [{ tender: known, amountMinor }] : []
    }),
    lines: lines.flatMap((line) => {
      const own = returnable?.get(line.position)
      const isCounted = !(isUnit(line.unit) && UNITS[line.unit].soldBy === 'weight')
      return own ? [{ ...line, isCounted, ...own.sold, returned: own.returned }] : []
    }),
  }
}

async function findSale(
  tx: Tx,
  { saleId, receiptNo }: { saleId?: string | undefined; receiptNo?: string | undefined },
) {
  const query = tx
    .selectFrom('sale')
    .select(['id as saleId', 'receiptNo', 'soldAt', 'shiftId', 'customerId'])
  if (saleId !== undefined) return query.where('id', '=', saleId).executeTakeFirst()
  if (receiptNo === undefined) return undefined
  return query
    .where('receiptNo', '=', receiptNo)
    .orderBy('soldAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}
