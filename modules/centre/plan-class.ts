import { randomInt } from 'node:crypto'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { findClassOfCode, getCourse, getLearner } from '#modules/learning/index.ts'
import { classClosed, unknownClass, unknownLesson, unknownVenue } from './errors.ts'
import {
  type ClassRow,
  endMember,
  insertClass,
  insertMembers,
  insertVenue,
  selectClass,
  selectVenues,
  updateClass,
} from './repository.ts'

/**
 * Plans a class: one lesson, a place, a time. Sending the same id twice plans one.
 * @throws learning.unknown_course, centre.unknown_lesson, centre.unknown_venue
 */
export async function planClass(tx: Tx, row: ClassRow): Promise<{ id: string }> {
  const { lessons } = getCourse(row.courseId, 'zh-TW')
  if (!lessons.some(({ id }) => id === row.lessonId)) throw unknownLesson()
  const venues = row.venueId === null ? [] : await selectVenues(tx)
  if (row.venueId !== null && !venues.some(({ id }) => id === row.venueId)) throw unknownVenue()
  await insertClass(tx, row)
  return { id: row.id }
}

/** Adds a place where classes are. */
export async function addVenue(
  tx: Tx,
  { id = newId(), name, address = null }: { id?: string; name: string; address?: string | null },
): Promise<{ id: string }> {
  await insertVenue(tx, { id, name, address })
  return { id }
}

/** How often a code is drawn until it is one that no open class has. */
const MOST_DRAWS = 20

/**
 * Opens a class: its learners can sign in on the centre's devices, and phones can join by its code.
 * Opening it again gives it another code.
 * @throws centre.unknown_class
 */
export async function openClass(
  tx: Tx,
  { classId }: { classId: string },
): Promise<{ joinCode: string }> {
  const found = await selectClass(tx, classId)
  if (!found) throw unknownClass()
  let joinCode = ''
  for (let draws = 0; draws < MOST_DRAWS; draws += 1) {
    joinCode = String(randomInt(0, 1_000_000)).padStart(6, '0')
    if ((await findClassOfCode(joinCode)) === undefined) break
  }
  await updateClass(tx, classId, {
    joinCode,
    openedAt: found.openedAt ?? new Date(),
    closedAt: null,
  })
  await recordAudit(tx, { action: 'centre.class_opened', targetType: 'class', targetId: classId })
  return { joinCode }
}

/**
 * Ends a class: nobody signs in or joins any more. What waits on devices still arrives.
 * @throws centre.unknown_class
 */
export async function closeClass(tx: Tx, { classId }: { classId: string }): Promise<null> {
  const isKnown = await updateClass(tx, classId, { joinCode: null, closedAt: new Date() })
  if (!isKnown) throw unknownClass()
  await recordAudit(tx, { action: 'centre.class_closed', targetType: 'class', targetId: classId })
  return null
}

/**
 * Whether learners of a class are asked a few questions before and after its course.
 * @throws centre.unknown_class
 */
export async function measureClass(
  tx: Tx,
  { classId, isMeasured }: { classId: string; isMeasured: boolean },
): Promise<null> {
  if (!(await updateClass(tx, classId, { isMeasured }))) throw unknownClass()
  const action = isMeasured ? 'centre.class_measured' : 'centre.class_not_measured'
  await recordAudit(tx, { action, targetType: 'class', targetId: classId })
  return null
}

/**
 * Puts somebody on a class's list.
 * @throws centre.unknown_class, centre.class_closed, learning.unknown_learner
 */
export async function enrolLearner(
  tx: Tx,
  member: { classId: string; learnerId: string; how: 'trainer' | 'code' },
): Promise<null> {
  const found = await selectClass(tx, member.classId)
  if (!found) throw unknownClass()
  if (found.closedAt !== null && member.how === 'code') throw classClosed()
  const { classId, learnerId, how } = member
  await getLearner(tx, learnerId)
  await insertMembers(tx, { classId, learnerIds: [learnerId], how })
  return null
}

/** Takes somebody off a class's list; what they did there stays. */
export async function unenrolLearner(
  tx: Tx,
  { classId, learnerId }: { classId: string; learnerId: string },
): Promise<null> {
  await endMember(tx, classId, learnerId)
  return null
}
