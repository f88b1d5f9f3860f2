import { sql } from 'kysely'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { placeNotEmpty, placeTaken, unknownPlace } from './errors.ts'
import type { PlaceForm, PlaceKind } from './shared.ts'

/** A place other than the shop floor, which needs no row. */
export interface Place {
  id: string
  name: string
  kind: PlaceKind
  archivedAt: Date | null
  /** Products of which anything, or less than nothing, lies there. */
  productCount: number
}

const MAX_PLACES = 50

/** Places in use by name; those that were put away at the end. */
export async function listPlaces(tx: Tx): Promise<Place[]> {
  return tx
    .selectFrom('stockLocation as s')
    .select([
      's.id',
      's.name',
      sql<PlaceKind>`s.kind`.as('kind'),
      's.archivedAt',
      sql<number>`(select count(*) from location_level l
        where l.location_id = s.id and l.quantity_milli <> 0)`.as('productCount'),
    ])
    .orderBy(sql`s.archived_at is not null`)
    .orderBy('s.name')
    .orderBy('s.id')
    .limit(MAX_PLACES)
    .execute()
}

/** Adds a place or changes its name. @throws inventory.place_taken */
export async function savePlace(tx: Tx, { id, name, kind }: PlaceForm): Promise<{ id: string }> {
  const other = await tx
    .selectFrom('stockLocation')
    .select('id')
    .where('name', '=', name)
    .where('id', '<>', id)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  if (other) throw placeTaken(name)
  await tx
    .insertInto('stockLocation')
    .values({ id, name, kind })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'id']).doUpdateSet({ name, kind, archivedAt: null }),
    )
    .execute()
  await recordAudit(tx, {
    action: 'inventory.place_saved',
    targetType: 'stock_location',
    targetId: id,
    detail: { name, kind },
  })
  return { id }
}

/**
 * Puts a place away: nothing is carried there any more, and its history stays.
 *
 * @throws inventory.unknown_place; inventory.place_not_empty while goods lie there.
 */
export async function archivePlace(tx: Tx, { placeId }: { placeId: string }) {
  const place = await tx
    .selectFrom('stockLocation')
    .select('name')
    .where('id', '=', placeId)
    .forUpdate()
    .executeTakeFirst()
  if (!place) throw unknownPlace()
  const goods = await tx
    .selectFrom('locationLevel')
    .select('productId')
    .where('locationId', '=', placeId)
    .where('quantityMilli', '<>', 0)
    .limit(1)
    .executeTakeFirst()
  if (goods) throw placeNotEmpty(place.name)
  await tx
    .updateTable('stockLocation')
    .set({ archivedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', placeId)
    .execute()
  await recordAudit(tx, {
    action: 'inventory.place_archived',
    targetType: 'stock_location',
    targetId: placeId,
    detail: { name: place.name },
  })
  return { id: placeId }
}

/**
 * Refuses a place that is not there or was put away; null, the shop floor, always is. Whoever brings
 * goods there holds it, so that nobody puts it away meanwhile.
 *
 * @throws inventory.unknown_place
 */
export async function requirePlaces(tx: Tx, ids: readonly (string | null)[]): Promise<void> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))]
  if (wanted.length === 0) return
  const found = await tx
    .selectFrom('stockLocation')
    .select('id')
    .where('id', 'in', wanted)
    .where('archivedAt', 'is', null)
    .forKeyShare()
    .execute()
  if (found.length < wanted.length) throw unknownPlace()
}
