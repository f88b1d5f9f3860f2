import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { action as issue, loader as loadList } from '#app/routes/$tenant.certificates._index.tsx'
import { loader as loadPage } from '#app/routes/$tenant.certificates.$certificateId.tsx'
import { loader as loadSheet } from '#app/routes/$tenant.certificates_.$certificateId.sheet[.]pdf.ts'
import { action as printSlip } from '#app/routes/$tenant.certificates_.$certificateId.slip.ts'
import { loader as loadXapi } from '#app/routes/$tenant.classes_.$classId.xapi[.]json.ts'
import { loader as loadLearnerXapi } from '#app/routes/$tenant.learners_.$learnerId.xapi[.]json.ts'
import { loader as loadResults } from '#app/routes/$tenant.results.tsx'
import { loader as loadCsv } from '#app/routes/$tenant.results_.export[.]csv.ts'
import { loader as loadCertificate } from '#app/routes/c.$code.tsx'
import { loader as loadBadge } from '#app/routes/c.$code_.badge[.]jwt.ts'
import { loader as loadPdf } from '#app/routes/c.$code_.pdf.ts'
import { loader as loadIssuer } from '#app/routes/c.issuers.$file.ts'
import { loader as loadKeys } from '#app/routes/c.keys.$file.ts'
import { enrolLearner, planClass } from '#modules/centre/index.ts'
import { signUp } from '#modules/identity/index.ts'
import { inTenant } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { certificates } from '#modules/learning/index.ts'
import { connectDatabase } from '#test/database.ts'
import type { MadeTenant } from '#test/make.ts'
import { COURSE, makeLearning } from '#test/make-learned.ts'
import { loadContext } from './edge.server.ts'

connectDatabase()

const DAY = new Date('2026-11-20T02:00:00Z')

interface Asked {
  params: Record<string, string>
  cookie?: string
  form?: Record<string, string>
  query?: string
  clientAddress?: string
}
function asked({ params, cookie = '', form, query = '', clientAddress = newId() }: Asked) {
  const request = new Request(`https://till.example/x${query}`, {
    headers: { cookie, 'accept-language': 'zh-TW' },
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  })
  const context = loadContext({
    clientAddress,
    isSecure: false,
    requestId: newId(),
    nonce: '',
    printerHosts: [],
    log: pino({ level: 'silent' }),
  })
  return { request, params, context }
}

/** A centre whose trainer is signed in, with a class of people who finished, and one who did not. */
async function makeClass(names = ['林秋月', '<b>高金水</b>']) {
  const password = '下雨天也要開課 7 點半'
  const who = { displayName: '陳老師', identifier: `${newId()}@centre.example`, password }
  const made = await signUp(
    { ...who, kind: 'centre', tenantName: '溪口數位據點' },
    { address: newId(), userAgent: null },
  )
  const centre: MadeTenant = {
    ...made,
    run: (work) => inTenant(made, 'read write', work),
    read: (work) => inTenant(made, 'read only', work),
  }
  const learning = await makeLearning(centre)
  const classId = newId()
  const row = { venueId: null, courseId: COURSE, lessonId: '1-see', startsAt: DAY }
  await centre.run((tx) => planClass(tx, { id: classId, title: '週五班', ...row }))
  const learnerIds: string[] = []
  for (const name of [...names, '還沒做完']) {
    const learnerId = await learning.addLearner(name)
    learnerIds.push(learnerId)
    await centre.run((tx) => enrolLearner(tx, { classId, learnerId, how: 'trainer' }))
    await learning.finish(learnerId, DAY, name === '還沒做完' ? ['1-see'] : undefined)
  }
  const cookie = `session=${made.token}`
  const ask = (more: Partial<Asked> & { params?: Record<string, string> } = {}) =>
    asked({ cookie, ...more, params: { tenant: made.slug, ...more.params } })
  return { centre, learning, classId, learnerIds, ask }
}

async function makeCertificate() {
  const made = await makeClass(['林秋月'])
  const { data } = await issue(made.ask({ form: { classId: made.classId } }))
  const [id = ''] = data.ok ? data.value.certificateIds : []
  const { code } = await made.centre.read((tx) => certificates.getCertificate(tx, id))
  return { ...made, id, code }
}

const outcome = async (answer: unknown): Promise<unknown> =>
  answer instanceof Response ? [answer.status, await answer.json()] : answer

const statusOf = (answer: Promise<unknown>) =>
  answer.then(
    (given) => (given instanceof Response ? given.status : 200),
    (thrown) => (thrown instanceof Response ? thrown.status : (thrown.init?.status ?? 500)),
  )

