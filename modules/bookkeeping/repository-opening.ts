import type { Tx } from '#modules/kernel/db.ts'

/** The opening balances that hold: entered, and not undone. */
export const findOpening = (tx: Tx) =>
  tx
    .selectFrom('journalEntry as e')
    .select(['e.id', 'e.postedOn'])
    .where('e.sourceType', '=', 'opening_balance')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('journalEntry as r').select('r.id').whereRef('r.reversesId', '=', 'e.id'),
        ),
      ),
    )
    .executeTakeFirst()
