import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownCustomer } from './errors.ts'
import { phoneEnd } from './shared.ts'

/** At most so many customers travel to a till, and stand in a list. */
export const MOST_CUSTOMERS = 2_000

/**
 * Since when somebody owes: payments pay the oldest first, so what is open is the newest that they
 * took, and it began with the entry that the balance still reaches back to. A payment that was taken
 * back is owed again, and nothing that they took: what it had paid is as old as before.
 */
const since = sql<Date | null>`(
  select taken.occurred_at from (
    select e.occurred_at, e.id, e.amount_minor,
           sum(e.amount_minor) over (order by e.occurred_at desc, e.id desc) as reached_minor
    from tab_entry e
    where e.tenant_id = b.tenant_id and e.customer_id = b.customer_id
      and e.amount_minor > 0 and e.kind <> 'payment'
  ) taken
  where taken.reached_minor - taken.amount_minor < b.balance_minor
  order by taken.occurred_at, taken.id limit 1)`

/** A customer as a till carries them. */
export interface CustomerForTill {
  id: string
  /** Empty while nobody has given them one. */
  name: string
  phoneEnd: string | null
  owesMinor: number
  limitMinor: number
  /** ISO 8601; null when they owe nothing. */
  owesSince: string | null
}

/**
 * Customers for a till, at most 2,000: whoever has something open first, then the latest.
 *
 * @param usualLimitMinor what holds for whom nothing else was agreed with.
 */
export async function listTillCustomers(
  tx: Tx,
  usualLimitMinor: number,
): Promise<CustomerForTill[]> {
  const { rows } = await sql<{
    id: string
    name: string | null
    phone: string | null
    owesMinor: number
    limitMinor: number
    since: Date | null
  }>`
    select c.id, p.name, p.phone, coalesce(b.balance_minor, 0) as owes_minor,
           coalesce(c.tab_limit_minor, ${usualLimitMinor}::bigint) as limit_minor,
           case when b.balance_minor > 0 then ${since} end as since
    from customer c
    left join customer_personal p on p.tenant_id = c.tenant_id and p.customer_id = c.id
    left join tab_balance b on b.tenant_id = c.tenant_id and b.customer_id = c.id
    where c.archived_at is null or b.balance_minor <> 0
    order by coalesce(b.balance_minor, 0) = 0, c.created_at desc, c.id
    limit ${MOST_CUSTOMERS}`.execute(tx)
  return rows.map(({ since: at, phone, name, ...row }) => ({
    ...row,
    name: name ?? '',
    phoneEnd: phoneEnd(phone),
    owesSince: at?.toISOString() ?? null,
  }))
}

/** How old what is owed is, in whole NT$; the youngest first. */
export interface TabAges {
  upTo30Minor: number
  upTo60Minor: number
  upTo90Minor: number
  olderMinor: number
}

export interface ListedTab {
  id: string
  /** Null while nobody has given them a name. */
  name: string | null
  phone: string | null
  /** Negative is credit. */
  owesMinor: number
  limitMinor: number
  since: Date | null
  ages: TabAges
}

/**
 * Tabs that are open, and customers who owe nothing behind them; whoever owes longest comes first.
 * At most 2,000.
 */
