import { sql } from 'kysely'
import type { Db, Tx } from '#modules/kernel/db.ts'

export interface CertificateRow {
  id: string
  learnerId: string
  courseId: string
  edition: number
  name: string
  language: string
  course: string
  finishedAt: Date
  code: string
}

/** @returns the ids that are new; somebody who has that edition already gets no second one. */
export async function insertCertificates(
  tx: Tx,
  rows: readonly CertificateRow[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const written = await tx
    .insertInto('certificate')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'learnerId', 'courseId', 'edition']).doNothing(),
    )
    .returning('id')
    .execute()
  return new Set(written.map(({ id }) => id))
}

const certificates = (tx: Tx) =>
  tx
    .selectFrom('certificate as c')
    .innerJoin('learner as l', (join) =>
      join.onRef('l.tenantId', '=', 'c.tenantId').onRef('l.id', '=', 'c.learnerId'),
    )
    .leftJoin('certificateRevocation as r', (join) =>
      join.onRef('r.tenantId', '=', 'c.tenantId').onRef('r.certificateId', '=', 'c.id'),
    )
    .select([
      'c.id',
      'c.learnerId',
      'c.courseId',
      'c.edition',
      'c.language',
      'c.course',
      'c.finishedAt',
      'c.issuedAt',
      'c.code',
      'r.revokedAt',
      'r.reason',
    ])
    // Whoever is forgotten is forgotten here too.
    .select(sql<string | null>`case when l.display_name is not null then c.name end`.as('name'))

export const selectCertificates = (tx: Tx, limit: number) =>
  certificates(tx).orderBy('c.issuedAt', 'desc').orderBy('c.id').limit(limit).execute()

export const selectCertificate = (tx: Tx, id: string) =>
  certificates(tx).where('c.id', '=', id).executeTakeFirst()

/** What some learners were given for a course, taken back or not; the first edition first. */
export const selectCertificatesOf = (tx: Tx, courseId: string, learnerIds: readonly string[]) =>
  learnerIds.length === 0
    ? Promise.resolve([])
    : certificates(tx)
        .where('c.courseId', '=', courseId)
        .where('c.learnerId', 'in', learnerIds)
        .orderBy('c.edition')
        .execute()

export async function insertRevocation(
  tx: Tx,
  certificateId: string,
  reason: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('certificateRevocation')
    .values({ certificateId, reason })
    .onConflict((conflict) => conflict.columns(['tenantId', 'certificateId']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function findCertificateOfCode(db: Db, code: string) {
  const { rows } = await sql<{ tenantId: string; certificateId: string }>`
    select tenant_id, certificate_id from find_certificate(${code})`.execute(db)
  return rows.length === 1 ? rows[0] : undefined
}

export const selectSigningKeys = (tx: Tx) =>
  tx
    .selectFrom('signingKey')
    .select(['id', 'publicJwk', 'madeAt'])
    .orderBy('madeAt', 'desc')
    .orderBy('id')
    .execute()

export const selectPrivateKey = (tx: Tx, id: string) =>
  tx.selectFrom('signingKey').select('privateJwk').where('id', '=', id).executeTakeFirst()

export async function insertSigningKey(
  tx: Tx,
  key: { id: string; publicJwk: string; privateJwk: string },
): Promise<void> {
  await tx.insertInto('signingKey').values(key).execute()
}
