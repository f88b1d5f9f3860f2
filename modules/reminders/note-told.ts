import type { Tx } from '#modules/kernel/db.ts'
import { getLearner } from '#modules/learning/index.ts'
import { insertReminder, lockLearner, selectChoices } from './repository.ts'

/**
 * Notes that a person told a learner of what is due, or that they did not after all. Pressed twice it is
 * one note.
 * @throws learning.unknown_learner
 */
export async function noteTold(
  tx: Tx,
  note: { id: string; learnerId: string; dueAt: Date; isTold: boolean },
  at: Date,
): Promise<null> {
  await getLearner(tx, note.learnerId)
  await lockLearner(tx, note.learnerId)
  const [choice] = await selectChoices(tx, [note.learnerId])
  const channel = choice?.channel === 'paper' ? 'paper' : 'trainer'
  await insertReminder(tx, { ...note, channel, at })
  return null
}
