import { type Insertable, sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { DB } from '#modules/kernel/schema.ts'
import type { InputUse } from './shared.ts'

export async function insertSlip(tx: Tx, slip: Insertable<DB['moneySlip']>): Promise<void> {
  await tx.insertInto('moneySlip').values(slip).execute()
}

/** Slips with the state of their entries. */
const selectSlips = (tx: Tx) =>
  tx
    .selectFrom('moneySlip as s')
    .innerJoin('journalEntry as e', (join) =>
      join.onRef('e.tenantId', '=', 's.tenantId').onRef('e.id', '=', 's.entryId'),
    )
    .leftJoin('account as p', (join) =>
      join.onRef('p.tenantId', '=', 's.tenantId').onRef('p.code', '=', 's.purposeCode'),
    )
    .leftJoin('account as m', (join) =>
      join.onRef('m.tenantId', '=', 's.tenantId').onRef('m.code', '=', 's.moneyCode'),
    )
    .leftJoin('userAccount as u', 'u.id', 's.createdBy')
    .select([
      's.id',
      's.direction',
      's.day',
      's.amountMinor',
      's.feeMinor',
      's.note',
      's.photoId',
      's.invoiceNo',
      's.sellerTaxId',
      's.netMinor',
      's.taxMinor',
      's.isDeductible',
      's.purposeCode',
      's.moneyCode',
      's.recurringId',
      's.entryId',
      's.createdAt',
      'e.postedOn',
      'p.name as purposeName',
      'p.names as purposeNames',
      'm.name as moneyName',
      'm.names as moneyNames',
      'u.displayName as byName',
    ])
    .select((eb) =>
      eb
        .selectFrom('journalEntry as r')
        .select('r.id')
        .whereRef('r.reversesId', '=', 'e.id')
        .as('undoneById'),
    )

export const findSlip = (tx: Tx, id: string) =>
  selectSlips(tx).where('s.id', '=', id).executeTakeFirst()

/**
 * The newest first. @param after the id of the last slip of the page before: its instant is compared
 * where it stands, since one that has been read lacks the last digits.
 */
export function selectNewestSlips(tx: Tx, limit: number, after?: string) {
  let query = selectSlips(tx)
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(s.created_at, s.id) <
        (select m.created_at, m.id from money_slip m where m.id = ${after}::uuid)`,
    )
  return query.orderBy('s.createdAt', 'desc').orderBy('s.id', 'desc').limit(limit).execute()
}

/** A slip that holds and has this invoice in the same year: numbers come again in later ones. */
export const findSlipOfInvoice = (tx: Tx, invoiceNo: string, day: string) =>
  selectSlips(tx)
    .where('s.invoiceNo', '=', invoiceNo)
    .where(sql<boolean>`extract(year from s.day) = ${Number(day.slice(0, 4))}`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('journalEntry as r').select('r.id').whereRef('r.reversesId', '=', 's.entryId'),
        ),
      ),
    )
    .executeTakeFirst()

/** An invoice among the slips, or its undoing with the opposite amounts. */
export interface InputTaxSlip {
  slipId: string
  entryId: string
  /** The day in the books. */
  postedOn: string
  /** The day on the slip. */
  day: string
  invoiceNo: string
  sellerTaxId: string
  netMinor: number
  taxMinor: number
  isDeductible: boolean
  use: InputUse
  note: string
  /** What was booked in an earlier time and undone in this one. */
  isReversal: boolean
}

export async function selectInputTaxSlips(
  tx: Tx,
  from: string,
  to: string,
): Promise<InputTaxSlip[]> {
  const { rows } = await sql<InputTaxSlip>`
    select s.id as slip_id, e.id as entry_id, e.posted_on, s.day, s.invoice_no, s.seller_tax_id,
           case when e.id = s.entry_id then s.net_minor else -s.net_minor end as net_minor,
           case when e.id = s.entry_id then s.tax_minor else -s.tax_minor end as tax_minor,
           s.is_deductible, s.input_use as use, s.note, e.id <> s.entry_id as is_reversal
    from money_slip s
    join journal_entry o on o.tenant_id = s.tenant_id and o.id = s.entry_id
    left join journal_entry r on r.tenant_id = s.tenant_id and r.reverses_id = o.id
    join lateral (
      select o.id, o.posted_on union all select r.id, r.posted_on where r.id is not null) e on true
    where s.invoice_no is not null and e.posted_on between ${from}::date and ${to}::date
      -- What was undone in the same time never was.
      and not (r.id is not null and o.posted_on between ${from}::date and ${to}::date
               and r.posted_on between ${from}::date and ${to}::date)
    order by e.posted_on, s.invoice_no, e.id`.execute(tx)
  return rows
}

export async function insertPhoto(
  tx: Tx,
  photo: { id: string; mediaType: 'image/webp'; bytes: Buffer },
): Promise<void> {
  await tx
    .insertInto('moneyPhoto')
    .values(photo)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .execute()
}

export const findPhoto = (tx: Tx, id: string) =>
  tx.selectFrom('moneyPhoto').select(['mediaType', 'bytes']).where('id', '=', id).executeTakeFirst()
