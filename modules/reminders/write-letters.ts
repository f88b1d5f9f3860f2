import { listUnmeasured } from '#modules/centre/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { dayIn } from '#modules/kernel/shared.ts'
import { type LearnerDue, listDue, listLearners } from '#modules/learning/index.ts'
import { queueMail } from '#modules/mail/index.ts'
import { REMINDING } from './choose.ts'
import {
  insertDay,
  insertReminder,
  lockLearner,
  selectChoices,
  selectReminders,
} from './repository.ts'
import { isQuiet, quietFrom } from './shared.ts'
import { isTold } from './told.ts'

/** Somebody who is written to, and what waits for them. */
export interface Reminded {
  name: string
  language: string
  due: LearnerDue
  /** Ends the letters, without an account. */
  stopUrl: string
}
export type Compose = (reminded: Reminded, centreName: string) => { subject: string; body: string }

/**
 * Writes the letters of a centre's day to whoever agreed to letters and has not heard of what is due:
 * once a day, never while it is quiet there, and one letter for what is due however often it is called.
 * A letter that has not gone out by the evening stays.
 *
 * @returns how many were written; undefined when it is quiet, or today's are written.
 */
export async function writeLetters(
  tx: Tx,
  now: Date,
  compose: Compose,
): Promise<number | undefined> {
  const centre = await tx
    .selectFrom('tenant')
    .select(['name', 'timeZone'])
    .executeTakeFirstOrThrow()
  if (isQuiet(centre.timeZone, now)) return undefined
  if (!(await insertDay(tx, dayIn(centre.timeZone, now)))) return undefined
  const expiresAt = quietFrom(centre.timeZone, now)
  let count = 0
  for (const { learner, due } of await toWrite(tx, now)) {
    // Somebody may say no at this moment: then they said it before.
    await lockLearner(tx, learner.id)
    const [choice] = await selectChoices(tx, [learner.id])
    if (choice?.channel !== 'mail' || choice.address === null) continue
    const id = newId()
    const told = { id, learnerId: learner.id, channel: 'mail', dueAt: due.dueAt, isTold: true }
    if (!(await insertReminder(tx, { ...told, at: now }))) continue
    const stopUrl = `${choice.origin ?? ''}/u/${choice.code}`
    const reminded = { name: learner.displayName ?? '', language: choice.language, due, stopUrl }
    const about = { sourceType: REMINDING, sourceId: learner.id }
    const letter = { id, toAddress: choice.address, ...compose(reminded, centre.name) }
    await queueMail(tx, { ...letter, ...about, unsubscribeUrl: stopUrl, expiresAt })
    count += 1
  }
  return count
}

/** Learners who agreed to letters, have something due, and have not heard of it. */
async function toWrite(tx: Tx, now: Date) {
  const all = await listLearners(tx)
  const choices = await selectChoices(
    tx,
    all.map(({ id }) => id),
  )
  const byMail = new Set(
    choices.filter(({ channel }) => channel === 'mail').map(({ learnerId }) => learnerId),
  )
  const learners = all.filter(({ id }) => byMail.has(id))
  const ids = learners.map(({ id }) => id)
  const off = await listUnmeasured(tx, ids)
  const isAsked = (learnerId: string, courseId: string) => !off.get(learnerId)?.has(courseId)
  const due = await listDue(tx, ids, isAsked, { now, language: 'zh-TW' })
  const told = new Map((await selectReminders(tx, ids)).map((each) => [each.learnerId, each]))
  return learners.flatMap((learner) => {
    const waiting = due.get(learner.id)
    if (!waiting || isTold(told.get(learner.id), waiting.dueAt, now)) return []
    return [{ learner, due: waiting }]
  })
}