export async function listTabs(tx: Tx, usualLimitMinor: number): Promise<ListedTab[]> {
  const { rows } = await sql<Omit<ListedTab, 'ages'> & TabAges>`
    with taken as (
      select e.customer_id, e.occurred_at, b.balance_minor, e.amount_minor,
             sum(e.amount_minor) over (
               partition by e.customer_id order by e.occurred_at desc, e.id desc) as reached_minor
      from tab_balance b join tab_entry e
        on e.tenant_id = b.tenant_id and e.customer_id = b.customer_id
        and e.amount_minor > 0 and e.kind <> 'payment'
      where b.balance_minor > 0
    ), open as (
      select customer_id, occurred_at, extract(epoch from now() - occurred_at) / 86400 as days,
             least(amount_minor, balance_minor - (reached_minor - amount_minor)) as open_minor
      from taken where reached_minor - amount_minor < balance_minor
    ), aged as (
      select customer_id, min(occurred_at) as since,
             sum(open_minor) filter (where days <= 30)::bigint as up_to_30,
             sum(open_minor) filter (where days > 30 and days <= 60)::bigint as up_to_60,
             sum(open_minor) filter (where days > 60 and days <= 90)::bigint as up_to_90,
             sum(open_minor) filter (where days > 90)::bigint as older
      from open group by customer_id
    )
    select c.id, p.name, p.phone, coalesce(b.balance_minor, 0) as owes_minor,
           coalesce(c.tab_limit_minor, ${usualLimitMinor}::bigint) as limit_minor, a.since,
           coalesce(a.up_to_30, 0) as "upTo30Minor", coalesce(a.up_to_60, 0) as "upTo60Minor",
           coalesce(a.up_to_90, 0) as "upTo90Minor", coalesce(a.older, 0) as "olderMinor"
    from customer c
    left join customer_personal p on p.tenant_id = c.tenant_id and p.customer_id = c.id
    left join tab_balance b on b.tenant_id = c.tenant_id and b.customer_id = c.id
    left join aged a on a.customer_id = c.id
    where c.archived_at is null or b.balance_minor <> 0
    order by coalesce(b.balance_minor, 0) = 0, a.since nulls last, c.created_at desc, c.id
    limit ${MOST_CUSTOMERS}`.execute(tx)
  return rows.map(({ upTo30Minor, upTo60Minor, upTo90Minor, olderMinor, ...row }) => ({
    ...row,
    ages: { upTo30Minor, upTo60Minor, upTo90Minor, olderMinor },
  }))
}

/** Rows of a page of a tab. */
export const TAB_PAGE = 100

export interface ListedTabEntry {
  id: string
  kind: string
  amountMinor: number
  /** What was owed right after it, in the order in which things happened in the shop. */
  balanceMinor: number
  sourceType: string
  sourceId: string
  occurredAt: Date
}

/**
 * One customer with what they took and paid, the latest first.
 *
 * @param page from 1.
 * @throws crm.unknown_customer for ids of other shops as well: they do not exist here.
 */
export async function getCustomerTab(tx: Tx, customerId: string, page = 1) {
  const customer = await tx
    .selectFrom('customer as c')
    .leftJoin('customerPersonal as p', (join) =>
      join.onRef('p.tenantId', '=', 'c.tenantId').onRef('p.customerId', '=', 'c.id'),
    )
    .leftJoin('tabBalance as b', (join) =>
      join.onRef('b.tenantId', '=', 'c.tenantId').onRef('b.customerId', '=', 'c.id'),
    )
    .select([
      'c.id',
      'c.createdAt',
      'c.tabLimitMinor as ownLimitMinor',
      'p.name',
      'p.phone',
      sql<number>`coalesce(b.balance_minor, 0)`.as('owesMinor'),
      sql<Date | null>`case when b.balance_minor > 0 then ${since} end`.as('since'),
    ])
    .where('c.id', '=', customerId)
    .executeTakeFirst()
  if (!customer) throw unknownCustomer()
  const { rows } = await sql<ListedTabEntry>`
    select id, kind, amount_minor, source_type, source_id, occurred_at,
           (sum(amount_minor) over (order by occurred_at, id))::bigint as balance_minor
    from tab_entry where customer_id = ${customerId}
    order by occurred_at desc, id desc
    limit ${TAB_PAGE + 1} offset ${(page - 1) * TAB_PAGE}`.execute(tx)
  return { ...customer, entries: rows.slice(0, TAB_PAGE), hasMore: rows.length > TAB_PAGE }
}

/** One customer as `getCustomerTab` tells them. Money in whole NT$. */
export type CustomerTab = Awaited<ReturnType<typeof getCustomerTab>>
