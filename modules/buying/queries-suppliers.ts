import type { Tx } from '#modules/kernel/db.ts'
import { unknownSupplier } from './errors.ts'
import { findSupplier, type Supplier } from './repository-suppliers.ts'

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
