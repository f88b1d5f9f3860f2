import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'
import type { PaidFrom } from './shared.ts'

/** Whether anything was ever on consignment here; most shops have none of it. */
export async function hasConsignments(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select from consigned_product limit 1`.execute(tx)
  return rows.length > 0
}

export interface ConsignorRow {
  id: string
  name: string
  phone: string | null
  keepBp: number
  note: string
  archivedAt: Date | null
  updatedAt: Date
}

const COLUMNS = ['id', 'name', 'phone', 'keepBp', 'note', 'archivedAt', 'updatedAt'] as const

export const findConsignor = (tx: Tx, id: string): Promise<ConsignorRow | undefined> =>
  tx.selectFrom('consignor').select(COLUMNS).where('id', '=', id).executeTakeFirst()

/**
 * Locks neighbours in the order of their ids: what is sold for one and what is paid to them come one
 * after the other, so that a slip holds what was sold before it, and nothing else.
 */
export const lockConsignors = (tx: Tx, ids: readonly string[]): Promise<ConsignorRow[]> =>
  tx
    .selectFrom('consignor')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()

export async function upsertConsignor(
  tx: Tx,
  { id, ...fields }: Pick<ConsignorRow, 'id' | 'name' | 'phone' | 'keepBp' | 'note'>,
): Promise<void> {
  const updatedAt = sql<Date>`clock_timestamp()`
  await tx
    .insertInto('consignor')
    .values({ id, ...fields })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'id']).doUpdateSet({ ...fields, updatedAt }),
    )
    .execute()
}

export interface TheirProduct {
  id: string
  productId: string
  consignorId: string
  consignorName: string
  keepBp: number | null
}

/** Whose products are, now. */
export const findOwners = async (tx: Tx, productIds: readonly string[]): Promise<TheirProduct[]> =>
  productIds.length === 0
    ? []
    : tx
        .selectFrom('consignedProduct as p')
        .innerJoin('consignor as c', (join) =>
          join.onRef('c.tenantId', '=', 'p.tenantId').onRef('c.id', '=', 'p.consignorId'),
        )
        .select(['p.id', 'p.productId', 'p.consignorId', 'p.keepBp', 'c.name as consignorName'])
        .where('p.productId', 'in', [...productIds])
        .where('p.until', 'is', null)
        .execute()

/**
 * Whose products were at a moment, and what the shop kept of a sale then. A till's clock may be slow by
 * a little: goods that were brought minutes after the sale are what was sold.
 */
export async function findOwnersAt(tx: Tx, productIds: readonly string[], at: Date) {
  const { rows } = await sql<{ productId: string; consignorId: string; keepBp: number }>`
    select distinct on (p.product_id) p.product_id, p.consignor_id,
           coalesce(p.keep_bp, c.keep_bp) as keep_bp
    from (select ${at.toISOString()}::timestamptz as at) sold
    join consigned_product p on p.since <= sold.at + interval '15 minutes'
      and (p.until is null or p.until > sold.at)
    join consignor c on c.id = p.consignor_id
    where p.product_id = any(${productIds}::uuid[])
    order by p.product_id, p.since <= sold.at desc, p.since`.execute(tx)
  return new Map(rows.map((row) => [row.productId, row]))
}

export interface SoldRow {
  sourceType: 'sale' | 'sale_refund'
  sourceId: string
  sourceLine: number
  saleId: string
  saleLine: number
  consignorId: string
  productId: string
  name: string
  unit: string
  quantityMilli: number
  netMinor: number
  keepBp: number
  partMinor: number
  soldOn: string
}

/** @returns the rows that were not there yet. */
export async function insertSold(tx: Tx, rows: readonly SoldRow[]): Promise<SoldRow[]> {
  if (rows.length === 0) return []
  const inserted = await tx
    .insertInto('consignmentSale')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returning(['sourceLine'])
    .execute()
  return rows.filter((row) => inserted.some((each) => each.sourceLine === row.sourceLine))
}

/** What was sold of a sale's lines for neighbours, and what of it came back already. */
export async function findSoldOf(tx: Tx, saleId: string) {
  const { rows } = await sql<SoldRow & { backNetMinor: number; backPartMinor: number }>`
    select s.source_type, s.source_id, s.source_line, s.sale_id, s.sale_line, s.consignor_id,
           s.product_id, s.name, s.unit, s.quantity_milli, s.net_minor, s.keep_bp, s.part_minor,
           s.sold_on,
           coalesce(-sum(b.net_minor), 0)::bigint as back_net_minor,
           coalesce(-sum(b.part_minor), 0)::bigint as back_part_minor
    from consignment_sale s
    left join consignment_sale b on b.sale_id = s.sale_id and b.sale_line = s.sale_line
      and b.source_type = 'sale_refund'
    where s.sale_id = ${saleId} and s.source_type = 'sale'
    group by s.tenant_id, s.source_type, s.source_id, s.source_line`.execute(tx)
  return rows
}

/** Refunds of a sale are worked out one after the other. */
export async function lockSale(tx: Tx, saleId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(
    hashtextextended(current_tenant()::text || ':consignment:' || ${saleId}::text, 0))`.execute(tx)
}