test('a trainer sees who finished, gives all of them a certificate once, and prints it', async () => {
  const { ask, classId } = await makeClass()
  const list = () => loadList(ask({ query: `?classId=${classId}` }))
  const before = await list()
  const names = before.chosen?.people.map(({ name, isFinished }) => [name, isFinished])
  expect(names).toEqual(
    expect.arrayContaining([
      ['林秋月', true],
      ['<b>高金水</b>', true],
      ['還沒做完', false],
    ]),
  )
  const give = () => issue(ask({ form: { classId } }))
  expect((await give()).data).toMatchObject({ ok: true, value: { had: 0, unfinished: 1 } })
  expect((await give()).data).toMatchObject({ ok: true, value: { had: 2, certificateIds: [] } })
  const { given } = await list()
  expect(given).toHaveLength(2)
  expect(JSON.stringify(given)).not.toContain('code')

  const params = { certificateId: given[0]?.id ?? '' }
  expect(await loadPage(ask({ params }))).toMatchObject({
    url: expect.stringMatching(/\/c\/\w{26}$/),
  })
  const sheet = await loadSheet(ask({ params }))
  expect(sheet.headers.get('Content-Type')).toBe('application/pdf')
  const slip = await printSlip(ask({ params, form: { requestId: newId() } }))
  // The centre of this test has no printer, and is told so.
  expect(await outcome(slip)).toMatchObject([409, { ok: false, code: 'printing.no_printer' }])
})

test('whoever has the code sees the certificate without an account, and nobody else sees anything', async () => {
  const { code } = await makeCertificate()
  const page = await loadCertificate(asked({ params: { code } }))
  expect(page.data).toMatchObject({
    state: 'genuine',
    name: '林秋月',
    course: '三招保平安：停、問、救',
    centre: '溪口數位據點',
    day: '民國115年11月20日（五）',
  })
  const headers = new Headers(page.init?.headers)
  expect(headers.get('Cache-Control')).toBe('private, no-store')
  expect(headers.get('X-Robots-Tag')).toBe('noindex')
  const other = await loadCertificate(asked({ params: { code: 'x'.repeat(26) } }))
  expect(other.init?.status).toBe(404)
  expect(other.data).toEqual({ title: '查證明', state: 'unknown' })
  const pdf = await loadPdf(asked({ params: { code } }))
  expect((await pdf.arrayBuffer()).byteLength).toBeGreaterThan(5000)
  const none = await loadPdf(asked({ params: { code: '../<x>' } }))
  expect([none.status, none.headers.get('Location')]).toEqual([302, '/c/..%2F%3Cx%3E'])
})

test('who tries too many codes has to wait', async () => {
  const clientAddress = newId()
  const tried = async () =>
    (await loadCertificate(asked({ params: { code: 'x' }, clientAddress }))).init?.status
  for (let times = 0; times < 60; times += 1) expect(await tried()).toBe(404)
  expect(await tried()).toBe(429)
})

test('the badge of a code verifies against the keys that its centre publishes', async () => {
  const { code, centre } = await makeCertificate()
  const badge = await (await loadBadge(asked({ params: { code } }))).text()
  const file = `${centre.tenantId}.json`
  const keys: JSONWebKeySet = await (await loadKeys(asked({ params: { file } }))).json()
  const { payload, protectedHeader } = await jwtVerify(badge, createLocalJWKSet(keys))
  expect(protectedHeader.kid).toMatch(`https://till.example/c/keys/${file}#`)
  const profile = await (await loadIssuer(asked({ params: { file } }))).json()
  expect(payload.issuer).toEqual(profile)
  for (const unknown of [`${newId()}.json`, 'x.json', centre.tenantId, '../keys.json'])
    expect(await statusOf(loadKeys(asked({ params: { file: unknown } })))).toBe(404)
})

test('a class is exported as xAPI for whoever teaches there, without a name', async () => {
  const { ask, classId, learnerIds } = await makeClass()
  const told = await loadXapi(ask({ params: { classId } }))
  const text = await told.text()
  expect(JSON.parse(text)).toHaveLength(7 * 3)
  expect(text).not.toMatch(/林秋月|高金水/)
  const [learnerId = ''] = learnerIds
  const own = await (await loadLearnerXapi(ask({ params: { learnerId } }))).json()
  expect(own).toHaveLength(9)
  const stranger = await makeClass([])
  expect(await statusOf(loadXapi(stranger.ask({ params: { classId } })))).toBe(404)
  expect(await (await loadLearnerXapi(stranger.ask({ params: { learnerId } }))).json()).toEqual([])
})

test('the report hides small numbers on the page and in its file', async () => {
  const { ask, classId } = await makeClass()
  const page = await loadResults(ask({ query: `?classId=${classId}&course=${COURSE}` }))
  expect(page.chosen).toMatchObject({ courseId: COURSE, people: 'few', finished: 'few' })
  const csv = await (await loadCsv(ask())).text()
  expect(csv).toContain('"三招保平安：停、問、救","少於 5","少於 5","少於 5"')
  expect(await statusOf(loadResults(ask({ query: `?classId=${newId()}` })))).toBe(404)
  expect(await statusOf(loadResults(ask({ query: '?classId=x' })))).toBe(404)
})
