import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import type { ActKind, WasteReason } from './shared.ts'

export interface ActRow {
  id: string
  kind: ActKind
  reason: WasteReason | null
  note: string
  locationId: string | null
  toLocationId: string | null
  recipeId: string | null
  undoesId: string | null
  happenedAt: Date
}

/**
 * Writes an act down, once.
 *
 * @returns false when its id was used before, or what it undoes was undone by another.
 */
export async function insertAct(tx: Tx, act: ActRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('stockAct')
    .values(act)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export const findAct = (tx: Tx, id: string) =>
  tx
    .selectFrom('stockAct')
    .select([
      'id',
      sql<ActKind>`kind`.as('kind'),
      sql<WasteReason | null>`reason`.as('reason'),
      'note',
      'locationId',
      'toLocationId',
      'recipeId',
      'undoesId',
      'happenedAt',
    ])
    .where('id', '=', id)
    .executeTakeFirst()

export interface ActMove {
  id: string
  productId: string
  productName: string
  unit: string
  kind: string
  quantityMilli: number
  valueMinor: number
  locationId: string | null
  sourceLine: number
}

/** The moves of an act, in the order of its lines. */
export async function listActMoves(tx: Tx, actId: string): Promise<ActMove[]> {
  return tx
    .selectFrom('stockMove as m')
    .innerJoin('product as p', 'p.id', 'm.productId')
    .select([
      'm.id',
      'm.productId',
      'p.name as productName',
      'p.unit',
      'm.kind',
      'm.quantityMilli',
      'm.valueMinor',
      'm.locationId',
      'm.sourceLine',
    ])
    .where('m.sourceType', '=', 'stock_act')
    .where('m.sourceId', '=', actId)
    .orderBy('m.sourceLine')
    .execute()
}

/** What lies of products at places; the floor holds a level less all other places. */
export async function listPlaced(
  tx: Tx,
  productIds: readonly string[],
): Promise<{ productId: string; locationId: string; quantityMilli: number }[]> {
  return tx
    .selectFrom('locationLevel')
    .select(['productId', 'locationId', 'quantityMilli'])
    .where(sql<boolean>`product_id = any(${productIds}::uuid[])`)
    .execute()
}
