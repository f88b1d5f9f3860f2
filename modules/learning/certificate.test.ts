import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { inTenant } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'
import { COURSE, makeLearning } from '#test/make-learned.ts'
import { readCertificateCode } from './certificate-code.ts'
import { certificates, endLearner } from './index.ts'

connectDatabase()

const ORIGIN = 'https://till.example'
const CRITERIA = { 'zh-TW': '做完每一課', en: 'Did every lesson' }
const DAY = new Date('2026-11-20T02:00:00Z')

async function makeFinished(name = 'Nguyễn Thị Thu Hương') {
  const centre = await makeTenant({ kind: 'centre', name: '溪口數位據點' })
  const learning = await makeLearning(centre)
  const learnerId = await learning.addLearner(name)
  await learning.finish(learnerId, DAY)
  const issue = (...learnerIds: string[]) =>
    centre.run((tx) => certificates.issueCertificates(tx, { courseId: COURSE, learnerIds }))
  return { centre, learning, learnerId, issue }
}

async function makeCertificate() {
  const made = await makeFinished()
  const { certificateIds } = await made.issue(made.learnerId)
  const [id = ''] = certificateIds
  const { code } = await made.centre.read((tx) => certificates.getCertificate(tx, id))
  return { ...made, id, code }
}

test('who did every lesson gets one certificate, with what they mastered; others are counted', async () => {
  const { centre, learning, learnerId, issue } = await makeFinished()
  const halfway = await learning.addLearner('高金水')
  await learning.finish(halfway, DAY, ['1-see'])
  await learning.answer(learnerId, 'after', DAY, ['q-rescue-order', 'q-keep'])
  const stranger = newId()
  const first = await issue(learnerId, halfway, stranger)
  expect(first).toMatchObject({ had: 0, unfinished: 1 })
  expect(first.certificateIds).toHaveLength(1)
  expect(await issue(learnerId, halfway)).toEqual({ certificateIds: [], had: 1, unfinished: 1 })

  const [id = ''] = first.certificateIds
  const found = await centre.read((tx) => certificates.getCertificate(tx, id))
  expect(found).toMatchObject({
    name: 'Nguyễn Thị Thu Hương',
    courseId: COURSE,
    course: {
      title: { en: expect.any(String) },
      outcomes: [{ id: 'hang-up' }, { id: 'ask-first' }],
    },
    finishedAt: new Date('2026-11-20T02:05:00Z'),
    revokedAt: null,
  })
  const standings = await centre.read((tx) =>
    certificates.listStandings(tx, COURSE, [learnerId, halfway]),
  )
  expect(standings.get(learnerId)).toEqual({ isFinished: true, certificateId: id })
  expect(standings.get(halfway)).toEqual({ isFinished: false, certificateId: undefined })
})

test('two presses at once give one certificate', async () => {
  const { centre, learnerId, issue } = await makeFinished()
  await Promise.all([issue(learnerId), issue(learnerId)])
  expect(await centre.read(certificates.listCertificates)).toHaveLength(1)
})

test('a code opens its certificate, however it was typed; any other code opens nothing', async () => {
  const { code, centre } = await makeCertificate()
  const typed = `${code.slice(0, 9).toUpperCase()}-${code.slice(9)} `.replaceAll('1', 'l')
  const opened = await certificates.openCertificate(typed.replaceAll('0', 'O'))
  expect(opened).toMatchObject({
    state: 'genuine',
    certificate: { name: 'Nguyễn Thị Thu Hương' },
    centre: { id: centre.tenantId, name: '溪口數位據點', calendar: 'roc' },
  })
  for (let at = 0; at < code.length; at += 1) {
    const other = code.charAt(at) === 'x' ? 'y' : 'x'
    const changed = code.slice(0, at) + other + code.slice(at + 1)
    expect(await certificates.openCertificate(changed)).toEqual({ state: 'unknown' })
  }
  for (const none of ['', '%', 'x', `${code}a`, code.slice(1), '../etc', "' or 1=1 --"])
    expect(await certificates.openCertificate(none)).toEqual({ state: 'unknown' })
  expect(readCertificateCode('u'.repeat(26))).toBeUndefined()
})

test('what is taken back says so, gives no badge, and may be given anew under another code', async () => {
  const { centre, id, code, learnerId, issue } = await makeCertificate()
  const revoke = () =>
    centre.run((tx) =>
      certificates.revokeCertificate(tx, { certificateId: id, reason: '名字寫錯了' }),
    )
  await revoke()
  await expect(revoke()).rejects.toMatchObject({ code: 'learning.certificate_revoked' })
  expect((await certificates.openCertificate(code)).state).toBe('revoked')
  expect(await certificates.openBadge(code, { origin: ORIGIN, criteria: CRITERIA })).toBeUndefined()
  const { certificateIds } = await issue(learnerId)
  const again = await centre.read((tx) => certificates.getCertificate(tx, certificateIds[0] ?? ''))
  expect(again.code).not.toBe(code)
  expect((await certificates.openCertificate(again.code)).state).toBe('genuine')
})