export interface PaymentRow {
  id: string
  number: number
  consignorId: string
  paidOn: string
  account: PaidFrom
  amountMinor: number
}

export const insertPayment = (tx: Tx, payment: PaymentRow): Promise<void> =>
  insertRows(tx, { consignmentPayment: [payment] })

/** The next number of a slip; whoever asks next waits, so that numbers have no holes. */
export async function nextSlipNumber(tx: Tx): Promise<number> {
  await sql`select pg_advisory_xact_lock(
    hashtextextended(current_tenant()::text || ':consignment_number', 0))`.execute(tx)
  const { rows } = await sql<{ number: number }>`
    select coalesce(max(number), 0) + 1 as number from consignment_payment`.execute(tx)
  return rows[0]?.number ?? 1
}

/** A payment, and the day on which it was taken back, if it was. */
export interface FoundPayment extends PaymentRow {
  undoneOn: string | null
  createdAt: Date
}

const payments = (tx: Tx) =>
  tx
    .selectFrom('consignmentPayment as p')
    .leftJoin('consignmentPaymentUndo as u', (join) =>
      join.onRef('u.tenantId', '=', 'p.tenantId').onRef('u.paymentId', '=', 'p.id'),
    )
    .select(['p.id', 'p.number', 'p.consignorId', 'p.paidOn', 'p.amountMinor', 'p.createdAt'])
    .select(['u.undoneOn', sql<PaidFrom>`p.account`.as('account')])

export const findPayment = (tx: Tx, id: string): Promise<FoundPayment | undefined> =>
  payments(tx).where('p.id', '=', id).executeTakeFirst()

/** Payments to a neighbour, the latest first. */
export const findPaymentsOf = (
  tx: Tx,
  consignorId: string,
  limit: number,
): Promise<FoundPayment[]> =>
  payments(tx)
    .where('p.consignorId', '=', consignorId)
    .orderBy('p.number', 'desc')
    .limit(limit)
    .execute()

export const insertPaymentUndo = (
  tx: Tx,
  undo: { paymentId: string; undoneOn: string },
): Promise<void> => insertRows(tx, { consignmentPaymentUndo: [undo] })

/** What is owed: what is theirs of all that was sold, less what was paid. Below zero they owe. */
export async function sumOwed(tx: Tx, consignorId: string): Promise<number> {
  const { rows } = await sql<{
    owedMinor: number
  }>`select ${OWED(sql`${consignorId}::uuid`)} as owed_minor`.execute(tx)
  return rows[0]?.owedMinor ?? 0
}

/** A payment that was not taken back. */
export const STANDS = sql<boolean>`not exists (
  select from consignment_payment_undo u where u.payment_id = p.id)`

export const OWED = (consignorId: ReturnType<typeof sql>) => sql<number>`(
  coalesce((select sum(s.part_minor) from consignment_sale s
            where s.consignor_id = ${consignorId}), 0)
  - coalesce((select sum(p.amount_minor) from consignment_payment p
              where p.consignor_id = ${consignorId} and ${STANDS}), 0))::bigint`
