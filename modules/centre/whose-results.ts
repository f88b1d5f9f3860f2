import type { Tx } from '#modules/kernel/db.ts'
import type { Whose } from '#modules/learning/index.ts'
import { getClass } from './queries.ts'

/**
 * Whose results a report is about: those of a class, or everybody's.
 * @throws centre.unknown_class
 */
export async function whoseResults(tx: Tx, classId: string | undefined): Promise<Whose> {
  if (!classId) return 'everybody'
  const { members } = await getClass(tx, classId)
  return members.map(({ learnerId }) => learnerId)
}
