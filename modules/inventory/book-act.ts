import { type EntryInput, postEntries } from '#modules/bookkeeping/index.ts'
import type { AccountName } from '#modules/bookkeeping/shared.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { type ActRow, findAct, insertAct } from './act-repository.ts'
import { actTaken } from './errors.ts'
import { issueStock } from './issue-stock.ts'
import { requirePlaces } from './places.ts'
import { inBaseUnits } from './product-units.ts'
import { timeZoneOf } from './repository.ts'
import type { GoodsLine, OwnUseForm, WasteForm } from './shared.ts'

/** Who bears what was thrown away, and what the family used. */
export const BEARERS = { waste: 'waste', own_use: 'drawings' } as const satisfies Record<
  string,
  AccountName
>
export type TakenKind = keyof typeof BEARERS

/** Throws goods away: out at what they cost, Dr goods thrown away. Pressing twice books once. */
export const throwAway = (tx: Tx, { lines, ...act }: WasteForm) =>
  takeGoods(tx, { ...act, kind: 'waste' }, lines)

/** Takes goods for the family: out at what they cost, Dr owner's drawings. */
export const takeForOwnUse = (tx: Tx, { lines, ...act }: OwnUseForm) =>
  takeGoods(tx, { ...act, reason: null, kind: 'own_use' }, lines)

/**
 * Physical stock is never refused: what is gone is gone, and a level below zero is shown to the owner.
 *
 * @throws inventory.unknown_place, inventory.act_taken, and what `inBaseUnits` throws
 */
async function takeGoods(
  tx: Tx,
  act: Pick<ActRow, 'id' | 'reason' | 'note' | 'locationId'> & { kind: TakenKind },
  lines: readonly GoodsLine[],
): Promise<{ id: string; costMinor: number }> {
  await requirePlaces(tx, [act.locationId])
  const base = await inBaseUnits(tx, lines)
  const happenedAt = new Date()
  if (!(await startAct(tx, { ...act, happenedAt }))) return { id: act.id, costMinor: 0 }
  const issued = await issueStock(
    tx,
    base.map(({ productId, quantityMilli }, sourceLine) => ({
      productId,
      quantityMilli,
      kind: act.kind,
      locationId: act.locationId ?? undefined,
      ...sourceOf(act.id, happenedAt, sourceLine),
    })),
  )
  const costMinor = issued.reduce((sum, each) => sum + each.costMinor, 0)
  await postAct(tx, act, happenedAt, [
    { account: BEARERS[act.kind], amountMinor: costMinor },
    { account: 'inventory', amountMinor: 0 - costMinor },
  ])
  return { id: act.id, costMinor }
}

/**
 * Writes an act down before anything of it is booked.
 *
 * @returns false when this very act stands already: somebody pressed twice.
 * @throws inventory.act_taken when its id is another act's.
 */
export async function startAct(
  tx: Tx,
  act: Pick<ActRow, 'id' | 'kind' | 'note' | 'happenedAt'> & Partial<ActRow>,
): Promise<boolean> {
  const none = { reason: null, locationId: null, toLocationId: null, recipeId: null }
  if (await insertAct(tx, { ...none, undoesId: null, ...act })) return true
  const before = await findAct(tx, act.id)
  if (before?.kind !== act.kind || before.undoesId !== (act.undoesId ?? null)) throw actTaken()
  return false
}

export const sourceOf = (actId: string, occurredAt: Date, sourceLine: number) => ({
  sourceType: 'stock_act',
  sourceId: actId,
  sourceLine,
  occurredAt,
})

/** Posts what an act changed, on the day of its moves. */
export async function postAct(
  tx: Tx,
  act: Pick<ActRow, 'id' | 'kind' | 'note'>,
  happenedAt: Date,
  postings: EntryInput['postings'],
  reversesId?: string,
): Promise<void> {
  await postEntries(tx, [
    {
      kind: act.kind,
      postedOn: dayIn(await timeZoneOf(tx), happenedAt),
      memo: act.note,
      sourceType: 'stock_act',
      sourceId: act.id,
      reversesId,
      postings,
    },
  ])
}
