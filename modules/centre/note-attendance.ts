import type { Tx } from '#modules/kernel/db.ts'
import { unknownClass } from './errors.ts'
import { insertAttendance, selectClass, selectEverListed } from './repository.ts'

export interface NotedAttendance {
  /** Made by the device that notes it: sent again it is the same note. */
  id: string
  learnerId: string
  isThere: boolean
  how: 'tap' | 'card' | 'signed_in'
  /** When it was noted, which may be hours before it arrives. */
  at: Date
}

/**
 * Notes who is there; the last note of a learner holds. A note about somebody who never was on the list
 * is left out, so that one of them does not keep the others waiting on a device. A clock that is ahead
 * counts as now: a later correction still comes after it.
 * @throws centre.unknown_class
 */
export async function noteAttendance(
  tx: Tx,
  { classId, notes }: { classId: string; notes: readonly NotedAttendance[] },
): Promise<{ left: string[] }> {
  if (!(await selectClass(tx, classId))) throw unknownClass()
  const listed = await selectEverListed(tx, classId)
  const isListed = ({ learnerId }: NotedAttendance) => listed.has(learnerId)
  const now = Date.now()
  await insertAttendance(
    tx,
    notes.filter(isListed).map((note) => {
      const at = new Date(Math.min(note.at.getTime(), now))
      return { ...note, at, classId }
    }),
  )
  return { left: notes.filter((note) => !isListed(note)).map(({ id }) => id) }
}
