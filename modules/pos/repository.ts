import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'
import type { Json } from '#modules/kernel/schema.ts'
import type { PricedCart, SaleCompletedBody, TillEvent } from './shared.ts'

/** A sale whose numbers have been checked and add up. */
export interface SaleToRecord {
  body: Omit<SaleCompletedBody, 'shiftId'>
  channel: 'till' | 'api'
  tillId: string | null
  shiftId: string | null
  /** The server's own sum of the same cart: shares of discounts and tax by line. */
  priced: PricedCart
  customerName?: string | undefined
  timeZone: string
  /** Where the goods left from; undefined is the shop floor. */
  locationId?: string | undefined
  costCentreId?: string | null
}

export interface CostedSale {
  sale: SaleToRecord
  lineCosts: number[]
  costMinor: number
  businessDate: string
}

/** Sales with their lines, payments, voided lines and names, in one statement. */
export function insertSales(tx: Tx, sales: readonly CostedSale[]): Promise<void> {
  return insertRows(tx, {
    sale: sales.map(saleRow),
    saleLine: sales.flatMap(lineRows),
    salePayment: sales.flatMap(paymentRows),
    saleLineVoid: sales.flatMap(voidedRows),
    saleApproval: sales.flatMap(approvalRows),
    salePersonal: sales.flatMap(({ sale }) =>
      sale.customerName ? [{ saleId: sale.body.saleId, customerName: sale.customerName }] : [],
    ),
  })
}

function approvalRows({ sale }: CostedSale) {
  return sale.body.approvals.map(({ kind, approvedById }, position) => ({
    saleId: sale.body.saleId,
    position,
    kind,
    approvedBy: approvedById,
  }))
}

function voidedRows({ sale }: CostedSale) {
  return sale.body.voidedLines.map((line, position) => ({
    saleId: sale.body.saleId,
    position,
    productId: line.productId ?? null,
    name: line.name,
    quantityMilli: line.quantityMilli,
    amountMinor: line.amountMinor,
    reason: line.reason,
  }))
}

function saleRow({ sale, costMinor, businessDate }: CostedSale) {
  const { body, priced } = sale
  return {
    id: body.saleId,
    channel: sale.channel,
    tillId: sale.tillId,
    shiftId: sale.shiftId,
    receiptNo: body.receiptNo,
    businessDate,
    soldAt: body.soldAt,
    cashierId: body.cashierId,
    subtotalMinor: priced.subtotalMinor,
    discountMinor: priced.discountMinor,
    totalMinor: body.totalMinor,
    taxMinor: body.taxMinor,
    taxMethod: body.taxMethod,
    costMinor,
    exchangeRefundId: body.exchangeRefundId ?? null,
    customerId: body.customerId ?? null,
  }
}

function lineRows({ sale, lineCosts }: CostedSale) {
  return sale.body.lines.map((line, position) => {
    const priced = sale.priced.lines[position]
    return {
      saleId: sale.body.saleId,
      position,
      productId: line.productId,
      name: line.name,
      unit: line.unit,
      quantityMilli: line.quantityMilli,
      unitPriceMinor: line.unitPriceMinor,
      discountMinor: priced?.discountMinor ?? 0,
      cartDiscountMinor: priced?.cartDiscountMinor ?? 0,
      totalMinor: line.totalMinor,
      taxClass: line.taxClass,
      taxRatePpm: priced?.taxRatePpm ?? 0,
      taxMinor: line.taxMinor,
      costMinor: lineCosts[position] ?? 0,
    }
  })
}

function paymentRows({ sale }: CostedSale) {
  return sale.body.payments.map((payment, position) => ({
    saleId: sale.body.saleId,
    position,
    tender: payment.tender,
    amountMinor: payment.amountMinor,
    tenderedMinor: payment.tenderedMinor,
    reference: payment.reference ?? null,
  }))
}

interface LockedJournal {
  ackedSeq: number
  headHash: string
  revokedAt: Date | null
  timeZone: string
  /** Where the till sells from; null is the shop floor. */
  locationId: string | null
  costCentreId: string | null
}

/** The journal's row, locked: one device's events are booked one batch after the other. */
export async function lockJournal(
  tx: Tx,
  tillId: string,
  journalId: string,
): Promise<LockedJournal | undefined> {
  const { rows } = await sql<LockedJournal>`
    select j.acked_seq, j.head_hash, t.revoked_at, t.location_id, t.cost_centre_id,
      (select time_zone from tenant) as time_zone
    from till_journal j join till t on t.id = j.till_id
    where j.till_id = ${tillId} and j.journal_id = ${journalId} for update of j`.execute(tx)
  return rows[0]
}

/** A journal that a known till began by itself; nothing when there is no such till. */
export async function insertJournal(tx: Tx, tillId: string, journalId: string): Promise<void> {
  await sql`
    insert into till_journal (till_id, journal_id)
    select id, ${journalId}::uuid from till where id = ${tillId}::uuid
    on conflict do nothing`.execute(tx)
}

interface StoredEvent {
  eventId: string
  journalId: string
  seq: number
  bodyHash: string
}

