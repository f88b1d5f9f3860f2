import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import type { SaleToRecord } from './record-sales.ts'
import type { SaleCompletedBody, TillEvent } from './shared.ts'

export interface CostedSale {
  sale: SaleToRecord
  lineCosts: number[]
  costMinor: number
  businessDate: string
}

/** Sales with their lines, payments, voided lines and names: three statements at the most. */
export async function insertSales(tx: Tx, sales: readonly CostedSale[]): Promise<void> {
  await tx
    .with('sales', (db) => db.insertInto('sale').values(sales.map(saleRow)))
    .with('lines', (db) => db.insertInto('saleLine').values(sales.flatMap(lineRows)))
    .insertInto('salePayment')
    .values(sales.flatMap(paymentRows))
    .execute()
  const voided = sales.flatMap(voidedRows)
  if (voided.length > 0) await tx.insertInto('saleLineVoid').values(voided).execute()
  const named = sales.flatMap(({ sale }) =>
    sale.customerName ? [{ saleId: sale.body.saleId, customerName: sale.customerName }] : [],
  )
  if (named.length > 0) await tx.insertInto('salePersonal').values(named).execute()
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

/** The journal's row, locked: one device's events are booked one batch after the other. */
export function lockJournal(tx: Tx, tillId: string, journalId: string) {
  return tx
    .selectFrom('tillJournal as j')
    .innerJoin('till as t', 't.id', 'j.tillId')
    .select(['j.ackedSeq', 'j.headHash', 't.revokedAt'])
    .select(sql<string>`(select time_zone from tenant)`.as('timeZone'))
    .where('j.tillId', '=', tillId)
    .where('j.journalId', '=', journalId)
    .forUpdate('j')
    .executeTakeFirst()
}

/** Events that stand already under one of these ids, or at one of these places of the journal. */
export function findStoredEvents(
  tx: Tx,
  tillId: string,
  journalId: string,
  events: readonly TillEvent[],
) {
  // SQL has no empty list; a device that only says hello has nothing stored to ask for.
  if (events.length === 0) return Promise.resolve([])
  return tx
    .selectFrom('tillEvent')
    .select(['eventId', 'tillId', 'journalId', 'seq', 'bodyHash'])
    .where((where) =>
      where.or([
        where('eventId', 'in', events.map((event) => event.eventId)),
        where.and([
          where('tillId', '=', tillId),
          where('journalId', '=', journalId),
          where('seq', 'in', events.map((event) => event.seq)),
        ]),
      ]),
    )
    .execute()
}

export interface EventRow {
  event: TillEvent
  disposition: 'posted' | 'posted_flagged' | 'quarantined'
  reasons: string[]
}

export async function insertEvents(
  tx: Tx,
  tillId: string,
  journalId: string,
  rows: readonly EventRow[],
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('tillEvent')
    .values(
      rows.map(({ event, disposition, reasons }) => ({
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
    )
    .execute()
}

export async function insertForks(
  tx: Tx,
  tillId: string,
  journalId: string,
  forks: readonly TillEvent[],
): Promise<void> {
  if (forks.length === 0) return
  await tx
    .insertInto('tillEventFork')
    .values(
      forks.map((event) => ({
        id: newId(),
        eventId: event.eventId,
        tillId,
        journalId,
        seq: event.seq,
        type: event.type,
        body: storableJson(event.body),
        bodyHash: event.hash,
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
  head: { ackedSeq: number; headHash: string; shellVersion: string },
): Promise<void> {
  await tx
    .with('journal', (db) =>
      db
        .updateTable('tillJournal')
        .set({ ackedSeq: head.ackedSeq, headHash: head.headHash })
        .where('tillId', '=', tillId)
        .where('journalId', '=', journalId)
        .returning('ackedSeq'),
    )
    .updateTable('till')
    .set({ lastSeenAt: sql<Date>`now()`, shellVersion: head.shellVersion })
    .where('id', '=', tillId)
    .execute()
}

/** What the server knows of the products, people and sales that events speak of. */
export async function findReferences(
  tx: Tx,
  sales: readonly Pick<SaleCompletedBody, 'lines' | 'cashierId' | 'saleId'>[],
) {
  const productIds = sales.flatMap((sale) => sale.lines.map((line) => line.productId))
  const cashierIds = sales.map((sale) => sale.cashierId)
  const saleIds = sales.map((sale) => sale.saleId)
  const [products, others] = await Promise.all([
    tx
      .selectFrom('product')
      .select(['id', 'priceMinor', 'archivedAt'])
      .where('id', 'in', none(productIds))
      .execute(),
    tx
      .selectFrom('membership')
      .select(['userId as id', sql<string>`'person'`.as('what')])
      .where('userId', 'in', none(cashierIds))
      .unionAll(
        tx
          .selectFrom('sale')
          .select(['id', sql<string>`'sale'`.as('what')])
          .where('id', 'in', none(saleIds)),
      )
      .execute(),
  ])
  const idsOf = (what: string) =>
    new Set(others.filter((row) => row.what === what).map((row) => row.id))
  return {
    products: new Map(products.map((row) => [row.id, row])),
    cashiers: idsOf('person'),
    sales: idsOf('sale'),
  }
}

/** SQL has no empty list; an id that is nobody's stands in. */
const none = (ids: readonly string[]): string[] =>
  ids.length > 0 ? [...new Set(ids)] : ['00000000-0000-0000-0000-000000000000']

/** A shift as its device opened it; an event that came twice changes nothing. */
export async function insertShift(
  tx: Tx,
  tillId: string,
  shift: { shiftId: string; openedAt: string; cashierId: string; floatMinor: number },
): Promise<void> {
  await tx
    .insertInto('shift')
    .values({
      id: shift.shiftId,
      tillId,
      openedAt: shift.openedAt,
      openedBy: shift.cashierId,
      floatMinor: shift.floatMinor,
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
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

/** A till and its journal; registering again with the same ids answers what stands. */
export async function upsertTill(
  tx: Tx,
  till: { tillId: string; journalId: string; nameOf: (number: number) => string },
) {
  await sql`select pg_advisory_xact_lock(hashtextextended(current_tenant()::text || ':till', 0))`.execute(tx)
  const existing = await tx.selectFrom('till').selectAll().where('id', '=', till.tillId).executeTakeFirst()
  if (!existing) {
    const next = await tx
      .selectFrom('till')
      .select(({ fn }) => fn.coalesce(fn.max('number'), sql<number>`0`).as('last'))
      .executeTakeFirstOrThrow()
    const number = next.last + 1
    await tx
      .insertInto('till')
      .values({ id: till.tillId, number, name: till.nameOf(number) })
      .execute()
  }
  await tx
    .insertInto('tillJournal')
    .values({ tillId: till.tillId, journalId: till.journalId })
    .onConflict((conflict) => conflict.columns(['tenantId', 'tillId', 'journalId']).doNothing())
    .execute()
  return tx
    .selectFrom('till as t')
    .innerJoin('tillJournal as j', 'j.tillId', 't.id')
    .select(['t.id as tillId', 't.number', 't.name', 't.revokedAt', 'j.journalId', 'j.ackedSeq'])
    .where('t.id', '=', till.tillId)
    .where('j.journalId', '=', till.journalId)
    .executeTakeFirstOrThrow()
}

/**
 * JSON that `jsonb` can hold. It has no place for NUL and for halves of letters; such an event is
 * kept with a mark in their stead, because a device must be able to get rid of it.
 */
const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '\uFFFD') : part,
  )
