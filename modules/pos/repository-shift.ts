import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'
import type { CashMovedBody, DrawerOpenedBody, ShiftClosedBody, ShiftOpenedBody } from './shared.ts'

/**
 * Holds shifts open until the transaction ends: none of them is closed in between. Whoever books
 * something into a shift takes this; whoever closes one takes `lockForClosing`. Locks are no rows,
 * because a shift is never updated and the app has no right to.
 */
export async function holdShifts(tx: Tx, shiftIds: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock_shared(hashtextextended('shift:' || id, 0))
    from (select distinct id from unnest(${shiftIds}::text[]) as s(id) order by id) as ids`.execute(
    tx,
  )
}

/** Waits for everybody who books into the shift, and lets nobody begin. */
export async function lockForClosing(tx: Tx, shiftId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('shift:' || ${shiftId}::text, 0))`.execute(
    tx,
  )
}

/** Which of these shifts have been closed. */
export async function findClosedShifts(
  tx: Tx,
  shiftIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('shiftClose')
    .select('shiftId')
    .where('shiftId', 'in', shiftIds)
    .execute()
  return new Set(rows.map((row) => row.shiftId))
}

export interface CorrectionRow {
  shiftId: string
  sourceType: string
  sourceId: string
  cashMinor: number
}

export function insertCorrections(tx: Tx, rows: readonly CorrectionRow[]): Promise<void> {
  return insertRows(tx, { shiftCorrection: rows.map((row) => ({ id: newId(), ...row })) })
}

/** A shift as its device opened it; an event that came twice changes nothing. */
export async function insertShift(tx: Tx, tillId: string, shift: ShiftOpenedBody): Promise<void> {
  await tx
    .insertInto('shift')
    .values({
      id: shift.shiftId,
      tillId,
      openedAt: shift.openedAt,
      openedBy: shift.cashierId,
      floatMinor: shift.floatMinor,
      floatCounts: JSON.stringify(shift.floatCounts),
    })
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

/** What moved the drawer of a shift by the books, and what should lie in it. Whole NT$. */
export interface ShiftCash {
  tillId: string
  /** Cash that came off tabs. */
  cashTabMinor: number
  /** Cash given back. */
  cashRefundMinor: number
  expectedMinor: number
}

/**
 * What should lie in the drawer of a shift by the books: float, cash taken (not what was handed
 * over), cash that came off tabs, cash in and out, cash given back. Undefined for an unknown shift.
 */
export async function sumShift(tx: Tx, shiftId: string): Promise<ShiftCash | undefined> {
  const { rows } = await sql<ShiftCash>`
    select s.till_id, tab.minor as cash_tab_minor, refund.minor as cash_refund_minor,
      (s.float_minor
      + coalesce((select sum(p.amount_minor) from sale x
          join sale_payment p on p.tenant_id = x.tenant_id and p.sale_id = x.id
          where x.shift_id = s.id and p.tender = 'cash'), 0)
      + tab.minor
      + coalesce((select sum(case direction when 'in' then amount_minor else -amount_minor end)
          from cash_move where shift_id = s.id), 0)
      - refund.minor)::bigint as expected_minor
    from shift s
    cross join lateral (
      select coalesce(sum(amount_minor), 0)::bigint as minor from tab_payment
      where shift_id = s.id and tender = 'cash') tab
    cross join lateral (
      select coalesce(sum(p.amount_minor), 0)::bigint as minor from sale_refund r
      join sale_refund_payment p on p.tenant_id = r.tenant_id and p.refund_id = r.id
      where r.shift_id = s.id and p.tender = 'cash') refund
    where s.id = ${shiftId}`.execute(tx)
  return rows[0]
}

export async function insertShiftClose(
  tx: Tx,
  close: ShiftClosedBody,
  expectedMinor: number,
): Promise<void> {
  await tx
    .insertInto('shiftClose')
    .values({
      shiftId: close.shiftId,
      closedAt: close.closedAt,
      closedBy: close.cashierId,
      counts: JSON.stringify(close.counts),
      countedMinor: close.countedMinor,
      deviceMinor: close.expectedMinor,
      expectedMinor,
      saleCount: close.saleCount,
      note: close.note ?? null,
    })
    .execute()
}

export async function insertCashMove(tx: Tx, tillId: string, move: CashMovedBody): Promise<void> {
  await tx
    .insertInto('cashMove')
    .values({
      id: move.moveId,
      tillId,
      shiftId: move.shiftId,
      direction: move.direction,
      reason: move.reason,
      amountMinor: move.amountMinor,
      note: move.note ?? null,
      movedAt: move.movedAt,
      cashierId: move.cashierId,
      approvedBy: move.approvedById ?? null,
    })
    .execute()
}

export async function insertDrawerOpen(
  tx: Tx,
  tillId: string,
  open: DrawerOpenedBody,
): Promise<void> {
  await tx
    .insertInto('drawerOpen')
    .values({
      id: open.openId,
      tillId,
      shiftId: open.shiftId ?? null,
      reason: open.reason,
      openedAt: open.openedAt,
      cashierId: open.cashierId,
      approvedBy: open.approvedById ?? null,
    })
    .execute()
}
