import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { hashSecret, newId, newSecret } from '#modules/kernel/ids.ts'
import { findStocktake, insertEnd, insertKey, insertStocktake } from './count-repository.ts'
import { countTokenOf } from './count-token.ts'
import { stocktakeEnded, stocktakeTaken, unknownCategory, unknownStocktake } from './errors.ts'
import { requirePlaces } from './places.ts'
import { listCategories } from './queries.ts'
import type { StocktakeForm } from './shared.ts'

/**
 * Opens a stocktake: from now on phones can be let in. Pressing twice opens one.
 *
 * @throws inventory.unknown_place, inventory.unknown_category, inventory.stocktake_taken
 */
export async function openStocktake(tx: Tx, form: StocktakeForm): Promise<{ id: string }> {
  const { id, name, mode, locationId } = form
  const isWhole = form.scope === 'whole'
  const categoryIds = isWhole ? [] : [...new Set(form.category)]
  await requirePlaces(tx, [locationId])
  const known = new Set((await listCategories(tx)).map((category) => category.id))
  if (categoryIds.some((each) => !known.has(each))) throw unknownCategory()
  if (!(await insertStocktake(tx, { id, name, mode, locationId, isWhole }, categoryIds))) {
    const before = await findStocktake(tx, id)
    if (before?.name !== name || before.mode !== mode) throw stocktakeTaken()
    return { id }
  }
  await recordAudit(tx, {
    action: 'inventory.stocktake_opened',
    targetType: 'stocktake',
    targetId: id,
    detail: { name, mode },
  })
  return { id }
}

/**
 * Makes a key that lets phones in, as many as are shown it, until the stocktake ends. Its secret is
 * told once and kept nowhere, so whoever wants to show it again makes another; the former ones stay.
 *
 * @throws inventory.unknown_stocktake, inventory.stocktake_ended
 */
export async function letPhonesIn(
  tx: Tx,
  tenantId: string,
  stocktakeId: string,
): Promise<{ token: string }> {
  await requireOpen(tx, stocktakeId, 'share')
  const keyId = newId()
  const secret = newSecret()
  await insertKey(tx, { id: keyId, stocktakeId, secretHash: hashSecret(secret) })
  return { token: countTokenOf({ tenantId, keyId, secret }) }
}

/**
 * Ends a stocktake without booking anything. What was counted stays to be read.
 *
 * @throws inventory.unknown_stocktake, inventory.stocktake_ended when it was posted
 */
export async function dropStocktake(tx: Tx, stocktakeId: string): Promise<{ id: string }> {
  const stocktake = await findStocktake(tx, stocktakeId, 'update')
  if (!stocktake) throw unknownStocktake()
  if (stocktake.end?.how === 'dropped') return { id: stocktakeId }
  if (stocktake.end) throw stocktakeEnded()
  await insertEnd(tx, { stocktakeId, how: 'dropped', uncounted: null, actId: null })
  await recordAudit(tx, {
    action: 'inventory.stocktake_dropped',
    targetType: 'stocktake',
    targetId: stocktakeId,
    detail: { name: stocktake.name },
  })
  return { id: stocktakeId }
}

/** One that has not ended. @throws inventory.unknown_stocktake, inventory.stocktake_ended */
export async function requireOpen(tx: Tx, stocktakeId: string, lock: 'share' | 'update') {
  const stocktake = await findStocktake(tx, stocktakeId, lock)
  if (!stocktake) throw unknownStocktake()
  if (stocktake.end) throw stocktakeEnded()
  return stocktake
}
