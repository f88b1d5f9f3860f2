import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { countNeedsHelp, getShopClock, listSales, type SaleRow } from './queries.ts'
import { type ReturnedSum, sumRefunds } from './queries-refund.ts'
import type { Tender } from './shared.ts'

/** An owner's day: what was sold on one business day of the shop. Money in whole NT$. */
export interface Day {
  /** `YYYY-MM-DD` by the shop's clock. */
  day: string
  today: string
  timeZone: string
  saleCount: number
  totalMinor: number
  taxMinor: number
  costMinor: number
  /** What came back on this day, whenever it was sold. The sums above are before it. */
  returns: ReturnedSum
  /** Total less tax less cost of the goods, after what came back. */
  marginMinor: number
  /** Hours in which something was sold, ascending, 0 to 23. */
  hours: { hour: number; saleCount: number; totalMinor: number }[]
  /** The same weekday of last week, after what came back; undefined when nothing at all was sold on it. */
  comparison: { day: string; totalMinor: number; isUntilNow: boolean } | undefined
  tenders: { tender: Tender; saleCount: number; totalMinor: number }[]
  products: SoldProduct[]
  lastSales: SaleRow[]
  help: { flagged: number; unbooked: number; since: string }
  tills: TillSeen[]
}

/** A product on one day, the most sold first. */
export interface SoldProduct {
  productId: string
  name: string
  unit: string
  quantityMilli: number
  totalMinor: number
  /** Nothing is known of what it cost, so its margin is its price. */
  isCostUnknown: boolean
}

export interface TillSeen {
  id: string
  name: string
  lastSeenAt: Date | null
  /** It sold today, is not heard of any more, and the shop is probably still open. */
  isMissing: boolean
}

/** A day has few products; past this many the page would be a list of everything. */
const MAX_PRODUCTS = 200
const LAST_SALES = 5
/** What went wrong stays in sight for a week. */
const HELP_DAYS = 7
const SILENT_MS = 30 * 60_000
const WEEK_MS = 7 * 86_400_000

/**
 * The numbers of one day. All of them come from sales of that business day, found by the index over
 * (tenant, day, time); none reads more than the day and its twin of last week.
 *
 * @param day `YYYY-MM-DD`, or today by the shop's clock.
 */
export async function getDay(tx: Tx, day: string | undefined, now: Date): Promise<Day> {
  const { timeZone } = await getShopClock(tx)
  const today = dayIn(timeZone, now)
  const shown = day ?? today
  const hours = await sumByHour(tx, shown, timeZone)
  const total = (key: 'saleCount' | 'totalMinor' | 'taxMinor' | 'costMinor') =>
    hours.reduce((sum, hour) => sum + hour[key], 0)
  const isToday = shown === today
  const returns = await sumRefunds(tx, shown, shown)
  const twin = await sumTwin(tx, shown, isToday ? now : undefined)
  const filter = { from: shown, to: shown }
  const since = dayIn(timeZone, new Date(now.getTime() - HELP_DAYS * 86_400_000))
  return {
    day: shown,
    today,
    timeZone,
    saleCount: total('saleCount'),
    totalMinor: total('totalMinor'),
    taxMinor: total('taxMinor'),
    costMinor: total('costMinor'),
    returns,
    marginMinor:
      total('totalMinor') -
      returns.totalMinor -
      (total('taxMinor') - returns.taxMinor) -
      (total('costMinor') - returns.costMinor),
    hours: hours.map(({ hour, saleCount, totalMinor }) => ({ hour, saleCount, totalMinor })),
    comparison:
      twin.saleCount === 0
        ? undefined
        : { day: twin.day, totalMinor: twin.totalMinor, isUntilNow: isToday },
    tenders: await sumByTender(tx, shown),
    products: await sumByProduct(tx, shown),
    lastSales: (await listSales(tx, filter, timeZone, { limit: LAST_SALES })).sales,
    help: {
      ...(await countNeedsHelp(tx, timeZone, since)),
      since,
    },
    tills: isToday ? await listTillsSeen(tx, today, now, twin.lastSoldAt) : [],
  }
}

