import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { DomainError } from '#modules/kernel/errors.ts'
import { type ShiftCash, sumShift } from './repository-shift.ts'
import type { Tender } from './shared.ts'

/** A shift as the office lists it. Whole NT$; what is null has not been closed. */
export interface ShiftRow {
  id: string
  tillName: string
  openedAt: Date
  openedBy: string | null
  closedAt: Date | null
  closedBy: string | null
  floatMinor: number
  expectedMinor: number | null
  countedMinor: number | null
  /** Counted less expected, less the cash that arrived after the closing. */
  differenceMinor: number | null
  correctionCount: number
  correctionMinor: number
  note: string | null
}

const shiftColumns = sql`
  s.id, t.name as till_name, s.opened_at, s.float_minor, c.closed_at, c.expected_minor,
  c.counted_minor, c.note,
  (select display_name from user_account where id = s.opened_by) as opened_by,
  (select display_name from user_account where id = c.closed_by) as closed_by,
  (c.counted_minor - c.expected_minor - k.cash_minor)::bigint as difference_minor,
  k.late_count as correction_count, k.cash_minor as correction_minor`

const shiftSource = sql`
  shift s join till t on t.tenant_id = s.tenant_id and t.id = s.till_id
  left join shift_close c on c.tenant_id = s.tenant_id and c.shift_id = s.id
  cross join lateral (
    select count(*)::int as late_count, coalesce(sum(cash_minor), 0)::bigint as cash_minor
    from shift_correction where tenant_id = s.tenant_id and shift_id = s.id) k`

/** The latest shifts of all tills, the newest first. */
export async function listShifts(tx: Tx, limit: number): Promise<ShiftRow[]> {
  const { rows } = await sql<ShiftRow>`
    select ${shiftColumns} from ${shiftSource}
    order by s.opened_at desc, s.id desc limit ${limit}`.execute(tx)
  return rows
}

/** What moved the drawer of a shift, one row of a report: how many, and how much. */
export interface ShiftFigure {
  kind:
    | 'sales'
    | 'tender'
    | 'discount'
    | 'tax'
    | 'refunds'
    | 'tab_paid'
    | 'cash_in'
    | 'cash_out'
    | 'drawer'
  tender: Tender | null
  count: number
  amountMinor: number
}

export interface ShiftDetail extends ShiftRow {
  /** What the books know of its drawer until now. */
  cash: Omit<ShiftCash, 'tillId'>
  figures: ShiftFigure[]
  moves: {
    id: string
    direction: 'in' | 'out'
    reason: string
    amountMinor: number
    note: string | null
    movedAt: Date
    cashierName: string | null
  }[]
  corrections: { id: string; sourceType: string; cashMinor: number; arrivedAt: Date }[]
}

/**
 * One shift with its figures, from the books and not from what its device said.
 *
 * @throws pos.unknown_shift
 */
export async function getShift(tx: Tx, shiftId: string): Promise<ShiftDetail> {
  const found = await sql<ShiftRow>`
    select ${shiftColumns} from ${shiftSource} where s.id = ${shiftId}`.execute(tx)
  const [shift] = found.rows
  const sums = shift && (await sumShift(tx, shiftId))
  if (!sums) throw new DomainError('pos.unknown_shift', 'missing')
  const { tillId: _, ...cash } = sums
  const figures = await sql<ShiftFigure>`
    select 'sales' as kind, null as tender, count(*)::int as count,
      coalesce(sum(total_minor), 0)::bigint as amount_minor from sale where shift_id = ${shiftId}
    union all
    select 'tender', p.tender, count(*)::int, sum(p.amount_minor)::bigint from sale x
      join sale_payment p on p.tenant_id = x.tenant_id and p.sale_id = x.id
      where x.shift_id = ${shiftId} group by p.tender
    union all
    select 'discount', null, count(*)::int, coalesce(sum(discount_minor), 0)::bigint from sale
      where shift_id = ${shiftId} and discount_minor > 0
    union all
    select 'tax', null, count(*)::int, coalesce(sum(tax_minor), 0)::bigint from sale
      where shift_id = ${shiftId}
    union all
    select 'refunds', null, count(*)::int, coalesce(sum(total_minor), 0)::bigint from sale_refund
      where shift_id = ${shiftId}
    union all
    select 'tab_paid', null,
      (count(*) filter (where amount_minor > 0) - count(*) filter (where amount_minor < 0))::int,
      coalesce(sum(amount_minor), 0)::bigint
      from tab_payment where shift_id = ${shiftId}
    union all
    select 'cash_' || direction, null, count(*)::int, sum(amount_minor)::bigint
      from cash_move where shift_id = ${shiftId} group by direction
    union all
    select 'drawer', null, count(*)::int, 0::bigint from drawer_open
      where shift_id = ${shiftId}`.execute(tx)
  const moves = await sql<ShiftDetail['moves'][number]>`
    select m.id, m.direction, m.reason, m.amount_minor, m.note, m.moved_at,
      (select display_name from user_account where id = m.cashier_id) as cashier_name
    from cash_move m where m.shift_id = ${shiftId} order by m.moved_at, m.id limit 500`.execute(tx)
  const corrections = await sql<ShiftDetail['corrections'][number]>`
    select id, source_type, cash_minor, arrived_at from shift_correction
    where shift_id = ${shiftId} order by arrived_at, id limit 500`.execute(tx)
  return { ...shift, cash, figures: figures.rows, moves: moves.rows, corrections: corrections.rows }
}
