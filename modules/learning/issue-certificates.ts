import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { getCourse } from './catalogue.ts'
import { newCertificateCode } from './certificate-code.ts'
import { certificateRevoked, unknownCertificate } from './errors.ts'
import { answersIn, finishedAt, titlesOf } from './learned.ts'
import { listLearnEvents } from './queries.ts'
import {
  type CertificateRow,
  insertCertificates,
  insertRevocation,
  selectCertificate,
  selectCertificatesOf,
} from './repository-certificates.ts'
import { selectLearnersById } from './repository-people.ts'
import {
  type CertifiedCourse,
  type CourseLanguage,
  type CoursePack,
  type LearnEvent,
  masteryOf,
} from './shared.ts'
import { ensureSigningKey } from './signing-keys.ts'

export interface Issued {
  /** Of each certificate that is new. */
  certificateIds: string[]
  /** How many hold one already, and how many have lessons left. */
  had: number
  unfinished: number
}

/**
 * Gives everybody of a list who did all lessons of a course their certificate. Pressing it again gives
 * nobody a second one; whose certificate was taken back gets a new one.
 *
 * @throws learning.unknown_course
 */
export async function issueCertificates(
  tx: Tx,
  { courseId, learnerIds }: { courseId: string; learnerIds: readonly string[] },
): Promise<Issued> {
  const pack = getCourse(courseId, 'zh-TW')
  const people = await selectLearnersById(tx, learnerIds)
  const given = await selectCertificatesOf(tx, courseId, learnerIds)
  const events = await listLearnEvents(
    tx,
    people.map(({ id }) => id),
  )
  const latest = new Map(given.map((each) => [each.learnerId, each]))
  const without = people.filter(({ id }) => latest.get(id)?.revokedAt !== null)
  const rows = without.flatMap((person): CertificateRow[] => {
    const own = events.get(person.id) ?? []
    const at = finishedAt(pack, own)
    if (!at || person.displayName === null) return []
    return [
      {
        id: newId(),
        learnerId: person.id,
        courseId,
        edition: (latest.get(person.id)?.edition ?? 0) + 1,
        name: person.displayName,
        language: languageOf(person.language),
        course: JSON.stringify(certifiedCourse(pack, own)),
        finishedAt: at,
        code: newCertificateCode(),
      },
    ]
  })
  if (rows.length > 0) await ensureSigningKey(tx)
  const fresh = await insertCertificates(tx, rows)
  await recordIssued(tx, [...fresh], courseId)
  return {
    certificateIds: [...fresh],
    had: people.length - without.length,
    unfinished: without.length - rows.length,
  }
}

/** A paper is in a language that courses are complete in. */
const languageOf = (tag: string): CourseLanguage => (/^en\b/i.test(tag) ? 'en' : 'zh-TW')

function certifiedCourse(pack: CoursePack, events: readonly LearnEvent[]): CertifiedCourse {
  const { title, outcome } = titlesOf(pack.courseId)
  const outcomes = masteryOf(pack, answersIn(pack, events)).flatMap(({ outcomeId, isMastered }) =>
    isMastered ? [{ id: outcomeId, text: outcome(outcomeId) }] : [],
  )
  return { title, outcomes }
}

async function recordIssued(tx: Tx, ids: readonly string[], courseId: string): Promise<void> {
  if (ids.length === 0) return
  const action = 'learning.certificate_issued'
  await recordAudit(
    tx,
    ...ids.map((targetId) => ({
      action,
      targetType: 'certificate',
      targetId,
      detail: { courseId },
    })),
  )
}

/**
 * Takes a certificate back: its page says so from now on.
 * @throws learning.unknown_certificate, learning.certificate_revoked
 */
export async function revokeCertificate(
  tx: Tx,
  { certificateId, reason }: { certificateId: string; reason: string },
): Promise<null> {
  if (!(await selectCertificate(tx, certificateId))) throw unknownCertificate()
  if (!(await insertRevocation(tx, certificateId, reason))) throw certificateRevoked()
  await recordAudit(tx, {
    action: 'learning.certificate_revoked',
    targetType: 'certificate',
    targetId: certificateId,
    detail: { reason },
  })
  return null
}
