import type { Tx } from '#modules/kernel/db.ts'

/** The closing of a year that holds: made, and not taken back. */
export const findClosing = (tx: Tx, end: string) =>
  tx
    .selectFrom('journalEntry as e')
    .select('e.id')
    .where('e.sourceType', '=', 'year_end')
    .where('e.kind', '=', 'year_end_close')
    .where('e.postedOn', '=', end)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('journalEntry as r').select('r.id').whereRef('r.reversesId', '=', 'e.id'),
        ),
      ),
    )
    .executeTakeFirst()

/** Whether a return that covers a day was filed after an entry was made. */
export async function hasFiledSince(tx: Tx, day: string, entryId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('periodLock')
    .select('id')
    .where('kind', '=', 'hard')
    .where('through', '>=', day)
    .where('createdAt', '>', ({ selectFrom }) =>
      selectFrom('journalEntry').select('createdAt').where('id', '=', entryId),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
