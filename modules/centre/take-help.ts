import type { Tx } from '#modules/kernel/db.ts'
import { notListed, unknownClass } from './errors.ts'
import { selectClass, selectEverListed } from './repository.ts'
import { insertHelpTaken } from './repository-help.ts'

/**
 * A trainer is on the way to somebody, and the others see it.
 *
 * @param input `id` is made by the page: a second press is the same way.
 * @throws centre.unknown_class, centre.not_listed
 */
export async function takeHelp(
  tx: Tx,
  input: { id: string; classId: string; learnerId: string },
): Promise<null> {
  if (!(await selectClass(tx, input.classId))) throw unknownClass()
  const listed = await selectEverListed(tx, input.classId)
  if (!listed.has(input.learnerId)) throw notListed()
  await insertHelpTaken(tx, input)
  return null
}
