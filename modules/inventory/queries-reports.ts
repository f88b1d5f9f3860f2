import { sql } from 'kysely'
import { sumByDay } from '#modules/bookkeeping/index.ts'
import type { Tx } from '#modules/kernel/db.ts'

/** Two days, both included, `YYYY-MM-DD`, and how many rows at most. */
export interface ReportSpan {
  from: string
  to: string
  limit: number
}

interface Named {
  productId: string
  name: string
  unit: string
}

/** How quickly a product is sold, beside what of it lies there. Values in whole NT$ at cost. */
export interface TurnoverRow extends Named {
  /** Sold less what customers brought back. */
  soldMilli: number
  soldMinor: number
  /** Worth of what lay there before the first day and after the last, together. */
  endsMinor: number
  /** What lay there after the last day. */
  leftMilli: number
  leftMinor: number
}

export interface Turnover {
  rows: TurnoverRow[]
  sums: { soldMinor: number; endsMinor: number }
  hasMore: boolean
}

/** How often goods were sold and bought anew between two days: the quickest first. */
export async function listTurnover(tx: Tx, { from, to, limit }: ReportSpan): Promise<Turnover> {
  const { rows } = await sql<TurnoverRow & { allSoldMinor: number; allEndsMinor: number }>`
    with walked as (
      select product_id,
             coalesce(-sum(quantity_milli) filter (where ${isSold(from)}), 0)::bigint as sold_milli,
             coalesce(-sum(value_minor) filter (where ${isSold(from)}), 0)::bigint as sold_minor,
             (coalesce(sum(value_minor) filter (where posted_on < ${from}::date), 0)
              + sum(value_minor))::bigint as ends_minor,
             sum(quantity_milli)::bigint as left_milli, sum(value_minor)::bigint as left_minor
      from stock_move where posted_on <= ${to}::date group by product_id)
    select w.*, p.name, p.unit, sum(w.sold_minor) over ()::bigint as all_sold_minor,
           sum(w.ends_minor) over ()::bigint as all_ends_minor
    from walked w join product p on p.id = w.product_id
    where w.sold_minor <> 0 or w.ends_minor <> 0
    order by case when w.ends_minor > 0 then w.sold_minor::numeric / w.ends_minor end
      desc nulls last, w.sold_minor desc, p.name, w.product_id limit ${limit + 1}`.execute(tx)
  const [first] = rows
  return {
    rows: rows.slice(0, limit),
    sums: { soldMinor: first?.allSoldMinor ?? 0, endsMinor: first?.allEndsMinor ?? 0 },
    hasMore: rows.length > limit,
  }
}

const isSold = (from: string) =>
  sql<boolean>`posted_on >= ${from}::date and kind in ('sale', 'refund')`

/** Goods that lie there and that nobody bought for long. */
export interface DeadStockRow extends Named {
  quantityMilli: number
  valueMinor: number
  /** Null when it was never sold. */
  lastSoldOn: string | null
  /** When it first came in. */
  firstInOn: string | null
}

export interface DeadStock {
  rows: DeadStockRow[]
  sums: { valueMinor: number; productCount: number; allValueMinor: number }
  hasMore: boolean
}

/**
 * What lies there now and was not sold since a day; what came in after it for the first time is new
 * and not dead. The dearest first.
 */
export async function listDeadStock(
  tx: Tx,
  { since, limit }: { since: string; limit: number },
): Promise<DeadStock> {
  const { rows } = await sql<DeadStockRow & { sumMinor: number; productCount: number }>`
    select l.product_id, p.name, p.unit, l.quantity_milli, l.value_minor, sold.last_sold_on,
           came.first_in_on, sum(l.value_minor) over ()::bigint as sum_minor,
           count(*) over () as product_count
    from stock_level l join product p on p.id = l.product_id
    left join lateral (
      select posted_on as last_sold_on from stock_move
      where product_id = l.product_id and kind = 'sale'
      order by posted_on desc, id desc limit 1) sold on true
    left join lateral (
      select posted_on as first_in_on from stock_move
      where product_id = l.product_id order by posted_on, id limit 1) came on true
    where l.quantity_milli > 0
      and coalesce(sold.last_sold_on, came.first_in_on) < ${since}::date
    order by l.value_minor desc, p.name, l.product_id limit ${limit + 1}`.execute(tx)
  const { allValueMinor } = await tx
    .selectFrom('stockLevel')
    .select(sql<number>`coalesce(sum(value_minor), 0)::bigint`.as('allValueMinor'))
    .executeTakeFirstOrThrow()
  const [first] = rows
  return {
    rows: rows.slice(0, limit),
    sums: {
      valueMinor: first?.sumMinor ?? 0,
      productCount: first?.productCount ?? 0,
      allValueMinor,
    },
    hasMore: rows.length > limit,
  }
}

