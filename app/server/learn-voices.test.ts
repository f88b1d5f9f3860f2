import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { loader } from '#app/routes/api.learn.voices.$file.ts'
import { getLearnSnapshot } from '#modules/centre/index.ts'
import { newId } from '#modules/kernel/ids.ts'
import {
  addLearnDevice,
  addLearner,
  cases,
  ingestLearnEvents,
  listLearnPersons,
  voices,
} from '#modules/learning/index.ts'
import { CASES_COURSE } from '#modules/learning/shared.ts'
import { connectDatabase } from '#test/database.ts'
import { makeTenant } from '#test/make.ts'

connectDatabase()

const SOUND = Buffer.concat([
  Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
  Buffer.from('A_OPUS'),
])
const HASH = createHash('sha256').update(SOUND).digest('hex')

const eventOf = (type: string, body: Record<string, unknown>) => ({
  ...{ eventId: newId(), seq: 1, type, schemaVersion: 1, body },
  ...{ hash: 'a'.repeat(64), prevHash: '0'.repeat(64), wallAt: new Date().toISOString() },
})

async function makeDevice() {
  const centre = await makeTenant({ kind: 'centre' })
  const { token, deviceId } = await centre.run((tx) =>
    addLearnDevice(tx, centre.tenantId, { name: '平板一', learnerId: null }),
  )
  const get = (file: string, as = token) =>
    loader({
      request: new Request('http://centre.example/', {
        headers: { authorization: `Bearer ${as}` },
      }),
      params: { file },
      context: {},
    })
  const device = {
    tenantId: centre.tenantId,
    deviceId,
    name: '平板一',
    learnerId: null,
    seenAt: null,
  }
  const snapshot = () => centre.read((tx) => getLearnSnapshot(tx, device, new Date()))
  return { centre, get, snapshot, device }
}

test('a device hears what its centre accepted, by name and hash, until it is taken off', async () => {
  const { centre, get, snapshot } = await makeDevice()
  const other = await makeDevice()
  const id = newId()
  const form = {
    id,
    courseId: 'stop-ask-rescue',
    blockId: 'hurry',
    language: 'ami',
    speaker: null,
    consentHow: 'ticked' as const,
    consentedAt: new Date().toISOString(),
    licence: '我願意讓這個據點播放這段錄音。',
    durationMs: 1000,
    sha256: HASH,
  }
  await centre.run((tx) => voices.recordVoice(tx, form, { bytes: SOUND, consent: null }))
  const file = `${id}.${HASH}`
  expect((await get(file)).status).toBe(404)
  expect((await snapshot()).voices).toEqual([])
  const decide = (status: 'accepted' | 'removed') =>
    centre.run((tx) => voices.decideVoice(tx, { id, status }, centre.userId))
  await decide('accepted')
  expect((await snapshot()).voices).toMatchObject([{ id, hash: HASH, bytes: SOUND.length }])
  const heard = await get(file)
  expect(heard.status).toBe(200)
  expect(heard.headers.get('content-type')).toBe('audio/webm')
  expect(heard.headers.get('cache-control')).toContain('immutable')
  expect(Buffer.from(await heard.arrayBuffer()).equals(SOUND)).toBe(true)

  expect((await get(`${id}.${'0'.repeat(64)}`)).status).toBe(404)
  expect((await get('nothing')).status).toBe(404)
  expect((await get(file, 'x')).status).toBe(401)
  expect((await other.get(file)).status).toBe(404)
  await decide('removed')
  expect((await get(file)).status).toBe(404)
  expect((await snapshot()).voices).toEqual([])
})

test('a case is on the centre’s devices the moment it is told', async () => {
  const { centre, snapshot, device } = await makeDevice()
  const form = {
    id: newId(),
    template: 'relative' as const,
    title: '換號碼的家人',
    from: '說是孫子',
    said: '阿嬤，我換號碼了。',
    wanted: '先幫我轉 2 萬元，明天還你。',
    gaveAway: '換了號碼，又急著要錢。',
    reviewedBy: '羅文德',
  }
  await centre.run((tx) => cases.publishCase(tx, form))
  const questionId = `q-${form.id}`
  expect((await snapshot()).cases).toMatchObject([
    { id: form.id, title: form.title, reviewedBy: '羅文德', question: { id: questionId } },
  ])

  // Who has answered it is not told of it as something new.
  const { id: learnerId } = await centre.run((tx) => addLearner(tx, { displayName: '林秋月' }))
  const answer = {
    ...{ learnerId, courseId: CASES_COURSE, questionId, answer: ['give'] },
    ...{ isHelped: false, tookMs: 900, setting: 'review' as const },
  }
  const batch = { journalId: newId(), events: [eventOf('question.answered', answer)] }
  await centre.run((tx) => ingestLearnEvents(tx, device, batch, new Date()))
  const [person] = await centre.read((tx) => listLearnPersons(tx, [learnerId], new Date()))
  expect(person?.answeredCases).toEqual([questionId])
})
