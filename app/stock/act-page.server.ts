import type { Edge } from '#app/server/edge.server.ts'
import { languageOf } from '#app/server/preferences.server.ts'
import { textsFor } from '#app/server/texts.ts'
import { places } from '#modules/inventory/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'

/** What every form about goods needs: an id for what will be written down, and where goods can lie. */
export async function loadActPage(
  tx: Tx,
  edge: Edge,
  title: 'stock:do.waste' | 'stock:do.ownUse' | 'stock:do.carry' | 'stock:do.make',
) {
  return {
    // Made here, so that pressing twice before the answer books once.
    id: newId(),
    places: await listOpenPlaces(tx),
    title: textsFor(languageOf(edge.request)).t(title),
  }
}

/** Places that goods can be brought to. */
export async function listOpenPlaces(tx: Tx): Promise<{ id: string; name: string }[]> {
  const all = await places.listPlaces(tx)
  return all.filter((each) => each.archivedAt === null).map(({ id, name }) => ({ id, name }))
}

/** Where one is sent after something was written down: to what it says, with a word of it. */
export const toAct = ({ id }: { id: string }, { membership }: Edge): string =>
  `/${membership.slug}/stock/changes/${id}?done=1`