/** Events that stand already under one of these ids, or at one of these places of the journal. */
export async function findStoredEvents(
  tx: Tx,
  tillId: string,
  journalId: string,
  events: readonly TillEvent[],
): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    select event_id, journal_id, seq, body_hash from till_event
    where event_id = any(${events.map((event) => event.eventId)}::uuid[])
    union all
    select event_id, journal_id, seq, body_hash from till_event
    where till_id = ${tillId} and journal_id = ${journalId}
      and seq = any(${events.map((event) => event.seq)}::bigint[])`.execute(tx)
  return rows
}

export interface EventRow {
  event: TillEvent
  disposition: 'posted' | 'posted_flagged' | 'quarantined'
  reasons: string[]
}

export function insertEvents(
  tx: Tx,
  tillId: string,
  journalId: string,
  rows: readonly EventRow[],
): Promise<void> {
  return insertRows(tx, {
    tillEvent: rows.map(({ event, disposition, reasons }) => ({
      eventId: event.eventId,
      tillId,
      journalId,
      seq: event.seq,
      type: event.type,
      schemaVersion: event.schemaVersion,
      body: storableJson(event.body),
      bodyHash: event.hash,
      wallAt: event.wallAt,
      disposition,
      reasons,
    })),
  })
}

/** The hashes of forks under these ids that are kept already. */
export async function findForkHashes(
  tx: Tx,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('tillEventFork')
    .select('bodyHash')
    .where('eventId', 'in', eventIds)
    .execute()
  return new Set(rows.map((row) => row.bodyHash))
}

export async function insertForks(
  tx: Tx,
  tillId: string,
  journalId: string,
  forks: readonly EventRow[],
): Promise<void> {
  if (forks.length === 0) return
  await tx
    .insertInto('tillEventFork')
    .values(
      forks.map(({ event, disposition, reasons }) => ({
        id: newId(),
        eventId: event.eventId,
        tillId,
        journalId,
        seq: event.seq,
        type: event.type,
        body: storableJson(event.body),
        bodyHash: event.hash,
        disposition: disposition === 'quarantined' ? disposition : 'posted_flagged',
        reasons,
      })),
    )
    .onConflict((conflict) => conflict.columns(['tenantId', 'eventId', 'bodyHash']).doNothing())
    .execute()
}

/** Moves a journal's mark and notes that the device was heard of. */
export async function advanceJournal(
  tx: Tx,
  tillId: string,
  journalId: string,
  head: {
    ackedSeq: number
    headHash: string
    shellVersion: string
    unsent: { count: number; amountMinor: number } | undefined
    /** The last entry among these that changes a tab; 0 when none does. */
    tabSeq: number
  },
): Promise<void> {
  await sql`
    with journal as (
      update till_journal set acked_seq = ${head.ackedSeq}, head_hash = ${head.headHash},
        tab_seq = greatest(tab_seq, ${head.tabSeq}::bigint)
      where till_id = ${tillId} and journal_id = ${journalId})
    update till set last_seen_at = now(), shell_version = ${head.shellVersion},
      unsent_count = coalesce(${head.unsent?.count ?? null}::integer, unsent_count),
      unsent_minor = coalesce(${head.unsent?.amountMinor ?? null}::bigint, unsent_minor)
    where id = ${tillId}`.execute(tx)
}

/** What the server knows of the products, people and sales that events speak of. */
export async function findReferences(
  tx: Tx,
  sales: readonly Pick<SaleCompletedBody, 'lines' | 'cashierId' | 'saleId'>[],
) {
  const { rows } = await sql<ReferenceRow>`
    select 'product' as what, id, price_minor, archived_at from product
    where id = any(${sales.flatMap((sale) => sale.lines.map((line) => line.productId))}::uuid[])
    union all
    select 'cashier', user_id, null, null from membership
    where user_id = any(${sales.map((sale) => sale.cashierId)}::uuid[])
    union all
    select 'sale', id, null, null from sale
    where id = any(${sales.map((sale) => sale.saleId)}::uuid[])`.execute(tx)
  const only = (what: ReferenceRow['what']) => rows.filter((row) => row.what === what)
  return {
    products: new Map(only('product').map((row) => [row.id, row])),
    cashiers: new Set(only('cashier').map((row) => row.id)),
    sales: new Set(only('sale').map((row) => row.id)),
  }
}

interface ReferenceRow {
  what: 'product' | 'cashier' | 'sale'
  id: string
  priceMinor: number | null
  archivedAt: Date | null
}

/** Whether this shop has such a sale. */
export async function isSale(tx: Tx, saleId: string): Promise<boolean> {
  const found = await tx.selectFrom('sale').select('id').where('id', '=', saleId).executeTakeFirst()
  return found !== undefined
}

/** False when the sale is not this tenant's, or this copy has been asked for already. */
export async function insertReprint(
  tx: Tx,
  reprint: { reprintId: string; saleId: string; reprintedAt: string; cashierId: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('receiptReprint')
    .columns(['id', 'saleId', 'byUserId', 'at'])
    .expression((db) =>
      db
        .selectFrom('sale')
        .select((select) => [
          select.cast<string>(select.val(reprint.reprintId), 'uuid').as('id'),
          'sale.id as saleId',
          select.cast<string>(select.val(reprint.cashierId), 'uuid').as('byUserId'),
          select.cast<Date>(select.val(reprint.reprintedAt), 'timestamptz').as('at'),
        ])
        .where('sale.id', '=', reprint.saleId),
    )
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function countReprints(tx: Tx, saleId: string): Promise<number> {
  const row = await tx
    .selectFrom('receiptReprint')
    .select(({ fn }) => fn.countAll<number>().as('copies'))
    .where('saleId', '=', saleId)
    .executeTakeFirstOrThrow()
  return Number(row.copies)
}

/**
 * JSON that `jsonb` can hold. It has no place for NUL and for halves of letters; such an event is
 * kept with a mark in their stead, because a device must be able to get rid of it.
 */
const storableJson = (value: unknown): Json =>
  JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '\uFFFD') : part,
    ),
  )
