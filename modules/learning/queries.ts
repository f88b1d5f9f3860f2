import type { Tx } from '#modules/kernel/db.ts'
import { findQuestion } from './catalogue.ts'
import { unknownLearner } from './errors.ts'
import { readEventsByLearner } from './read-events.ts'
import { selectEventsOf, selectLessonEvents, selectSittings } from './repository-events.ts'
import {
  revokeDeviceRow,
  selectDevices,
  selectLearner,
  selectLearnerOfCard,
  selectLearners,
  selectLearnersById,
} from './repository-people.ts'
import { deletePasskeys } from './repository-phones.ts'
import {
  addProgress,
  addSittings,
  CASES_COURSE,
  type Due,
  firstAnswers,
  type LearnEvent,
  type LearnPerson,
  LOCKED_FOR_MS,
  NO_PROGRESS,
  PICTURE_ROUNDS,
  type Progress,
  type Sittings,
  scheduleReviews,
} from './shared.ts'

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

/** @param cardHash SHA-256 of the code on a card. */
export const findLearnerOfCard = (tx: Tx, cardHash: Buffer) => selectLearnerOfCard(tx, cardHash)

/** Devices that learn here, the newest first. */
export const listLearnDevices = (tx: Tx) => selectDevices(tx, 500)

/** A device that is lost: it is asked nothing more and told nothing more. */
export const revokeLearnDevice = async (tx: Tx, { deviceId }: { deviceId: string }) => {
  await revokeDeviceRow(tx, deviceId)
  // Somebody's own: what it made to come back with goes along.
  await deletePasskeys(tx, { deviceId })
  return null
}

/** What some learners did, by learner, the oldest first. */
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

/** People as a device is told of them: how they sign in, and how far they are. */
export async function listLearnPersons(
  tx: Tx,
  learnerIds: readonly string[],
  now: Date,
): Promise<Omit<LearnPerson, 'unmeasured'>[]> {
  const people = await selectLearnersById(tx, learnerIds)
  const events = await listLearnEvents(tx, learnerIds)
  return people.map((person) => ({
    id: person.id,
    name: person.displayName ?? '',
    tile: person.tile,
    language: person.language,
    pictures:
      person.pictureSalt && person.pictureHash
        ? { salt: person.pictureSalt, rounds: PICTURE_ROUNDS, hash: person.pictureHash }
        : null,
    cardHash: person.cardHash?.toString('base64url') ?? null,
    progress: progressOf(events.get(person.id)),
    lockedAt: lockedAtOf(events.get(person.id) ?? [], person.pictureSalt, now),
    reviews: reviewsOf(events.get(person.id) ?? [], now),
    sittings: addSittings({}, events.get(person.id) ?? []),
    answeredCases: answeredCasesOf(events.get(person.id) ?? []),
  }))
}

/** The last time that pictures were wrong too often, unless a trainer let them in since. */
function lockedAtOf(events: readonly LearnEvent[], salt: string | null, now: Date): string | null {
  const last = events.findLast(
    ({ type, body }) =>
      type === 'learner.locked_out' || (type === 'learner.signed_in' && body.how === 'trainer'),
  )
  if (last?.type !== 'learner.locked_out') return null
  const isOfThese = last.body.salt === undefined || last.body.salt === salt
  return isOfThese && now.getTime() - Date.parse(last.at) < LOCKED_FOR_MS ? last.at : null
}

/** More than a device carries of them. */
const MOST_ANSWERED_CASES = 50

const answeredCasesOf = (events: readonly LearnEvent[]): string[] =>
  [
    ...new Set(
      events.flatMap((event) =>
        event.type === 'question.answered' && event.body.courseId === CASES_COURSE
          ? [event.body.questionId]
          : [],
      ),
    ),
  ].slice(-MOST_ANSWERED_CASES)

/** A device that has no network for so long still knows what to ask. */
const AHEAD_MS = 14 * 86_400_000
const MOST_REVIEWS = 20

function reviewsOf(events: readonly LearnEvent[], now: Date): Due[] {
  const last = new Date(now.getTime() + AHEAD_MS).toISOString()
  return scheduleReviews(
    firstAnswers(events, findQuestion),
    (courseId, questionId) => findQuestion(courseId, questionId)?.about ?? 'neither',
  )
    .filter(({ dueAt }) => dueAt <= last)
    .slice(0, MOST_REVIEWS)
}

const progressOf = (events: LearnEvent[] | undefined): Progress =>
  addProgress(NO_PROGRESS, events ?? [])
