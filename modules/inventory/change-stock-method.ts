import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { writeSetting } from '#modules/kernel/settings.ts'
import { coverLevels } from './cover-levels.ts'
import { dropLayers } from './layer-repository.ts'
import { isLayeredNow, lockAllLevels, setLayered } from './level-repository.ts'
import { stockMethod } from './settings.ts'
import type { StockMethod } from './shared-stock.ts'

/**
 * Changes how stock is valued, from now on. What lies there keeps its value to the dollar, so
 * nothing is posted: for first in, first out it is laid over the newest receipts, and for the
 * moving average the layers become one value again.
 *
 * @returns false when it was valued so already.
 */
export async function changeStockMethod(tx: Tx, method: StockMethod): Promise<boolean> {
  // The levels first: a sale at the same moment comes wholly before the change, or after it.
  const levels = await lockAllLevels(tx)
  const isLayered = method === 'fifo'
  if ((await isLayeredNow(tx)) === isLayered) return false
  await writeSetting(tx, stockMethod, method)
  const ids = levels.map((each) => each.productId)
  await dropLayers(tx, ids)
  if (isLayered) await coverLevels(tx, levels)
  await setLayered(tx, ids, isLayered)
  await recordAudit(tx, {
    action: 'inventory.stock_method_changed',
    targetType: 'setting',
    targetId: stockMethod.key,
    detail: { method },
  })
  return true
}

/** When the shop chose how it values stock, the newest first; nothing when it never did. */
export async function listMethodChanges(
  tx: Tx,
): Promise<{ method: StockMethod; validFrom: Date }[]> {
  const rows = await tx
    .selectFrom('tenantSetting')
    .select(['value', 'validFrom'])
    .where('key', '=', stockMethod.key)
    .orderBy('validFrom', 'desc')
    .limit(20)
    .execute()
  return rows.map(({ value, validFrom }) => ({
    method: stockMethod.shape.parse(value),
    validFrom,
  }))
}
