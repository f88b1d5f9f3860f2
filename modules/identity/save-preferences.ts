import type { PersonTx } from '#modules/kernel/db.ts'
import type { PersonChange } from './shared.ts'

/** Changes what the person may change about themself: name, language, theme, text size. */
export async function savePreferences(
  tx: PersonTx,
  userId: string,
  change: PersonChange,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await tx.updateTable('userAccount').set(change).where('id', '=', userId).execute()
}
