import type { Tx } from '#modules/kernel/db.ts'
import { getLearner } from '#modules/learning/index.ts'
import { selectAllReminders, selectHistory } from './repository.ts'
import { readChannel } from './shared.ts'

/**
 * How somebody wants to be told, and everything that they ever said of it, the newest first.
 * @throws learning.unknown_learner
 */
export async function getReminderChoice(tx: Tx, learnerId: string) {
  await getLearner(tx, learnerId)
  const history = (await selectHistory(tx, learnerId)).map((row) => ({
    ...row,
    channel: readChannel(row.channel),
  }))
  return { current: history[0], history }
}

/** All of it, and when they were told, for themselves. */
export async function exportReminders(tx: Tx, learnerId: string) {
  const choices = (await selectHistory(tx, learnerId)).map(({ notedByName: _, ...row }) => row)
  return { choices, told: await selectAllReminders(tx, learnerId) }
}
