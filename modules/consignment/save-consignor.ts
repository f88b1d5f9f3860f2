import { sql } from 'kysely'
import { setConsigned } from '#modules/inventory/index.ts'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { changedMeanwhile, stillOwed, unknownConsignor, unknownGoods } from './errors.ts'
import { findOwners, lockConsignors, sumOwed, upsertConsignor } from './repository.ts'
import type { ConsignorForm, GoodsForm } from './shared.ts'

/**
 * Adds a neighbour or changes what is written about one. Another share holds for what is sold from now
 * on. The audit log says that it changed, never to what: a name must stay forgettable.
 *
 * @throws consignment.changed_meanwhile when somebody else saved it since it was shown.
 */
export async function saveConsignor(tx: Tx, form: ConsignorForm): Promise<{ id: string }> {
  const [before] = await lockConsignors(tx, [form.id])
  const { id, name, phone, note, keep: keepBp, shownChangedAt } = form
  if (before && shownChangedAt && before.updatedAt.toISOString() !== shownChangedAt) {
    throw changedMeanwhile()
  }
  await upsertConsignor(tx, { id, name, phone, note, keepBp })
  await recordAudit(tx, {
    action: before ? 'consignment.consignor_changed' : 'consignment.consignor_added',
    targetType: 'consignor',
    targetId: id,
    detail: { keepBp },
  })
  return { id }
}

/**
 * Puts a neighbour away, or back.
 *
 * @throws consignment.unknown_consignor, consignment.still_owed while something is owed either way
 */
export async function archiveConsignor(
  tx: Tx,
  { consignorId, isArchived }: { consignorId: string; isArchived: boolean },
): Promise<{ id: string }> {
  const [consignor] = await lockConsignors(tx, [consignorId])
  if (!consignor) throw unknownConsignor()
  if (isArchived && (await sumOwed(tx, consignorId)) !== 0) throw stillOwed(consignor.name)
  await tx
    .updateTable('consignor')
    .set({ archivedAt: isArchived ? sql<Date>`clock_timestamp()` : null })
    .where('id', '=', consignorId)
    .execute()
  await recordAudit(tx, {
    action: isArchived ? 'consignment.consignor_archived' : 'consignment.consignor_restored',
    targetType: 'consignor',
    targetId: consignorId,
  })
  return { id: consignorId }
}

/**
 * Gives one product a share of its own from now on, or ends that it is this neighbour's.
 *
 * @throws consignment.unknown_consignor, consignment.unknown_goods,
 *   inventory.consigned_goods_left while some of it lies there
 */
export async function changeGoods(tx: Tx, form: GoodsForm): Promise<{ id: string }> {
  const [consignor] = await lockConsignors(tx, [form.consignorId])
  if (!consignor) throw unknownConsignor()
  const [own] = await findOwners(tx, [form.productId])
  if (own?.consignorId !== consignor.id) throw unknownGoods()
  if (form.act === 'end') await setConsigned(tx, [form.productId], false)
  const isSame = form.act === 'keep' && own.keepBp === form.keep
  if (isSame) return { id: consignor.id }
  // What was sold until now keeps its share: it ends here, and the next one begins at once.
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(tx)
  const now = rows[0]?.now ?? new Date()
  await tx.updateTable('consignedProduct').set({ until: now }).where('id', '=', own.id).execute()
  if (form.act === 'keep') {
    await tx
      .insertInto('consignedProduct')
      .values({
        id: newId(),
        productId: form.productId,
        consignorId: consignor.id,
        keepBp: form.keep,
        since: now,
      })
      .execute()
  }
  await recordAudit(tx, {
    action: form.act === 'end' ? 'consignment.goods_ended' : 'consignment.share_changed',
    targetType: 'product',
    targetId: form.productId,
    detail: { consignorId: consignor.id, keepBp: form.keep },
  })
  return { id: consignor.id }
}
