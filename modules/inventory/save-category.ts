import { sql } from 'kysely'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { type CategoryForm, type CategoryInput, foldForSearch } from './shared.ts'

/** Creates or changes a category. Repeating it changes nothing more. */
export async function saveCategory(tx: Tx, input: CategoryInput): Promise<{ id: string }> {
  const { id, name, pictogram, position } = input
  const fields = { name, names: JSON.stringify(input.names), pictogram, position }
  await tx
    .insertInto('category')
    .values({ id, ...fields })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'id'])
        .doUpdateSet({ ...fields, archivedAt: null, updatedAt: sql<Date>`clock_timestamp()` }),
    )
    .execute()
  return { id }
}

/**
 * Changes a category's name, and whether scammers make people buy what is in it; a new one stands
 * behind the others. Repeating it changes nothing more.
 */
export async function changeCategory(tx: Tx, input: CategoryForm): Promise<{ id: string }> {
  const { id, name, isScamProne } = input
  await tx
    .insertInto('category')
    .values({
      id,
      name,
      isScamProne,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from category)`,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'id'])
        .doUpdateSet({ name, isScamProne, updatedAt: sql<Date>`clock_timestamp()` }),
    )
    .execute()
  return { id }
}

/**
 * The ids of categories by name, whatever their case and width; those that are not there yet are
 * made, behind the others. The map's keys are folded with `foldForSearch`.
 */
export async function findOrMakeCategories(
  tx: Tx,
  names: readonly string[],
): Promise<{ ids: Map<string, string>; madeCount: number }> {
  const wanted = new Map(names.map((name) => [foldForSearch(name), name]))
  if (wanted.size === 0) return { ids: new Map(), madeCount: 0 }
  const rows = await tx
    .selectFrom('category')
    .select(['id', 'name', 'position'])
    .where('archivedAt', 'is', null)
    .execute()
  const ids = new Map(rows.map((row) => [foldForSearch(row.name), row.id]))
  const fresh = [...wanted].filter(([folded]) => !ids.has(folded))
  const last = Math.max(0, ...rows.map((row) => row.position))
  const made = fresh.map(([folded, name], index) => ({ folded, name, id: newId(), index }))
  if (made.length > 0) {
    await tx
      .insertInto('category')
      .values(made.map(({ id, name, index }) => ({ id, name, position: last + 1 + index })))
      .execute()
  }
  for (const { folded, id } of made) ids.set(folded, id)
  return { ids, madeCount: made.length }
}
