import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { SupplierForm, Terms, Voucher } from './shared.ts'

/** A supplier as its page shows it. */
export interface Supplier {
  id: string
  name: string
  taxId: string | null
  contact: string | null
  phone: string | null
  lineName: string | null
  leadDays: number
  terms: Terms
  termDays: number
  voucher: Voucher
  pricesIncludeTax: boolean
  note: string
  archivedAt: Date | null
  updatedAt: Date
}

const suppliers = (tx: Tx) =>
  tx
    .selectFrom('supplier')
    .select([
      'id',
      'name',
      'taxId',
      'contact',
      'phone',
      'lineName',
      'leadDays',
      sql<Terms>`terms`.as('terms'),
      'termDays',
      sql<Voucher>`voucher`.as('voucher'),
      'pricesIncludeTax',
      'note',
      'archivedAt',
      'updatedAt',
    ])

export const findSupplier = (tx: Tx, id: string): Promise<Supplier | undefined> =>
  suppliers(tx).where('id', '=', id).executeTakeFirst()

/**
 * Locks a supplier, so that what is bought from, owed to and paid to them changes one after the
 * other. Editing their card is held up too, which nobody notices.
 */
export const lockSupplier = (tx: Tx, id: string): Promise<Supplier | undefined> =>
  suppliers(tx).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

export type SupplierRow = Omit<SupplierForm, 'shownChangedAt'>

export async function upsertSupplier(tx: Tx, { id, ...fields }: SupplierRow): Promise<void> {
  await tx
    .insertInto('supplier')
    .values({ id, ...fields })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'id'])
        .doUpdateSet({ ...fields, updatedAt: sql<Date>`clock_timestamp()` }),
    )
    .execute()
}

/** @returns false when this shop has no such supplier. */
export async function setArchived(tx: Tx, id: string, isArchived: boolean): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('supplier')
    .set({
      archivedAt: isArchived ? sql<Date>`clock_timestamp()` : null,
      updatedAt: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