/** What of a product was lost: thrown away, or not there when somebody counted. */
export interface ShrinkageRow extends Named {
  wasteMilli: number
  wasteMinor: number
  /** Positive: fewer were there than the books said. */
  missingMilli: number
  missingMinor: number
}

export interface Shrinkage {
  rows: ShrinkageRow[]
  sums: { wasteMinor: number; missingMinor: number }
  /** Why goods were thrown away, the dearest first. */
  reasons: { reason: string; valueMinor: number }[]
  hasMore: boolean
}

/** What was lost between two days, at what it had cost: the dearest first. */
export async function listShrinkage(tx: Tx, span: ReportSpan): Promise<Shrinkage> {
  const { from, to, limit } = span
  const { rows } = await sql<ShrinkageRow & { allWasteMinor: number; allMissingMinor: number }>`
    with lost as (
      select product_id,
             coalesce(-sum(quantity_milli) filter (where kind = 'waste'), 0)::bigint as waste_milli,
             coalesce(-sum(value_minor) filter (where kind = 'waste'), 0)::bigint as waste_minor,
             coalesce(-sum(quantity_milli) filter (where kind = 'correction'), 0)::bigint
               as missing_milli,
             coalesce(-sum(value_minor) filter (where kind = 'correction'), 0)::bigint
               as missing_minor
      from stock_move where posted_on between ${from}::date and ${to}::date
        and kind in ('waste', 'correction') group by product_id)
    select l.*, p.name, p.unit, sum(l.waste_minor) over ()::bigint as all_waste_minor,
           sum(l.missing_minor) over ()::bigint as all_missing_minor
    from lost l join product p on p.id = l.product_id
    where l.waste_milli <> 0 or l.missing_milli <> 0 or l.waste_minor <> 0 or l.missing_minor <> 0
    order by l.waste_minor + l.missing_minor desc, p.name, l.product_id
    limit ${limit + 1}`.execute(tx)
  const reasons = await sql<{ reason: string; valueMinor: number }>`
    select a.reason, -sum(m.value_minor)::bigint as value_minor
    from stock_move m join stock_act a on a.id = m.source_id
    where m.posted_on between ${from}::date and ${to}::date and m.kind = 'waste'
      and m.source_type = 'stock_act'
    group by a.reason having sum(m.value_minor) <> 0
    order by value_minor desc, a.reason`.execute(tx)
  const [first] = rows
  return {
    rows: rows.slice(0, limit),
    sums: { wasteMinor: first?.allWasteMinor ?? 0, missingMinor: first?.allMissingMinor ?? 0 },
    reasons: reasons.rows,
    hasMore: rows.length > limit,
  }
}

/** A month, `YYYY-MM`, and whole NT$. */
export interface MonthSum {
  month: string
  valueMinor: number
}

/** What left by some kinds of moves in each month that had any, less what came back by them. */
export async function sumLeftByMonth(
  tx: Tx,
  query: { kinds: readonly string[]; from: string; to: string },
): Promise<MonthSum[]> {
  const { rows } = await sql<MonthSum>`
    select to_char(posted_on, 'YYYY-MM') as month, -sum(value_minor)::bigint as value_minor
    from stock_move where posted_on between ${query.from}::date and ${query.to}::date
      and kind = any(${query.kinds}::text[])
    group by 1 order by 1`.execute(tx)
  return rows
}

/** What all goods were worth when each of these days ended; the account 1201 says it. */
export async function listWorthOn(tx: Tx, days: readonly string[]): Promise<number[]> {
  const moved = await sumByDay(tx, 'inventory')
  return days.map((day) =>
    moved.reduce((sum, each) => (each.day <= day ? sum + each.amountMinor : sum), 0),
  )
}

/** The category of each product that has one. */
export async function listCategoriesOf(
  tx: Tx,
): Promise<Map<string, { categoryId: string; name: string }>> {
  const rows = await tx
    .selectFrom('product as p')
    .innerJoin('category as c', 'c.id', 'p.categoryId')
    .select(['p.id', 'c.id as categoryId', 'c.name'])
    .execute()
  return new Map(rows.map(({ id, ...category }) => [id, category]))
}
