import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { changedMeanwhile, unknownSupplier } from './errors.ts'
import { lockSupplier, setArchived, upsertSupplier } from './repository-suppliers.ts'
import type { SupplierForm } from './shared.ts'

/**
 * Adds a supplier or changes what is written about one. The audit log says that it changed, never to
 * what: a name must stay forgettable.
 *
 * @throws buying.changed_meanwhile when somebody else saved it since it was shown.
 */
export async function saveSupplier(
  tx: Tx,
  { shownChangedAt, ...supplier }: SupplierForm,
): Promise<{ id: string; name: string }> {
  const before = await lockSupplier(tx, supplier.id)
  const isStale = before && shownChangedAt && before.updatedAt.toISOString() !== shownChangedAt
  if (isStale) throw changedMeanwhile()
  await upsertSupplier(tx, supplier)
  await recordAudit(tx, {
    action: before ? 'buying.supplier_changed' : 'buying.supplier_added',
    targetType: 'supplier',
    targetId: supplier.id,
  })
  return { id: supplier.id, name: supplier.name }
}

/**
 * Puts a supplier away, or back: they stay in every paper, and are offered for no new one.
 *
 * @throws buying.unknown_supplier
 */
export async function archiveSupplier(
  tx: Tx,
  { supplierId, isArchived }: { supplierId: string; isArchived: boolean },
): Promise<{ id: string; isArchived: boolean }> {
  const isKnown = await setArchived(tx, supplierId, isArchived)
  if (!isKnown) throw unknownSupplier()
  await recordAudit(tx, {
    action: isArchived ? 'buying.supplier_archived' : 'buying.supplier_restored',
    targetType: 'supplier',
    targetId: supplierId,
  })
  return { id: supplierId, isArchived }
}
