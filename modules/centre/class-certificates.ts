import type { Tx } from '#modules/kernel/db.ts'
import { certificates } from '#modules/learning/index.ts'
import { getClass } from './queries.ts'

/**
 * Everybody of a class, and how far they are from the certificate of its course.
 * @throws centre.unknown_class
 */
export async function listClassCertificates(tx: Tx, classId: string) {
  const found = await getClass(tx, classId)
  const ids = found.members.map(({ learnerId }) => learnerId)
  const standings = await certificates.listStandings(tx, found.courseId, ids)
  const people = found.members.map(({ learnerId, displayName }) => {
    const standing = standings.get(learnerId)
    return {
      learnerId,
      name: displayName ?? '',
      isFinished: standing?.isFinished ?? false,
      certificateId: standing?.certificateId,
    }
  })
  return { courseId: found.courseId, people }
}

/**
 * Gives one learner of a class, or all of them, the certificate of its course if they did every lesson.
 * @throws centre.unknown_class
 */
export async function issueClassCertificates(
  tx: Tx,
  { classId, learnerId }: { classId: string; learnerId?: string | undefined },
): Promise<certificates.Issued> {
  const { courseId, members } = await getClass(tx, classId)
  const learnerIds = members
    .map((member) => member.learnerId)
    .filter((id) => learnerId === undefined || id === learnerId)
  return certificates.issueCertificates(tx, { courseId, learnerIds })
}
