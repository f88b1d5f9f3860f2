import type { Tx } from '#modules/kernel/db.ts'
import { unknownLearner } from './errors.ts'
import { readEventsByLearner } from './read-events.ts'
import { selectEventsOf, selectLessonEvents, selectSittings } from './repository-events.ts'
import {
  revokeDeviceRow,
  selectDevices,
  selectLearner,
  selectLearners,
  selectLearnersOfCards,
} from './repository-people.ts'
import { deletePasskeys } from './repository-phones.ts'
import { addSittings, type LearnEvent, type Sittings } from './shared.ts'

const MAX_LEARNERS = 2000

/** Everybody who learns at this centre, by name. */
export const listLearners = (tx: Tx) => selectLearners(tx, MAX_LEARNERS)

/**
 * One learner, also one who has left.
 * @throws learning.unknown_learner
 */
export async function getLearner(tx: Tx, learnerId: string) {
  const found = await selectLearner(tx, learnerId)
  if (!found) throw unknownLearner()
  return found
}

/**
 * Whose some cards are; cards of nobody here are left out.
 *
 * @param cardHashes SHA-256 of the codes on the cards, in hex; so are the keys.
 */
export async function findLearnersOfCards(tx: Tx, cardHashes: readonly string[]) {
  const hashes = [...new Set(cardHashes)].map((each) => Buffer.from(each, 'hex'))
  return new Map(
    (await selectLearnersOfCards(tx, hashes)).flatMap(({ cardHash, ...learner }) =>
      cardHash === null ? [] : [[cardHash.toString('hex'), learner] as const],
    ),
  )
}

/** Devices that learn here, the newest first. */
export const listLearnDevices = (tx: Tx) => selectDevices(tx, 500)

/** A device that is lost: it is asked nothing more and told nothing more. */
export const revokeLearnDevice = async (tx: Tx, { deviceId }: { deviceId: string }) => {
  await revokeDeviceRow(tx, deviceId)
  // Somebody's own: what it made to come back with goes along.
  await deletePasskeys(tx, { deviceId })
  return null
}

/** Everything that some learners did, by learner, the oldest first. */
export async function listLearnEvents(
  tx: Tx,
  learnerIds: readonly string[],
): Promise<Map<string, LearnEvent[]>> {
  return readEventsByLearner(await selectEventsOf(tx, learnerIds))
}

/** What some learners did in one lesson since an instant. */
export async function listLessonEvents(
  tx: Tx,
  lesson: { courseId: string; lessonId: string; since: Date; learnerIds: readonly string[] },
): Promise<Map<string, LearnEvent[]>> {
  return readEventsByLearner(await selectLessonEvents(tx, lesson))
}

/** How far some learners are with the questions around a course; whoever did nothing is left out. */
export async function listSittings(
  tx: Tx,
  courseId: string,
  learnerIds: readonly string[],
): Promise<Map<string, Sittings>> {
  const events = readEventsByLearner(await selectSittings(tx, courseId, learnerIds))
  return new Map([...events].map(([learnerId, own]) => [learnerId, addSittings({}, own)]))
}
