import { type SqlBool, sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownSale } from './errors.ts'
import type { Tender } from './shared.ts'

/** Rows of a page of sales. */
export const SALES_PAGE = 50

/** Which sales; days are business days of the shop, both included. */
export interface SaleFilter {
  from: string
  to: string
  /** 0 to 23, by the shop's clock. */
  hour?: number | undefined
  tender?: Tender | undefined
  productId?: string | undefined
  cashierId?: string | undefined
  tillId?: string | undefined
  shiftId?: string | undefined
}

export interface SaleRow {
  id: string
  receiptNo: string
  businessDate: string
  soldAt: Date
  totalMinor: number
  /** What the filter asks about: paid by that tender, or sold of that product; else the total. */
  amountMinor: number
  /** Total less tax less cost of goods. */
  marginMinor: number
  tillName: string | null
  cashierName: string | null
  /** The first line's name, and how many lines there are. */
  firstName: string
  lineCount: number
}

/** What a page of the shop needs to speak of time: `timeZone` is an IANA name. */
export async function getShopClock(tx: Tx): Promise<{ timeZone: string }> {
  return tx.selectFrom('tenant').select('timeZone').executeTakeFirstOrThrow()
}

/** The part of a sale that a filter asks about. Null where the sale has no such part. */
function partOf(filter: SaleFilter) {
  if (filter.productId !== undefined) {
    return sql<number | null>`(select sum(l.total_minor)::bigint from sale_line l
      where l.tenant_id = s.tenant_id and l.sale_id = s.id and l.product_id = ${filter.productId})`
  }
  if (filter.tender !== undefined) {
    return sql<number | null>`(select sum(p.amount_minor)::bigint from sale_payment p
      where p.tenant_id = s.tenant_id and p.sale_id = s.id and p.tender = ${filter.tender})`
  }
  return sql<number | null>`s.total_minor`
}

/** Every sale of the filter with its part, by the index over (tenant, day, time). */
function filtered(tx: Tx, filter: SaleFilter, timeZone: string) {
  let query = tx
    .selectFrom('sale as s')
    .where('s.businessDate', '>=', filter.from)
    .where('s.businessDate', '<=', filter.to)
  if (filter.hour !== undefined) {
    query = query.where(
      sql<SqlBool>`extract(hour from s.sold_at at time zone ${timeZone}) = ${filter.hour}`,
    )
  }
  if (filter.cashierId !== undefined) query = query.where('s.cashierId', '=', filter.cashierId)
  if (filter.tillId !== undefined) query = query.where('s.tillId', '=', filter.tillId)
  if (filter.shiftId !== undefined) query = query.where('s.shiftId', '=', filter.shiftId)
  if (filter.productId !== undefined) {
    query = query.where(
      sql<SqlBool>`exists (select from sale_line l where l.tenant_id = s.tenant_id
        and l.sale_id = s.id and l.product_id = ${filter.productId})`,
    )
  }
  if (filter.tender !== undefined) {
    query = query.where(
      sql<SqlBool>`exists (select from sale_payment p where p.tenant_id = s.tenant_id
        and p.sale_id = s.id and p.tender = ${filter.tender})`,
    )
  }
  return query
}

/** How many sales a filter finds, and what they come to. */
export async function sumSales(
  tx: Tx,
  filter: SaleFilter,
  timeZone: string,
): Promise<{ saleCount: number; amountMinor: number; marginMinor: number }> {
  return filtered(tx, filter, timeZone)
    .select([
      sql<number>`count(*)`.as('saleCount'),
      sql<number>`coalesce(sum(${partOf(filter)}), 0)::bigint`.as('amountMinor'),
      sql<number>`coalesce(sum(s.total_minor - s.tax_minor - s.cost_minor), 0)::bigint`.as(
        'marginMinor',
      ),
    ])
    .executeTakeFirstOrThrow()
}

/**
 * A page of sales, the latest first.
 *
 * @param after the id of the last sale of the page before; an unknown one starts at the top.
 * @returns `nextAfter` asks for the page behind this one; undefined on the last.
 */
