import { createHash } from 'node:crypto'
import { listCategories, stocktakes } from '#modules/inventory/index.ts'
import { COUNT_EVENT, COUNT_SCHEMA_VERSION, type CountMode } from '#modules/inventory/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'

/** How far from the books somebody counts a product, in pieces; the others of its category agree. */
type Found = Record<string, number>

/** One stocktake that was booked, and one that two people are counting. */
export async function countDemoGoods(tx: Tx): Promise<void> {
  const household = await open(tx, '十一月日用品盤點', '日用品', 'blind')
  await count(tx, household, '林小英', { 肥皂: -1, 洗衣粉: 1 }, 100)
  const { review } = await stocktakes.getStocktake(tx, household)
  await stocktakes.postStocktake(tx, {
    stocktakeId: household,
    id: newId(),
    uncounted: 'leave',
    seen: review?.entryCount ?? 0,
  })
  const drinks = await open(tx, '飲料櫃', '飲料', 'guided')
  await count(tx, drinks, '林小英', { '茶葉 150 克': -2 }, 2)
  await count(tx, drinks, '陳美玉', {}, 1)
}

async function open(tx: Tx, name: string, category: string, mode: CountMode): Promise<string> {
  const found = (await listCategories(tx)).find((each) => each.name === category)
  const { id } = await stocktakes.openStocktake(tx, {
    id: newId(),
    name,
    mode,
    locationId: null,
    scope: found ? 'some' : 'whole',
    category: found ? [found.id] : [],
  })
  return id
}

/** Somebody counts what nobody has counted yet, up to so many products. */
async function count(
  tx: Tx,
  stocktakeId: string,
  who: string,
  found: Found,
  most: number,
): Promise<void> {
  const { review } = await stocktakes.getStocktake(tx, stocktakeId)
  const missed = [...(review?.uncounted ?? [])].sort(
    (a, b) => Math.abs(found[b.name] ?? 0) - Math.abs(found[a.name] ?? 0),
  )
  const deviceId = newId()
  const now = new Date()
  const events = missed.slice(0, most).map(({ productId, name, expectedMilli }, index) => {
    const quantityMilli = Math.max(expectedMilli + (found[name] ?? 0) * 1000, 0)
    const body = { deviceId, turn: index + 1, who, shelf: '', productId, how: 'add', quantityMilli }
    return {
      eventId: newId(),
      seq: index + 1,
      type: COUNT_EVENT,
      schemaVersion: COUNT_SCHEMA_VERSION,
      body,
      hash: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
      prevHash: '0'.repeat(64),
      wallAt: now.toISOString(),
    }
  })
  const batch = { journalId: newId(), sentAt: now.toISOString(), events }
  await stocktakes.ingestCounts(tx, stocktakeId, batch, now)
}