test('no centre sees, takes back or signs for another; nothing that was issued can be rewritten', async () => {
  const { id, centre } = await makeCertificate()
  const other = await makeTenant({ kind: 'centre' })
  const look = other.read((tx) => certificates.getCertificate(tx, id))
  await expect(look).rejects.toMatchObject({ code: 'learning.unknown_certificate' })
  const input = { certificateId: id, reason: 'x' }
  await expect(other.run((tx) => certificates.revokeCertificate(tx, input))).rejects.toMatchObject({
    code: 'learning.unknown_certificate',
  })
  expect(await other.read((tx) => tx.selectFrom('signingKey').selectAll().execute())).toEqual([])
  const rewrite = centre.run((tx) =>
    tx.updateTable('certificate').set({ courseId: 'qr-codes' }).execute(),
  )
  await expect(rewrite).rejects.toThrow(/permission denied/)
  await expect(
    centre.run((tx) => tx.deleteFrom('certificateRevocation').execute()),
  ).rejects.toThrow(/permission denied/)
})

test('whoever is forgotten is named by no certificate and no badge', async () => {
  const { centre, code, learnerId } = await makeCertificate()
  await centre.run((tx) => endLearner(tx, { learnerId }))
  const named = await certificates.openCertificate(code)
  expect(named).toMatchObject({ certificate: { name: 'Nguyễn Thị Thu Hương' } })
  await centre.run((tx) =>
    tx.updateTable('learner').set({ displayName: null }).where('id', '=', learnerId).execute(),
  )
  expect(await certificates.openCertificate(code)).toMatchObject({ certificate: { name: null } })
  const badge = await certificates.openBadge(code, { origin: ORIGIN, criteria: CRITERIA })
  expect(Buffer.from(badge?.split('.')[1] ?? '', 'base64url').toString()).not.toContain('Nguy')
})

test('a badge is an Open Badge that the published key verifies, and a changed letter fails', async () => {
  const { centre, code, learnerId } = await makeCertificate()
  const badge = await certificates.openBadge(code, { origin: ORIGIN, criteria: CRITERIA })
  if (badge === undefined) throw new Error('no badge')
  const { tenantId } = centre
  const published = await inTenant({ tenantId, userId: null }, 'read only', (tx) =>
    certificates.listPublicKeys(tx, { origin: ORIGIN, tenantId }),
  )
  expect(JSON.stringify(published)).not.toMatch(/"(d|p|q|dp|dq|qi)"/)
  expect(decodeProtectedHeader(badge)).toEqual({
    alg: 'RS256',
    typ: 'JWT',
    kid: published.keys[0]?.kid,
  })
  const keys = createLocalJWKSet(published)
  const { payload } = await jwtVerify(badge, keys, {
    issuer: `${ORIGIN}/c/issuers/${tenantId}.json`,
  })
  expect(payload).toMatchObject({
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: `${ORIGIN}/c/${code}`,
    jti: `${ORIGIN}/c/${code}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: payload.iss, type: ['Profile'], name: '溪口數位據點' },
    validFrom: new Date((payload.nbf ?? 0) * 1000).toISOString().replace('.000', ''),
    sub: `urn:uuid:${learnerId}`,
    credentialSubject: {
      id: `urn:uuid:${learnerId}`,
      type: ['AchievementSubject'],
      identifier: [{ identityType: 'name', identityHash: 'Nguyễn Thị Thu Hương', hashed: false }],
      achievement: {
        id: `${ORIGIN}/courses/${COURSE}`,
        type: ['Achievement'],
        name: '三招保平安：停、問、救',
        description: expect.any(String),
        criteria: { narrative: '做完每一課' },
      },
    },
  })
  const [head = '', body = '', signature = ''] = badge.split('.')
  const changed = Buffer.from(
    Buffer.from(body, 'base64url').toString().replace('Nguyễn', 'Nguyên'),
  ).toString('base64url')
  await expect(jwtVerify(`${head}.${changed}.${signature}`, keys)).rejects.toThrow(/signature/)
  const other = await makeCertificate()
  const theirs = await other.centre.read((tx) =>
    certificates.listPublicKeys(tx, { origin: ORIGIN, tenantId: other.centre.tenantId }),
  )
  await expect(jwtVerify(badge, createLocalJWKSet(theirs))).rejects.toThrow(/no applicable key/)
})