export async function listSales(
  tx: Tx,
  filter: SaleFilter,
  timeZone: string,
  options: { after?: string | undefined; limit?: number | undefined } = {},
): Promise<{ sales: SaleRow[]; nextAfter: string | undefined }> {
  const limit = Math.min(options.limit ?? SALES_PAGE, SALES_PAGE)
  let page = filtered(tx, filter, timeZone)
  const mark = options.after === undefined ? undefined : await findMark(tx, options.after)
  if (mark) {
    // Text keeps the microseconds that a Date loses.
    page = page.where(
      sql<SqlBool>`(s.business_date, s.sold_at, s.id) <
        (${mark.businessDate}::date, ${mark.soldAt}::timestamptz, ${mark.id}::uuid)`,
    )
  }
  const sales = await page
    .leftJoin('till as t', (join) =>
      join.onRef('t.tenantId', '=', 's.tenantId').onRef('t.id', '=', 's.tillId'),
    )
    .select([
      's.id',
      's.receiptNo',
      's.businessDate',
      's.soldAt',
      's.totalMinor',
      't.name as tillName',
      sql<number>`s.total_minor - s.tax_minor - s.cost_minor`.as('marginMinor'),
      sql<number>`coalesce(${partOf(filter)}, 0)`.as('amountMinor'),
      cashierName.as('cashierName'),
      sql<string>`(select l.name from sale_line l where l.tenant_id = s.tenant_id
        and l.sale_id = s.id order by l.position limit 1)`.as('firstName'),
      sql<number>`(select count(*) from sale_line l where l.tenant_id = s.tenant_id
        and l.sale_id = s.id)`.as('lineCount'),
    ])
    .orderBy('s.businessDate', 'desc')
    .orderBy('s.soldAt', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = sales.slice(0, limit)
  return { sales: shown, nextAfter: sales.length > limit ? shown.at(-1)?.id : undefined }
}

/** The name of whoever was at the till: people see the names of those they work with. */
const cashierName = sql<
  string | null
>`(select u.display_name from user_account u where u.id = s.cashier_id)`

function findMark(tx: Tx, saleId: string) {
  return tx
    .selectFrom('sale')
    .select(['id', 'businessDate', sql<string>`sold_at::text`.as('soldAt')])
    .where('id', '=', saleId)
    .executeTakeFirst()
}

/** What a filter's ids are called, for the words above the list. Unknown ids have no name. */
export async function findFilterNames(tx: Tx, filter: SaleFilter) {
  const { rows } = await sql<{
    productName: string | null
    cashierName: string | null
    tillName: string | null
  }>`select
      (select name from product where id = ${filter.productId ?? null}) as product_name,
      (select display_name from user_account where id = ${filter.cashierId ?? null}) as cashier_name,
      (select name from till where id = ${filter.tillId ?? null}) as till_name`.execute(tx)
  return rows[0] ?? { productName: null, cashierName: null, tillName: null }
}

/** Who has sold and at which tills, for the choices of a filter; people who left are among them. */
export async function listSellers(tx: Tx) {
  const tills = await tx
    .selectFrom('till')
    .select(['id', 'name', 'number'])
    .orderBy('number')
    .limit(200)
    .execute()
  const people = await tx
    .selectFrom('membership as m')
    .innerJoin('userAccount as u', 'u.id', 'm.userId')
    .select(['u.id', 'u.displayName as name'])
    .where('m.role', 'not in', ['learner', 'bookkeeper'])
    .orderBy('u.displayName')
    .limit(200)
    .execute()
  return { tills, people }
}

/**
 * One sale with everything that belongs to it.
 *
 * @throws pos.unknown_sale for ids of other shops as well: they do not exist here.
 */
export async function getSale(tx: Tx, saleId: string) {
  const sale = await tx
    .selectFrom('sale as s')
    .leftJoin('till as t', (join) =>
      join.onRef('t.tenantId', '=', 's.tenantId').onRef('t.id', '=', 's.tillId'),
    )
    .leftJoin('salePersonal as n', (join) =>
      join.onRef('n.tenantId', '=', 's.tenantId').onRef('n.saleId', '=', 's.id'),
    )
    .select([
      's.id',
      's.channel',
      's.tillId',
      's.receiptNo',
      's.businessDate',
      's.soldAt',
      's.receivedAt',
      's.subtotalMinor',
      's.discountMinor',
      's.totalMinor',
      's.taxMinor',
      's.costMinor',
      't.name as tillName',
      'n.customerName',
      cashierName.as('cashierName'),
    ])
    .where('s.id', '=', saleId)
    .executeTakeFirst()
  if (!sale) throw unknownSale()
  const lines = await tx
    .selectFrom('saleLine')
    .selectAll()
    .where('saleId', '=', saleId)
    .orderBy('position')
    .execute()
  const payments = await tx
    .selectFrom('salePayment')
    .select(['position', 'tender', 'amountMinor', 'tenderedMinor', 'reference'])
    .where('saleId', '=', saleId)
    .orderBy('position')
    .execute()
  const voidedLines = await tx
    .selectFrom('saleLineVoid')
    .select(['position', 'name', 'quantityMilli', 'amountMinor', 'reason'])
    .where('saleId', '=', saleId)
    .orderBy('position')
    .execute()
  return { ...sale, lines, payments, voidedLines }
}
/** One sale as `getSale` tells it. Money in whole NT$, quantity in thousandths of the unit. */
export type SaleDetail = Awaited<ReturnType<typeof getSale>>

/**
 * Why the owner should look at a sale; codes of `recordTillEvents`, empty for nearly all.
 * A sale and its event arrive in one transaction and carry its time: that leads to the event by the
 * index over what needs help, which is short.
 */
export async function listSaleFlags(
  tx: Tx,
  sale: { id: string; receivedAt: Date },
): Promise<string[]> {
  const aroundMs = 1000
  const { rows } = await sql<{ reasons: string[] }>`
    with near as (
      select reasons, received_at, body from till_event where disposition <> 'posted'
      union all
      select array_prepend('fork', reasons), received_at, body from till_event_fork
      where disposition <> 'quarantined')
    select reasons from near
    where received_at between ${new Date(sale.receivedAt.getTime() - aroundMs)}
                          and ${new Date(sale.receivedAt.getTime() + aroundMs)}
      and body ->> 'saleId' = ${sale.id}`.execute(tx)
  return [...new Set(rows.flatMap((row) => row.reasons))]
}

/** One thing a till sent that a person should look at. */
export interface HelpRow {
  id: string
  /**
   * `posted_flagged` is in the books; `quarantined` and `fork` are kept whole and not booked. A fork
   * that could be booked is `posted_flagged`, with `fork` among its reasons.
   */
  kind: 'posted_flagged' | 'quarantined' | 'fork'
  type: string
  reasons: string[]
  receivedAt: Date
  wallAt: Date | null
  tillName: string
  /** What the device said, as far as it can be read; nothing here has been checked. */
  saleId: string | null
  receiptNo: string | null
  totalMinor: number | null
  /** What somebody did about it; null while nobody has. */
  resolution: 'seen' | 'booked' | 'set_aside' | null
}

/** Rows of a page of things that need help. */
export const HELP_PAGE = 50

/**
 * What needs help, the latest first. Read from the short index of exceptions, never from all events.
 *
 * @param options `since` is the earliest day on which it arrived; `before` is the id of the last row
 *   of the page before, as `nextBefore` gave it.
 */
export async function listNeedsHelp(
  tx: Tx,
  timeZone: string,
  options: {
    since?: string | undefined
    before?: string | undefined
    /** Also what somebody has dealt with. */
    showsAll?: boolean | undefined
  } = {},
): Promise<{ rows: HelpRow[]; nextBefore: string | undefined }> {
  const since = options.since ?? '-infinity'
  const mark = await findHelpMark(tx, options.before)
  const { rows } = await sql<Omit<HelpRow, 'totalMinor'> & { totalMinor: unknown }>`
    select h.id, h.kind, h.type, h.reasons, h.received_at, h.wall_at, t.name as till_name,
           h.body ->> 'saleId' as sale_id, left(h.body ->> 'receiptNo', 60) as receipt_no,
           h.body -> 'totalMinor' as total_minor, r.action as resolution
    from (${exceptions(since, timeZone)}) h join till t on t.id = h.till_id
    left join event_resolution r on r.subject_id = h.id
    where (${options.showsAll ?? false} or r.subject_id is null) and (h.received_at, h.id) < (${mark.receivedAt}::timestamptz, ${mark.id}::uuid)
    order by h.received_at desc, h.id desc limit ${HELP_PAGE + 1}`.execute(tx)
  const shown = rows.slice(0, HELP_PAGE)
  return {
    rows: shown.map(({ totalMinor, ...row }) => ({
      ...row,
      totalMinor: Number.isSafeInteger(totalMinor) ? Number(totalMinor) : null,
    })),
    nextBefore: rows.length > HELP_PAGE ? shown.at(-1)?.id : undefined,
  }
}

/** How many things arrived since a day that still need help; the rows that `listNeedsHelp` lists. */
export async function countNeedsHelp(tx: Tx, timeZone: string, since: string) {
  const { rows } = await sql<{ kind: HelpRow['kind']; count: number }>`
    select h.kind, count(*) as count from (${exceptions(since, timeZone)}) h
    where not exists (select from event_resolution r where r.subject_id = h.id)
    group by h.kind`.execute(tx)
  const countOf = (kind: HelpRow['kind']) => rows.find((row) => row.kind === kind)?.count ?? 0
  return { flagged: countOf('posted_flagged'), unbooked: countOf('quarantined') + countOf('fork') }
}

const exceptions = (since: string, timeZone: string) => sql`
  select event_id as id, disposition as kind, type, reasons, received_at, wall_at, till_id, body
  from till_event where disposition <> 'posted' and received_at >= (${since}::date)::timestamp at time zone ${timeZone}
  union all
  select id, case disposition when 'quarantined' then 'fork' else disposition end, type,
         array_prepend('fork', reasons), received_at, null, till_id, body
  from till_event_fork where received_at >= (${since}::date)::timestamp at time zone ${timeZone}`

const HIGHEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Where a page begins: behind the given row, or at the top. Text keeps the microseconds. */
async function findHelpMark(tx: Tx, id: string | undefined) {
  const top = { receivedAt: 'infinity', id: HIGHEST_ID }
  if (id === undefined) return top
  const { rows } = await sql<{ receivedAt: string; id: string }>`
    select received_at::text as received_at, event_id as id from till_event where event_id = ${id}
    union all
    select received_at::text, id from till_event_fork where id = ${id}`.execute(tx)
  return rows[0] ?? top
}
