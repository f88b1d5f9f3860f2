import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import type { Level } from './cost.ts'
import { listCoveringReceipts, writeLayers } from './layer-repository.ts'
import { timeZoneOf } from './repository.ts'
import { coverWithLayers, type PastReceipt } from './shelf.ts'

/** Lays what products hold over their newest receipts. Their levels are locked and have no layers. */
export async function coverLevels(
  tx: Tx,
  levels: readonly (Level & { productId: string })[],
): Promise<void> {
  const holding = levels.filter((each) => each.quantityMilli > 0)
  if (holding.length === 0) return
  const today = dayIn(await timeZoneOf(tx), new Date())
  const receipts = await listCoveringReceipts(
    tx,
    holding.map((each) => each.productId),
  )
  const byProduct = new Map<string, PastReceipt[]>()
  for (const receipt of receipts) {
    const own = byProduct.get(receipt.productId)
    if (own) own.push(receipt)
    else byProduct.set(receipt.productId, [receipt])
  }
  const layers = holding.flatMap((level) =>
    coverWithLayers(level, byProduct.get(level.productId) ?? [], {
      id: newId(),
      receivedOn: today,
    }).map((layer) => ({ ...layer, productId: level.productId })),
  )
  await writeLayers(tx, layers, [])
}
