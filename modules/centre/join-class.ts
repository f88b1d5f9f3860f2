import type { Tx } from '#modules/kernel/db.ts'
import { addLearnDevice, addLearner } from '#modules/learning/index.ts'
import { enrolLearner } from './plan-class.ts'

/**
 * Somebody joins an open class with their own phone: a learner, a place on the list, and a device that
 * is theirs alone. The edge has found the class by its code and counts the tries.
 *
 * @param input `requestId` names the learner, so that a second press makes nobody new.
 * @throws centre.unknown_class, centre.class_closed
 */
export async function joinClass(
  tx: Tx,
  tenantId: string,
  input: { classId: string; displayName: string; language: string; requestId: string },
): Promise<{ token: string; learnerId: string }> {
  const { classId, displayName, language, requestId } = input
  const { id: learnerId } = await addLearner(tx, { id: requestId, displayName, language })
  await enrolLearner(tx, { classId, learnerId, how: 'code' })
  const { token } = await addLearnDevice(tx, tenantId, { name: displayName, learnerId })
  return { token, learnerId }
}
