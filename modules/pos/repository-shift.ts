import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { insertRows } from '#modules/kernel/insert-rows.ts'

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
