import type { PersonTx } from '#modules/kernel/db.ts'
import type { PersonInput } from './shared.ts'

/** Changes name, language, theme or text size of the person; what is left out stays as it is. */
export async function savePreferences(
  tx: PersonTx,
  userId: string,
  change: Partial<PersonInput>,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await tx.updateTable('userAccount').set(change).where('id', '=', userId).execute()
}
