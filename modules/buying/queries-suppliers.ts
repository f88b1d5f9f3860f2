import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { unknownSupplier } from './errors.ts'
import { findSupplier, type Supplier } from './repository-suppliers.ts'
import type { Terms, Voucher } from './shared.ts'

/** At most so many suppliers stand in a list: a village shop has a few dozen. */
const MOST_SUPPLIERS = 500

/** @throws buying.unknown_supplier, for other shops' as well. */
export async function getSupplier(tx: Tx, id: string): Promise<Supplier> {
  const supplier = await findSupplier(tx, id)
  if (!supplier) throw unknownSupplier()
  return supplier
}

/** A supplier as a list shows it. */
export interface ListedSupplier {
  id: string
  name: string
  contact: string | null
  phone: string | null
  archivedAt: Date | null
}

/** Suppliers by name, those that were put away at the end. */
export const listSuppliers = (tx: Tx): Promise<ListedSupplier[]> =>
  tx
    .selectFrom('supplier')
    .select(['id', 'name', 'contact', 'phone', 'archivedAt'])
    .orderBy((eb) => eb('archivedAt', 'is not', null))
    .orderBy('name')
    .orderBy('id')
    .limit(MOST_SUPPLIERS)
    .execute()

/** A supplier as forms offer them, with what is usual between them and the shop. */
export interface OfferedSupplier {
  id: string
  name: string
  terms: Terms
  termDays: number
  leadDays: number
  voucher: Voucher
  pricesIncludeTax: boolean
}

/** Suppliers that a new paper may name, by name. */
export const offerSuppliers = (tx: Tx): Promise<OfferedSupplier[]> =>
  tx
    .selectFrom('supplier')
    .select(['id', 'name', 'termDays', 'leadDays', 'pricesIncludeTax'])
    .select([sql<Terms>`terms`.as('terms'), sql<Voucher>`voucher`.as('voucher')])
    .where('archivedAt', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .limit(MOST_SUPPLIERS)
    .execute()
