import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownConsignor, unknownPayment } from './errors.ts'
import {
  type ConsignorRow,
  type FoundPayment,
  findConsignor,
  findPayment,
  findPaymentsOf,
  OWED,
  STANDS,
  sumOwed,
} from './repository.ts'

/** A neighbour as the list shows them. */
export interface Consignor extends ConsignorRow {
  owedMinor: number
  productCount: number
}

const MOST = 300

/** All neighbours, whoever is owed most first. */
export async function listConsignors(tx: Tx): Promise<Consignor[]> {
  const { rows } = await sql<Consignor>`
    select c.id, c.name, c.phone, c.keep_bp, c.note, c.archived_at, c.updated_at,
           ${OWED(sql`c.id`)} as owed_minor,
           (select count(*) from consigned_product p
            where p.consignor_id = c.id and p.until is null) as product_count
    from consignor c
    order by c.archived_at is not null, owed_minor desc, c.name, c.id limit ${MOST}`.execute(tx)
  return rows
}

/** What was sold for a neighbour of one product, with the share that held. */
export interface SlipLine {
  productId: string
  name: string
  unit: string
  quantityMilli: number
  netMinor: number
  partMinor: number
}

/** What a slip says: all that was sold between one payment and the next. */
export interface Slip {
  consignorId: string
  consignorName: string
  /** Null while it is not paid yet. */
  number: number | null
  paidAt: Date | null
  isUndone: boolean
  from: string | null
  to: string | null
  lines: SlipLine[]
  soldMinor: number
  partMinor: number
}

/** Goods that are a neighbour's now. */
export interface TheirGoods {
  productId: string
  name: string
  unit: string
  priceMinor: number | null
  stockMilli: number
  /** A share of its own; null takes the neighbour's usual one. */
  keepBp: number | null
}

/** One neighbour with what is theirs, what was sold since the last payment, and the payments. */
export interface ConsignorPage extends ConsignorRow {
  owedMinor: number
  goods: TheirGoods[]
  open: Slip
  payments: FoundPayment[]
  visits: { id: string; kind: 'brought' | 'taken'; createdAt: Date; what: string; note: string }[]
}

const SHOWN = 30

/** @throws consignment.unknown_consignor, for other shops' as well. */
export async function getConsignor(tx: Tx, id: string): Promise<ConsignorPage> {
  const consignor = await findConsignor(tx, id)
  if (!consignor) throw unknownConsignor()
  const { rows: goods } = await sql<TheirGoods>`
    select p.id as product_id, p.name, p.unit, p.price_minor, c.keep_bp,
           coalesce(l.quantity_milli, 0) as stock_milli
    from consigned_product c join product p on p.id = c.product_id
    left join stock_level l on l.product_id = p.id
    where c.consignor_id = ${id} and c.until is null order by p.name, p.id limit 200`.execute(tx)
  const payments = await findPaymentsOf(tx, id, SHOWN)
  const { rows: visits } = await sql<ConsignorPage['visits'][number]>`
    select v.id, v.kind, v.created_at, v.note,
           (select string_agg(l.name || ' ' || trim_scale(l.quantity_milli / 1000.0), '、'
                              order by l.line_no)
            from consignment_visit_line l where l.visit_id = v.id) as what
    from consignment_visit v where v.consignor_id = ${id}
    order by v.created_at desc, v.id limit ${SHOWN}`.execute(tx)
  const open = await slipOf(tx, consignor, undefined)
  return { ...consignor, owedMinor: await sumOwed(tx, id), goods, open, payments, visits }
}

/**
 * The slip of a payment, or of what is not paid yet.
 *
 * @throws consignment.unknown_consignor, consignment.unknown_payment
 */
export async function getSlip(
  tx: Tx,
  { consignorId, paymentId }: { consignorId: string; paymentId?: string | undefined },
): Promise<Slip> {
  const consignor = await findConsignor(tx, consignorId)
  if (!consignor) throw unknownConsignor()
  const payment = paymentId === undefined ? undefined : await findPayment(tx, paymentId)
  if (paymentId !== undefined && payment?.consignorId !== consignorId) throw unknownPayment()
  return slipOf(tx, consignor, payment)
}

async function slipOf(
  tx: Tx,
  consignor: ConsignorRow,
  payment: FoundPayment | undefined,
): Promise<Slip> {
  const number = payment?.number ?? 2_147_483_647
  const { rows } = await sql<SlipLine & { from: string; to: string }>`
    with before as (
      select max(p.created_at) as at from consignment_payment p
      where p.consignor_id = ${consignor.id} and ${STANDS} and p.number < ${number}),
    this as (
      select max(p.created_at) as at from consignment_payment p
      where p.id = ${payment?.id ?? null}::uuid)
    select s.product_id, max(s.name) as name, max(s.unit) as unit,
           sum(s.quantity_milli)::bigint as quantity_milli, sum(s.net_minor)::bigint as net_minor,
           sum(s.part_minor)::bigint as part_minor, min(s.sold_on) as "from", max(s.sold_on) as "to"
    from consignment_sale s cross join before cross join this
    where s.consignor_id = ${consignor.id} and s.created_at <= coalesce(this.at, 'infinity')
      and s.created_at > coalesce(before.at, '-infinity')
    group by s.product_id order by name, s.product_id limit 200`.execute(tx)
  const sum = (amounts: readonly number[]) => amounts.reduce((total, each) => total + each, 0)
  const days = rows.flatMap((row) => [row.from, row.to]).sort()
  return {
    consignorId: consignor.id,
    consignorName: consignor.name,
    number: payment?.number ?? null,
    paidAt: payment?.createdAt ?? null,
    isUndone: payment?.undoneOn !== null && payment !== undefined,
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    lines: rows.map(({ from: _, to: __, ...line }) => line),
    soldMinor: sum(rows.map((row) => row.netMinor)),
    partMinor: sum(rows.map((row) => row.partMinor)),
  }
}
