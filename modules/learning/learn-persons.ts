import type { Tx } from '#modules/kernel/db.ts'
import { findQuestion } from './catalogue.ts'
import { readEventsByLearner } from './read-events.ts'
import { selectLearnersById } from './repository-people.ts'
import { selectPhotosOf } from './repository-photos.ts'
import {
  type LessonStanding,
  selectDecisive,
  selectLessonStandings,
} from './repository-standing.ts'
import {
  addSittings,
  CASES_COURSE,
  type Due,
  firstAnswers,
  type LearnEvent,
  type LearnPerson,
  type LessonProgress,
  LOCKED_FOR_MS,
  lessonKey,
  PICTURE_ROUNDS,
  type Progress,
  scheduleReviews,
} from './shared.ts'

/** So many are read at once: a class is one or two readings, and a crowd fits into memory. */
const PEOPLE_AT_ONCE = 100

/** People as a device is told of them: how they sign in, and how far they are. */
export async function listLearnPersons(
  tx: Tx,
  learnerIds: readonly string[],
  now: Date,
): Promise<Omit<LearnPerson, 'unmeasured'>[]> {
  const people = await selectLearnersById(tx, learnerIds)
  const told: Omit<LearnPerson, 'unmeasured'>[] = []
  for (let from = 0; from < people.length; from += PEOPLE_AT_ONCE) {
    const some = people.slice(from, from + PEOPLE_AT_ONCE)
    const ids = some.map(({ id }) => id)
    const progress = progressByLearner(await selectLessonStandings(tx, ids))
    const photos = await selectPhotosOf(tx, ids)
    const decisive = readEventsByLearner(await selectDecisive(tx, ids))
    for (const person of some) {
      const own = decisive.get(person.id) ?? []
      told.push({
        id: person.id,
        name: person.displayName ?? '',
        tile: person.tile,
        language: person.language,
        photo: photos.get(person.id) ?? null,
        pictures:
          person.pictureSalt && person.pictureHash
            ? { salt: person.pictureSalt, rounds: PICTURE_ROUNDS, hash: person.pictureHash }
            : null,
        cardHash: person.cardHash?.toString('base64url') ?? null,
        progress: progress.get(person.id) ?? { lessons: {} },
        lockedAt: lockedAtOf(own, person.pictureSalt, now),
        reviews: reviewsOf(own, now),
        sittings: addSittings({}, own),
        answeredCases: answeredCasesOf(own),
      })
    }
  }
  return told
}

function progressByLearner(standings: readonly LessonStanding[]): Map<string, Progress> {
  const found = new Map<string, Progress>()
  for (const { learnerId, courseId, lessonId, ...standing } of standings) {
    const { openedAt, lastAt, doneAt, doneBlocks } = standing
    const progress = found.get(learnerId) ?? { lessons: {} }
    const lesson: LessonProgress = {
      openedAt: openedAt.toISOString(),
      lastAt: lastAt.toISOString(),
      doneBlocks: [...doneBlocks].sort(),
      ...(doneAt !== null && { doneAt: doneAt.toISOString() }),
    }
    progress.lessons[lessonKey(courseId, lessonId)] = lesson
    found.set(learnerId, progress)
  }
  return found
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

const answeredCasesOf = (answers: readonly LearnEvent[]): string[] =>
  [
    ...new Set(
      answers.flatMap((event) =>
        event.type === 'question.answered' && event.body.courseId === CASES_COURSE
          ? [event.body.questionId]
          : [],
      ),
    ),
  ].slice(-MOST_ANSWERED_CASES)

/** A device that has no network for so long still knows what to ask. */
const AHEAD_MS = 14 * 86_400_000
const MOST_REVIEWS = 20

function reviewsOf(answers: readonly LearnEvent[], now: Date): Due[] {
  const last = new Date(now.getTime() + AHEAD_MS).toISOString()
  return scheduleReviews(
    firstAnswers(answers, findQuestion),
    (courseId, questionId) => findQuestion(courseId, questionId)?.about ?? 'neither',
  )
    .filter(({ dueAt }) => dueAt <= last)
    .slice(0, MOST_REVIEWS)
}
