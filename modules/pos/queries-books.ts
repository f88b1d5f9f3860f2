import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'

/** A page of the shop on which something can be seen that caused an entry and has no page of its own. */
export interface SeenOn {
  page: 'sale' | 'shift' | 'customer'
  id: string
}

/**
 * Where a refund, money in a drawer or a payment of a tab can be seen: with its sale, its shift, its
 * customer. Undefined for anything else.
 */
export async function findSeenOn(
  tx: Tx,
  sourceType: string,
  sourceId: string,
): Promise<SeenOn | undefined> {
  const { rows } = await sql<SeenOn>`
    select 'sale' as page, sale_id as id from sale_refund
      where ${sourceType}::text = 'sale_refund' and id = ${sourceId}::uuid
    union all select 'shift', shift_id from cash_move
      where ${sourceType}::text = 'cash_move' and id = ${sourceId}::uuid
    union all select 'customer', customer_id from tab_payment
      where ${sourceType}::text = 'tab_payment' and id = ${sourceId}::uuid`.execute(tx)
  return rows[0]
}

/** Shifts that began by a moment and that nobody has counted yet. */
export async function countOpenShifts(tx: Tx, until: Date): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*) as open from shift s
    where s.opened_at < ${until}
      and not exists (select from shift_close c where c.tenant_id = s.tenant_id and c.shift_id = s.id)`.execute(
    tx,
  )
  return rows[0]?.open ?? 0
}

/** What devices sent and nobody has booked or decided about yet, however long ago. */
export async function countUnbooked(tx: Tx): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from (
      select event_id as id from till_event where disposition = 'quarantined'
      union all select id from till_event_fork where disposition = 'quarantined') h
    where not exists (select from event_resolution r where r.subject_id = h.id)`.execute(tx)
  return rows[0]?.waiting ?? 0
}
