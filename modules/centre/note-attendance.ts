import type { Tx } from '#modules/kernel/db.ts'
import { unknownClass } from './errors.ts'
import { insertAttendance, selectClass } from './repository.ts'

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
 * Notes who is there; the last note of a learner holds.
 * @throws centre.unknown_class
 */
export async function noteAttendance(
  tx: Tx,
  { classId, notes }: { classId: string; notes: readonly NotedAttendance[] },
): Promise<null> {
  if (!(await selectClass(tx, classId))) throw unknownClass()
  await insertAttendance(
    tx,
    notes.map((note) => ({ ...note, classId })),
  )
  return null
}