async function sumByHour(tx: Tx, day: string, timeZone: string) {
  const { rows } = await sql<{
    hour: number
    saleCount: number
    totalMinor: number
    taxMinor: number
    costMinor: number
  }>`select extract(hour from sold_at at time zone ${timeZone})::int as hour,
            count(*) as sale_count, sum(total_minor)::bigint as total_minor,
            sum(tax_minor)::bigint as tax_minor, sum(cost_minor)::bigint as cost_minor
     from sale where business_date = ${day}::date group by 1 order by 1`.execute(tx)
  return rows
}

/** The day a week before: all of it, or while today still runs only up to the same time of day. */
async function sumTwin(tx: Tx, day: string, now: Date | undefined) {
  const until = now ? new Date(now.getTime() - WEEK_MS).toISOString() : 'infinity'
  const { rows } = await sql<{
    day: string
    saleCount: number
    totalMinor: number
    lastSoldAt: Date | null
  }>`select (${day}::date - 7)::date as day, count(*) as sale_count,
            (coalesce(sum(total_minor) filter (where sold_at <= ${until}::timestamptz), 0)
             - coalesce((select sum(r.total_minor) from sale_refund r
                         where r.business_date = ${day}::date - 7
                           and r.refunded_at <= ${until}::timestamptz), 0))::bigint
              as total_minor,
            max(sold_at) as last_sold_at
     from sale where business_date = ${day}::date - 7`.execute(tx)
  return rows[0] ?? { day, saleCount: 0, totalMinor: 0, lastSoldAt: null }
}

async function sumByTender(tx: Tx, day: string) {
  const { rows } = await sql<{ tender: Tender; saleCount: number; totalMinor: number }>`
    select p.tender, count(distinct s.id) as sale_count, sum(p.amount_minor)::bigint as total_minor
    from sale s join sale_payment p on p.tenant_id = s.tenant_id and p.sale_id = s.id
    where s.business_date = ${day}::date group by p.tender
    order by total_minor desc, p.tender`.execute(tx)
  return rows
}

async function sumByProduct(tx: Tx, day: string) {
  const { rows } = await sql<SoldProduct>`
    select l.product_id, max(l.name) as name, max(l.unit) as unit,
           sum(l.quantity_milli)::bigint as quantity_milli,
           sum(l.total_minor)::bigint as total_minor, sum(l.cost_minor) = 0 as is_cost_unknown
    from sale s join sale_line l on l.tenant_id = s.tenant_id and l.sale_id = s.id
    where s.business_date = ${day}::date group by l.product_id
    order by total_minor desc, l.product_id limit ${MAX_PRODUCTS}`.execute(tx)
  return rows
}

/**
 * When each till in use was last heard of. The server can't know what still lies on a device: it
 * knows only that one that sold today is silent while the shop is likely open, because another till
 * goes on selling, or last week people still bought at this hour.
 */
async function listTillsSeen(
  tx: Tx,
  today: string,
  now: Date,
  lastSoldOnTwin: Date | null,
): Promise<TillSeen[]> {
  const { rows } = await sql<{
    id: string
    name: string
    lastSeenAt: Date | null
    soldAt: Date | null
  }>`
    with sold as (select till_id, max(sold_at) as sold_at from sale
                  where business_date = ${today}::date group by till_id)
    select t.id, t.name, t.last_seen_at, sold.sold_at
    from till t left join sold on sold.till_id = t.id
    where t.revoked_at is null order by t.number limit 50`.execute(tx)
  const wasOpenLastWeek =
    lastSoldOnTwin !== null && lastSoldOnTwin.getTime() > now.getTime() - WEEK_MS
  return rows.map(({ soldAt, ...till }) => {
    const seenMs = till.lastSeenAt?.getTime() ?? 0
    const isSilent = soldAt !== null && now.getTime() - seenMs > SILENT_MS
    const othersSell = rows.some(
      (other) => other.id !== till.id && other.soldAt !== null && other.soldAt.getTime() > seenMs,
    )
    return { ...till, isMissing: isSilent && (wasOpenLastWeek || othersSell) }
  })
}
