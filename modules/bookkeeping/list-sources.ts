import type { Tx } from '#modules/kernel/db.ts'

/** What an entry came from, and the day on which it stands in the books. */
export interface Source {
  kind: string
  sourceType: string
  sourceId: string
  postedOn: string
}

/** What the entries of some kinds between two days came from, both days included. */
export const listSources = (
  tx: Tx,
  { kinds, from, to }: { kinds: readonly string[]; from: string; to: string },
): Promise<Source[]> =>
  tx
    .selectFrom('journalEntry')
    .select(['kind', 'sourceType', 'sourceId', 'postedOn'])
    .where('kind', 'in', [...kinds])
    .where('postedOn', '>=', from)
    .where('postedOn', '<=', to)
    .execute()
