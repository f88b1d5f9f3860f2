import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** Money that a till gave out of its drawer for a supplier; nobody said yet for which. */
export interface SupplierCash {
  id: string
  movedAt: Date
  amountMinor: number
  note: string | null
  /** The shop's day of it, `YYYY-MM-DD`. */
  day: string
}

/**
 * What tills paid out for suppliers, the latest first.
 *
 * @param options `id`: only this one.
 */
export async function listSupplierCash(
  tx: Tx,
  options: { id?: string } = {},
): Promise<SupplierCash[]> {
  const { rows } = await sql<SupplierCash>`
    select m.id, m.moved_at, m.amount_minor, m.note,
           (m.moved_at at time zone t.time_zone)::date as day
    from cash_move m cross join tenant t
    where m.reason = 'supplier' and m.direction = 'out'
      and (${options.id ?? null}::uuid is null or m.id = ${options.id ?? null}::uuid)
    order by m.moved_at desc, m.id limit 50`.execute(tx)
  return rows
}
