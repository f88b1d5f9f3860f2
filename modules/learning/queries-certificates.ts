import { database, inTenant, type Tx } from '#modules/kernel/db.ts'
import { type BadgeIssuer, signBadge } from './badge.ts'
import { getCourse } from './catalogue.ts'
import { readCertificateCode } from './certificate-code.ts'
import { unknownCertificate } from './errors.ts'
import { finishedAt } from './learned.ts'
import { listLearnEvents } from './queries.ts'
import {
  findCertificateOfCode,
  selectCertificate,
  selectCertificates,
  selectCertificatesOf,
} from './repository-certificates.ts'
import type { Certificate } from './shared.ts'

type Row = Awaited<ReturnType<typeof selectCertificates>>[number]

/** Only `issueCertificates` writes these columns, from values of these types. */
function certificateOf({ edition: _, ...row }: Row): Certificate {
  return {
    ...row,
    language: row.language === 'en' ? 'en' : 'zh-TW',
    course: row.course as unknown as Certificate['course'],
  }
}

const MOST_LISTED = 500

/** The certificates of a centre, the newest first; a list is no place for what opens them. */
export const listCertificates = async (tx: Tx): Promise<Omit<Certificate, 'code'>[]> =>
  (await selectCertificates(tx, MOST_LISTED)).map((row) => {
    const { code: _, ...shown } = certificateOf(row)
    return shown
  })

/** @throws learning.unknown_certificate */
export async function getCertificate(tx: Tx, id: string): Promise<Certificate> {
  const row = await selectCertificate(tx, id)
  if (!row) throw unknownCertificate()
  return certificateOf(row)
}

/** How far each of some learners is from the certificate of a course. */
export async function listStandings(tx: Tx, courseId: string, learnerIds: readonly string[]) {
  const pack = getCourse(courseId, 'zh-TW')
  const events = await listLearnEvents(tx, learnerIds)
  const given = await selectCertificatesOf(tx, courseId, learnerIds)
  const valid = new Map(
    given.flatMap((each) => (each.revokedAt === null ? [[each.learnerId, each.id] as const] : [])),
  )
  return new Map(
    learnerIds.map((id) => [
      id,
      {
        isFinished: finishedAt(pack, events.get(id) ?? []) !== undefined,
        certificateId: valid.get(id),
      },
    ]),
  )
}

/** What whoever holds a certificate's code may see. */
export type OpenedCertificate =
  | { state: 'unknown' }
  | { state: 'genuine' | 'revoked'; certificate: Certificate; centre: Centre }
interface Centre {
  id: string
  name: string
  calendar: 'roc' | 'gregory'
  timeZone: string
}

/** Opens the certificate of a code, without an account: who has the paper may see what it says. */
export async function openCertificate(typed: string): Promise<OpenedCertificate> {
  const found = await findByCode(typed)
  if (!found) return { state: 'unknown' }
  const { tenantId, certificateId } = found
  return inTenant({ tenantId, userId: null }, 'read only', (tx) => openIn(tx, certificateId))
}

async function findByCode(typed: string) {
  const code = readCertificateCode(typed)
  return code === undefined ? undefined : findCertificateOfCode(database(), code)
}

async function openIn(tx: Tx, certificateId: string): Promise<OpenedCertificate> {
  const row = await selectCertificate(tx, certificateId)
  if (!row) return { state: 'unknown' }
  return {
    state: row.revokedAt === null ? 'genuine' : 'revoked',
    certificate: certificateOf(row),
    centre: await getCentre(tx),
  }
}

/** The centre as its papers name it. */
export async function getCentre(tx: Tx): Promise<Centre> {
  const { id, name, calendar, timeZone } = await tx
    .selectFrom('tenant')
    .select(['id', 'name', 'calendar', 'timeZone'])
    .executeTakeFirstOrThrow()
  return { id, name, calendar: calendar === 'gregory' ? 'gregory' : 'roc', timeZone }
}

/** The signed badge of a code; undefined where there is none, or it was taken back. */
export async function openBadge(
  typed: string,
  words: Pick<BadgeIssuer, 'origin' | 'criteria'>,
): Promise<string | undefined> {
  const found = await findByCode(typed)
  if (!found) return undefined
  const { tenantId, certificateId } = found
  return inTenant({ tenantId, userId: null }, 'read only', async (tx) => {
    const opened = await openIn(tx, certificateId)
    if (opened.state !== 'genuine') return undefined
    return signBadge(tx, opened.certificate, { ...words, tenantId, name: opened.centre.name })
  })
}
