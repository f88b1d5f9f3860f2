import type { Tx } from '#modules/kernel/db.ts'
import {
  cases,
  type LearnDevice,
  listCatalogue,
  listLearnPersons,
  translations,
  voices,
} from '#modules/learning/index.ts'
import type { LearnPerson, LearnSnapshot } from '#modules/learning/shared.ts'
import { unknownClass } from './errors.ts'
import {
  selectAttendance,
  selectClass,
  selectClasses,
  selectInstant,
  selectMembers,
  selectOpenClasses,
  selectUnmeasured,
  selectVenues,
} from './repository.ts'

/** The instant of a clock at the centre: `2026-11-27T09:30` as its wall shows it. */
export const instantAt = (tx: Tx, local: string): Promise<Date> => selectInstant(tx, local)

export const listVenues = (tx: Tx) => selectVenues(tx)

/** Classes, the open ones first, then the latest. */
export const listClasses = async (tx: Tx) =>
  (await selectClasses(tx, 200)).map((row) => ({
    ...row,
    memberCount: Number(row.memberCount ?? 0),
  }))

/**
 * One class with its list and who was there.
 * @throws centre.unknown_class
 */
export async function getClass(tx: Tx, classId: string) {
  const found = await selectClass(tx, classId)
  if (!found) throw unknownClass()
  return {
    ...found,
    members: await selectMembers(tx, [classId]),
    attendance: await selectAttendance(tx, classId),
  }
}

/** What a device is told: a venue's, everybody in the open classes; somebody's own, that person. */
export async function getLearnSnapshot(
  tx: Tx,
  device: LearnDevice,
  now: Date,
): Promise<LearnSnapshot> {
  const centre = await tx
    .selectFrom('tenant')
    .select(['id', 'slug', 'name', 'locale', 'timeZone'])
    .executeTakeFirstOrThrow()
  const open = await selectOpenClasses(tx)
  const members = await selectMembers(
    tx,
    open.map(({ id }) => id),
  )
  const own = device.learnerId
  const seen = own === null ? [...new Set(members.map(({ learnerId }) => learnerId))] : [own]
  return {
    madeAt: now.toISOString(),
    centre: { id: centre.id, slug: centre.slug, name: centre.name, language: centre.locale },
    device: { id: device.deviceId, name: device.name, learnerId: own },
    classes: open
      .map((each) => ({
        id: each.id,
        title: each.title,
        courseId: each.courseId,
        lessonId: each.lessonId,
        startsAt: each.startsAt.toISOString(),
        learnerIds: members
          .filter(({ classId }) => classId === each.id)
          .map(({ learnerId }) => learnerId),
      }))
      .filter(({ learnerIds }) => own === null || learnerIds.includes(own)),
    learners: await listPersons(tx, seen, now),
    courses: listCatalogue(),
    voices: await voices.listLearnVoices(tx),
    translations: await translations.listLearnTranslations(tx),
    cases: await cases.listLearnCases(tx, centre.timeZone),
  }
}

/** Courses that learners are taught without questions around them, by learner. */
export async function listUnmeasured(
  tx: Tx,
  learnerIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  for (const { learnerId, courseId } of await selectUnmeasured(tx, learnerIds)) {
    const own = found.get(learnerId) ?? new Set()
    found.set(learnerId, own.add(courseId))
  }
  return found
}

/** People as a device is told of them, with what their classes say of them. */
async function listPersons(
  tx: Tx,
  learnerIds: readonly string[],
  now: Date,
): Promise<LearnPerson[]> {
  const people = await listLearnPersons(tx, learnerIds, now)
  const off = await listUnmeasured(tx, learnerIds)
  return people.map((person) => ({ ...person, unmeasured: [...(off.get(person.id) ?? [])] }))
}
