import { listUnmeasured } from '#modules/centre/index.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { type LearnerDue, listDue, listLearners } from '#modules/learning/index.ts'
import { listMailStates } from '#modules/mail/index.ts'
import { selectChoices, selectReminders } from './repository.ts'
import { type Channel, readChannel } from './shared.ts'
import { isTold } from './told.ts'

/** A learner for whom something waits, and how they want to hear of it. */
export interface DueLearner extends LearnerDue {
  learnerId: string
  name: string
  language: string
  /** Undefined: nobody has asked them yet. */
  channel: Channel | undefined
  /** They know of it: since when, by whom or by which letter. */
  told: { at: Date; byName: string | null; channel: Channel } | undefined
  /** Why their last letter did not reach them: then a person tells them. */
  trouble: LetterTrouble | undefined
}

/** What can have become of a letter that nobody got. */
export const LETTER_TROUBLES = ['failed', 'stopped', 'kept'] as const
export type LetterTrouble = (typeof LETTER_TROUBLES)[number]

/**
 * For whom something waits, whoever does not know it first, then by how long it has waited. Whoever said
 * that they do not want to be told is counted, and not named.
 */
export async function listDueLearners(
  tx: Tx,
  now: Date,
  language: string,
): Promise<{ learners: DueLearner[]; declined: number }> {
  const all = await listLearners(tx)
  const ids = all.map(({ id }) => id)
  const choices = new Map((await selectChoices(tx, ids)).map((each) => [each.learnerId, each]))
  const off = await listUnmeasured(tx, ids)
  const isAsked = (learnerId: string, courseId: string) => !off.get(learnerId)?.has(courseId)
  const due = await listDue(tx, ids, isAsked, { now, language })
  const reminders = new Map(
    (await selectReminders(tx, [...due.keys()])).map((each) => [each.learnerId, each]),
  )
  const letters = await listMailStates(
    tx,
    [...reminders.values()].flatMap(({ id, channel }) => (channel === 'mail' ? [id] : [])),
  )
  const waiting = all.flatMap((learner): DueLearner[] => {
    const own = due.get(learner.id)
    if (!own) return []
    const choice = choices.get(learner.id)
    const last = reminders.get(learner.id)
    const trouble = LETTER_TROUBLES.find((each) => last && letters.get(last.id) === each)
    const { id: learnerId, displayName, language: speaks } = learner
    return [
      {
        ...own,
        learnerId,
        name: displayName ?? '',
        language: speaks,
        channel: choice && readChannel(choice.channel),
        told:
          last && !trouble && isTold(last, own.dueAt, now)
            ? { at: last.at, byName: last.notedByName, channel: readChannel(last.channel) }
            : undefined,
        trouble,
      },
    ]
  })
  const learners = waiting.filter(({ channel }) => channel !== 'none')
  return { learners: learners.sort(byNeed), declined: waiting.length - learners.length }
}

const byNeed = (a: DueLearner, b: DueLearner): number =>
  Number(a.told !== undefined) - Number(b.told !== undefined) ||
  a.since.getTime() - b.since.getTime()
