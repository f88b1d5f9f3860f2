import type { Tx } from '#modules/kernel/db.ts'
import { listPlaced } from './act-repository.ts'
import { sourceOf, startAct } from './book-act.ts'
import { notEnoughThere, samePlace } from './errors.ts'
import { type Movement, moveStock } from './move-stock.ts'
import { requirePlaces } from './places.ts'
import { type BaseLine, inBaseUnits } from './product-units.ts'
import type { CarryForm } from './shared.ts'
import { lockLevels } from './stock-repository.ts'

/**
 * Carries goods from one place to another: quantities move, and no value. Pressing twice carries once.
 *
 * @throws inventory.same_place, inventory.unknown_place; inventory.not_enough_there when less lies
 *   where they should leave; inventory.act_taken, and what `inBaseUnits` throws.
 */
export async function carryGoods(tx: Tx, form: CarryForm): Promise<{ id: string }> {
  const { id, note, locationId, toLocationId } = form
  if (locationId === toLocationId) throw samePlace()
  await requirePlaces(tx, [locationId, toLocationId])
  const lines = await inBaseUnits(tx, form.lines)
  const happenedAt = new Date()
  const act = { id, kind: 'transfer' as const, note, locationId, toLocationId, happenedAt }
  if (await startAct(tx, act)) await shift(tx, act, lines)
  return { id }
}

/** Moves lines of an act that is written down; also back again, when it is undone. */
export async function shift(
  tx: Tx,
  act: { id: string; locationId: string | null; toLocationId: string | null; happenedAt: Date },
  lines: readonly Pick<BaseLine, 'productId' | 'name' | 'quantityMilli'>[],
): Promise<void> {
  await refuseMissing(tx, act.locationId, lines)
  await moveStock(
    tx,
    lines.flatMap(({ productId, quantityMilli }, index): Movement[] => {
      const leave = sourceOf(act.id, act.happenedAt, index * 2)
      const arrive = sourceOf(act.id, act.happenedAt, index * 2 + 1)
      const move = { productId, kind: 'transfer' }
      return [
        {
          ...move,
          ...leave,
          quantityMilli: -quantityMilli,
          locationId: act.locationId ?? undefined,
        },
        { ...move, ...arrive, quantityMilli, locationId: act.toLocationId ?? undefined },
      ]
    }),
  )
}

/** Under the locks of the levels, so that two who carry the last box see each other. */
async function refuseMissing(
  tx: Tx,
  from: string | null,
  lines: readonly Pick<BaseLine, 'productId' | 'name' | 'quantityMilli'>[],
): Promise<void> {
  const ids = [...new Set(lines.map((line) => line.productId))]
  const levels = new Map((await lockLevels(tx, ids)).map((each) => [each.productId, each]))
  const placed = await listPlaced(tx, ids)
  for (const id of ids) {
    const own = lines.filter((line) => line.productId === id)
    const wantedMilli = own.reduce((sum, line) => sum + line.quantityMilli, 0)
    const elsewhere = placed.filter((each) => each.productId === id)
    const there =
      from === null
        ? elsewhere.reduce(
            (rest, each) => rest - each.quantityMilli,
            levels.get(id)?.quantityMilli ?? 0,
          )
        : (elsewhere.find((each) => each.locationId === from)?.quantityMilli ?? 0)
    if (wantedMilli > there) throw notEnoughThere(own[0]?.name ?? '', there)
  }
}
