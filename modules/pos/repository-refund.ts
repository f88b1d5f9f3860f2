import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'
import type { LineToRecord, LineToReturn } from './check-refund.ts'
import type { SaleRefundedBody } from './shared.ts'

/** A refund whose numbers have been checked against its sale. */
export interface RefundToRecord {
  body: SaleRefundedBody
  lines: readonly LineToRecord[]
  tillId: string
  timeZone: string
  /** Where the goods are put; undefined is the shop floor. */
  locationId: string | undefined
  costCentreId: string | null
}

/**
 * Lets refunds of one sale wait for each other, on whatever device they were made. It is a lock by
 * name, because a sale's own row can't be locked: the app has no right to change sales.
 */
export async function lockSaleForRefund(tx: Tx, saleId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(
    hashtextextended(current_tenant()::text || ':sale_refund:' || ${saleId}::text, 0))`.execute(tx)
}

/** Whether a refund stands in the books under this id. */
export async function hasRefund(tx: Tx, refundId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('saleRefund')
    .select('id')
    .where('id', '=', refundId)
    .executeTakeFirst()
  return row !== undefined
}

/** A sale's lines by position with what came back of each; undefined for a sale not of this shop. */
export async function findReturnable(
  tx: Tx,
  saleId: string,
): Promise<Map<number, LineToReturn> | undefined> {
  const { rows } = await sql<ReturnableRow>`
    select l.position, l.product_id, l.quantity_milli, l.total_minor, l.tax_minor, l.cost_minor,
           coalesce(sum(r.quantity_milli), 0)::bigint as returned_milli,
           coalesce(sum(r.total_minor), 0)::bigint as returned_minor,
           coalesce(sum(r.tax_minor), 0)::bigint as returned_tax_minor
    from sale_line l
    left join sale_refund_line r on r.tenant_id = l.tenant_id and r.sale_id = l.sale_id
      and r.sale_position = l.position
    where l.sale_id = ${saleId}
    group by l.tenant_id, l.sale_id, l.position order by l.position`.execute(tx)
  if (rows.length === 0) return undefined
  return new Map(rows.map((row) => [row.position, returnable(row)]))
}

interface ReturnableRow {
  position: number
  productId: string
  quantityMilli: number
  totalMinor: number
  taxMinor: number
  costMinor: number
  returnedMilli: number
  returnedMinor: number
  returnedTaxMinor: number
}

const returnable = (row: ReturnableRow): LineToReturn => ({
  productId: row.productId,
  costMinor: row.costMinor,
  sold: {
    quantityMilli: row.quantityMilli,
    totalMinor: row.totalMinor,
    taxMinor: row.taxMinor,
  },
  returned: {
    quantityMilli: row.returnedMilli,
    totalMinor: row.returnedMinor,
    taxMinor: row.returnedTaxMinor,
  },
})

/** A refund with its lines and payments, in one statement. */
export function insertRefund(
  tx: Tx,
  { body, lines, tillId }: RefundToRecord,
  sums: { businessDate: string; taxMinor: number; costMinor: number },
): Promise<void> {
  return insertRows(tx, {
    saleRefund: [
      {
        id: body.refundId,
        saleId: body.saleId,
        kind: body.kind,
        tillId,
        shiftId: body.shiftId,
        receiptNo: body.receiptNo,
        businessDate: sums.businessDate,
        refundedAt: body.refundedAt,
        cashierId: body.cashierId,
        approvedBy: body.approvedById ?? null,
        reason: body.reason,
        customerId: body.customerId ?? null,
        totalMinor: body.totalMinor,
        taxMinor: sums.taxMinor,
        costMinor: sums.costMinor,
      },
    ],
    saleRefundLine: lines.map((line, position) => ({
      refundId: body.refundId,
      position,
      saleId: body.saleId,
      ...line,
    })),
    saleRefundPayment: body.payments.map((part, position) => ({
      refundId: body.refundId,
      position,
      tender: part.tender,
      amountMinor: part.amountMinor,
    })),
  })
}

/** Whoever of these people is or was here on a day, with their part in the shop. */
export async function findRoles(tx: Tx, userIds: readonly string[]) {
  const rows = await tx
    .selectFrom('membership')
    .select(['userId', 'role', 'endedAt'])
    .where('userId', 'in', [...new Set(userIds)])
    .execute()
  return new Map(rows.map((row) => [row.userId, row]))
}

/**
 * Of refunds that paid for other goods: what each left for them, less what sales took of it. Zero
 * for all of them, or the two halves of an exchange don't meet.
 */
export async function sumExchanges(tx: Tx, refundIds: readonly string[]) {
  const { rows } = await sql<{ refundId: string; restMinor: number }>`
    select r.id as refund_id,
           (coalesce((select sum(p.amount_minor) from sale_refund_payment p
                      where p.refund_id = r.id and p.tender = 'exchange'), 0)
          - coalesce((select sum(p.amount_minor) from sale s
                      join sale_payment p on p.tenant_id = s.tenant_id and p.sale_id = s.id
                      where s.exchange_refund_id = r.id and p.tender = 'exchange'), 0))::bigint
             as rest_minor
    from unnest(${refundIds}::uuid[]) as r(id)`.execute(tx)
  return new Map(rows.map((row) => [row.refundId, row.restMinor]))
}
