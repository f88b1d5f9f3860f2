import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownRefund } from './errors.ts'
import { getReceiptShop } from './get-receipt.ts'

/** The name of whoever was at the till: people see the names of those they work with. */
const cashierName = sql<
  string | null
>`(select u.display_name from user_account u where u.id = r.cashier_id)`

/**
 * A refund and its shop as its slip tells them, plain values for `printing`'s builder.
 *
 * @throws pos.unknown_refund
 */
export async function getRefundSlip(tx: Tx, refundId: string) {
  const refund = await selectRefunds(tx).where('r.id', '=', refundId).executeTakeFirst()
  if (!refund) throw unknownRefund()
  const [lines, payments] = [await linesOf(tx, [refundId]), await paymentsOf(tx, [refundId])]
  const { shop, language } = await getReceiptShop(tx)
  return {
    language,
    shop,
    tillId: refund.tillId,
    refund: {
      kind: refund.kind === 'void' ? ('void' as const) : ('refund' as const),
      receiptNo: refund.receiptNo,
      saleReceiptNo: refund.saleReceiptNo,
      refundedAt: refund.refundedAt,
      cashierName: refund.cashierName ?? '',
      tillName: refund.tillName ?? '',
      reason: refund.reason,
      lines: lines.map((line) => ({
        name: line.name,
        unit: line.unit,
        quantityMilli: line.quantityMilli,
        amountMinor: line.totalMinor,
      })),
      totalMinor: refund.totalMinor,
      taxMinor: refund.taxMinor,
      payments,
      isReprint: false,
    },
  }
}

/** What came back of a sale, the earliest first. Money in whole NT$, quantity in thousandths. */
export async function listRefundsOf(tx: Tx, saleId: string) {
  const refunds = await selectRefunds(tx)
    .where('r.saleId', '=', saleId)
    .orderBy('r.refundedAt')
    .orderBy('r.id')
    .limit(MAX_REFUNDS)
    .execute()
  const ids = refunds.map((refund) => refund.id)
  const [lines, payments] = [await linesOf(tx, ids), await paymentsOf(tx, ids)]
  return refunds.map((refund) => ({
    ...refund,
    lines: lines.filter((line) => line.refundId === refund.id),
    payments: payments.filter((part) => part.refundId === refund.id),
  }))
}
export type RefundDetail = Awaited<ReturnType<typeof listRefundsOf>>[number]

/** A sale has few refunds; past this many the page would be a list of nothing else. */
const MAX_REFUNDS = 100

const selectRefunds = (tx: Tx) =>
  tx
    .selectFrom('saleRefund as r')
    .innerJoin('sale as s', (join) =>
      join.onRef('s.tenantId', '=', 'r.tenantId').onRef('s.id', '=', 'r.saleId'),
    )
    .leftJoin('till as t', (join) =>
      join.onRef('t.tenantId', '=', 'r.tenantId').onRef('t.id', '=', 'r.tillId'),
    )
    .select([
      'r.id',
      'r.saleId',
      'r.tillId',
      'r.kind',
      'r.receiptNo',
      'r.businessDate',
      'r.refundedAt',
      'r.reason',
      'r.totalMinor',
      'r.taxMinor',
      'r.costMinor',
      's.receiptNo as saleReceiptNo',
      't.name as tillName',
      cashierName.as('cashierName'),
      sql<string | null>`(select u.display_name from user_account u where u.id = r.approved_by)`.as(
        'approverName',
      ),
    ])

async function linesOf(tx: Tx, refundIds: readonly string[]) {
  if (refundIds.length === 0) return []
  return tx
    .selectFrom('saleRefundLine as l')
    .innerJoin('saleLine as s', (join) =>
      join
        .onRef('s.tenantId', '=', 'l.tenantId')
        .onRef('s.saleId', '=', 'l.saleId')
        .onRef('s.position', '=', 'l.salePosition'),
    )
    .select([
      'l.refundId',
      'l.position',
      'l.quantityMilli',
      'l.totalMinor',
      'l.isRestocked',
      's.name',
      's.unit',
    ])
    .where('l.refundId', 'in', refundIds)
    .orderBy('l.refundId')
    .orderBy('l.position')
    .execute()
}

async function paymentsOf(tx: Tx, refundIds: readonly string[]) {
  if (refundIds.length === 0) return []
  return tx
    .selectFrom('saleRefundPayment')
    .select(['refundId', 'position', 'tender', 'amountMinor'])
    .where('refundId', 'in', refundIds)
    .orderBy('refundId')
    .orderBy('position')
    .execute()
}

/** What came back in some days of the shop, both included, whatever day it was sold. Whole NT$. */
export async function sumRefunds(tx: Tx, from: string, to: string): Promise<ReturnedSum> {
  const { rows } = await sql<ReturnedSum>`
    select count(*) as refund_count, coalesce(sum(total_minor), 0)::bigint as total_minor,
           coalesce(sum(tax_minor), 0)::bigint as tax_minor,
           coalesce(sum(cost_minor), 0)::bigint as cost_minor
    from sale_refund where business_date between ${from}::date and ${to}::date`.execute(tx)
  return rows[0] ?? { refundCount: 0, totalMinor: 0, taxMinor: 0, costMinor: 0 }
}
export interface ReturnedSum {
  refundCount: number
  totalMinor: number
  taxMinor: number
  /** What the goods had cost that are on the shelf again. */
  costMinor: number
}

/** What came back in some days, the latest first; at most a hundred. */
export async function listRefunds(tx: Tx, from: string, to: string) {
  return selectRefunds(tx)
    .where('r.businessDate', '>=', from)
    .where('r.businessDate', '<=', to)
    .orderBy('r.businessDate', 'desc')
    .orderBy('r.refundedAt', 'desc')
    .orderBy('r.id', 'desc')
    .limit(MAX_REFUNDS)
    .execute()
}
export type RefundRow = Awaited<ReturnType<typeof listRefunds>>[number]
