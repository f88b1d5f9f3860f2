import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** Products that can be sold, by id; archived ones and those of other shops are not among them. */
export async function findSellable(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .selectFrom('product')
    .select(['id', 'name', 'unit', 'soldBy', 'taxClass', 'priceMinor'])
    .where('id', 'in', [...new Set(ids)])
    .where('archivedAt', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Takes a sale's id for a request. A second one with the same id waits until the first has ended.
 *
 * @returns undefined when it was free; else the hash that took it.
 */
export async function claimSaleId(
  tx: Tx,
  saleId: string,
  bodyHash: string,
): Promise<string | undefined> {
  const claimed = await tx
    .insertInto('saleRequest')
    .values({ saleId, bodyHash })
    .onConflict((conflict) => conflict.columns(['tenantId', 'saleId']).doNothing())
    .returning('saleId')
    .executeTakeFirst()
  if (claimed) return undefined
  const row = await tx
    .selectFrom('saleRequest')
    .select('bodyHash')
    .where('saleId', '=', saleId)
    .executeTakeFirstOrThrow()
  return row.bodyHash
}

/** True when a sale of a till, or of anybody here, has this id. */
export async function hasSale(tx: Tx, saleId: string): Promise<boolean> {
  const row = await tx.selectFrom('sale').select('id').where('id', '=', saleId).executeTakeFirst()
  return row !== undefined
}

export interface SalePage {
  /** First and last business day, both included. */
  from?: string | undefined
  to?: string | undefined
  /** The place of the last sale of the page before. */
  mark?: { businessDate: string; soldAt: string; id: string } | undefined
  limit: number
}

/** A page of sales, the earliest first, with their lines and payments: three statements. */
export async function selectSales(tx: Tx, { from, to, mark, limit }: SalePage) {
  let query = sales(tx)
  if (from !== undefined) query = query.where('businessDate', '>=', from)
  if (to !== undefined) query = query.where('businessDate', '<=', to)
  if (mark) {
    query = query.where(
      sql<SqlBool>`(business_date, sold_at, id) >
        (${mark.businessDate}::date, ${mark.soldAt}::timestamptz, ${mark.id}::uuid)`,
    )
  }
  const rows = await query
    .orderBy('businessDate')
    .orderBy('soldAt')
    .orderBy('id')
    .limit(limit)
    .execute()
  return withParts(tx, rows)
}

/** One sale with its lines and payments. */
export async function selectSale(tx: Tx, saleId: string) {
  const [sale] = await withParts(tx, await sales(tx).where('id', '=', saleId).execute())
  return sale
}

/** Where a sale stands in the order of pages. Text keeps the microseconds that a Date loses. */
export function findSaleMark(tx: Tx, saleId: string) {
  return tx
    .selectFrom('sale')
    .select(['id', 'businessDate', sql<string>`sold_at::text`.as('soldAt')])
    .where('id', '=', saleId)
    .executeTakeFirst()
}

const sales = (tx: Tx) =>
  tx
    .selectFrom('sale')
    .select(['id', 'channel', 'receiptNo', 'businessDate', 'soldAt', 'receivedAt'])
    .select(['subtotalMinor', 'discountMinor', 'totalMinor', 'taxMinor', 'taxMethod'])

async function withParts(tx: Tx, rows: Awaited<ReturnType<ReturnType<typeof sales>['execute']>>) {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const lines = await tx
    .selectFrom('saleLine')
    .select(['saleId', 'productId', 'name', 'unit', 'quantityMilli', 'unitPriceMinor'])
    .select(['discountMinor', 'cartDiscountMinor', 'totalMinor'])
    .select(['taxClass', 'taxRatePpm', 'taxMinor'])
    .where('saleId', 'in', ids)
    .orderBy('position')
    .execute()
  const payments = await tx
    .selectFrom('salePayment')
    .select(['saleId', 'tender', 'amountMinor', 'tenderedMinor', 'reference'])
    .where('saleId', 'in', ids)
    .orderBy('position')
    .execute()
  const linesOf = bySale(lines)
  const paymentsOf = bySale(payments)
  return rows.map((row) => ({
    ...row,
    soldAt: row.soldAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    lines: linesOf.get(row.id) ?? [],
    payments: paymentsOf.get(row.id) ?? [],
  }))
}

function bySale<Part extends { saleId: string }>(parts: readonly Part[]) {
  const groups = new Map<string, Part[]>()
  for (const part of parts) {
    const group = groups.get(part.saleId)
    if (group) group.push(part)
    else groups.set(part.saleId, [part])
  }
  return groups
}
