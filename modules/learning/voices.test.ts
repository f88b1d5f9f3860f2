import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { inTenant } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { asOwner, connectDatabase } from '#test/database.ts'
import { type MadeTenant, makePerson, makeTenant } from '#test/make.ts'
import { translations, voices } from './index.ts'
import type { VoiceForm } from './shared.ts'
import { sniffAudio } from './sniff-audio.ts'

connectDatabase()

const BLOCK = { courseId: 'stop-ask-rescue', blockId: 'hurry' }

/** The head of what a browser's recorder writes, and a word that makes it another recording. */
const sound = (word: string): Uint8Array =>
  Buffer.concat([
    Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
    Buffer.from(`A_OPUS ${word}`),
  ])

const formOf = (bytes: Uint8Array, more: Partial<VoiceForm> = {}): VoiceForm => ({
  id: newId(),
  ...BLOCK,
  language: 'ami',
  speaker: '林秋月',
  consentHow: 'ticked',
  consentedAt: new Date().toISOString(),
  licence: '我願意讓這個據點播放這段錄音。',
  durationMs: 4200,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  ...more,
})

/** A centre with a second trainer. */
async function makeCentre() {
  const centre = await makeTenant({ kind: 'centre' })
  const trainerId = await makePerson('羅文德')
  await centre.run((tx) =>
    tx.insertInto('membership').values({ userId: trainerId, role: 'trainer' }).execute(),
  )
  return { centre, trainerId }
}

async function record(centre: MadeTenant, word: string, more: Partial<VoiceForm> = {}) {
  const bytes = sound(word)
  const form = formOf(bytes, more)
  await centre.run((tx) => voices.recordVoice(tx, form, { bytes, consent: null }))
  return form
}

const played = (centre: MadeTenant) => centre.read((tx) => voices.listLearnVoices(tx))

test('a block read aloud is played once another has listened, and a retry keeps one', async () => {
  const { centre, trainerId } = await makeCentre()
  const bytes = sound('one')
  const form = formOf(bytes)
  const send = () => centre.run((tx) => voices.recordVoice(tx, form, { bytes, consent: null }))
  expect(await send()).toEqual({ id: form.id, status: 'submitted' })
  expect(await send()).toEqual({ id: form.id, status: 'submitted' })
  expect(await played(centre)).toEqual([])
  const at = { id: form.id, hash: form.sha256 }
  await expect(centre.read((tx) => voices.getVoice(tx, at))).rejects.toMatchObject({
    code: 'learning.unknown_voice',
  })

  const decision = { id: form.id, status: 'accepted' as const }
  await expect(
    centre.run((tx) => voices.decideVoice(tx, decision, centre.userId)),
  ).rejects.toMatchObject({ code: 'learning.needs_another' })
  await centre.run((tx) => voices.decideVoice(tx, decision, trainerId))
  expect(await played(centre)).toMatchObject([
    { ...BLOCK, id: form.id, language: 'ami', hash: form.sha256, bytes: bytes.length },
  ])
  const heard = await centre.read((tx) => voices.getVoice(tx, at))
  expect(heard.bytes.equals(Buffer.from(bytes))).toBe(true)
  expect(heard.mime).toBe('audio/webm')
})

test('whoever is alone at a centre may accept their own', async () => {
  const centre = await makeTenant({ kind: 'centre' })
  const { id } = await record(centre, 'alone')
  await centre.run((tx) => voices.decideVoice(tx, { id, status: 'accepted' }, centre.userId))
  expect(await played(centre)).toMatchObject([{ id }])
})

test('the last one accepted is played, and the one before comes back when it is taken off', async () => {
  const { centre, trainerId } = await makeCentre()
  const decide = (id: string, status: 'accepted' | 'removed') =>
    centre.run((tx) => voices.decideVoice(tx, { id, status }, trainerId))
  const first = await record(centre, 'first')
  const second = await record(centre, 'second')
  await decide(first.id, 'accepted')
  await decide(second.id, 'accepted')
  expect((await played(centre)).map(({ id }) => id)).toEqual([second.id])
  await decide(second.id, 'removed')
  await decide(second.id, 'removed')
  expect((await played(centre)).map(({ id }) => id)).toEqual([first.id])

  // What was said and by whom is gone; that there was a recording stays.
  const rows = await asOwner(
    'select bytes, speaker, sha256 from voice_recording where tenant_id = $1 and id = $2',
    [centre.tenantId, second.id],
  )
  expect(rows).toEqual([{ bytes: null, speaker: null, sha256: second.sha256 }])
  await expect(decide(second.id, 'accepted')).rejects.toMatchObject({
    code: 'learning.unknown_voice',
  })
})

test('only sounds are kept, whole, of blocks that are there', async () => {
  const { centre } = await makeCentre()
  const page = Buffer.from('<html><script>alert(1)</script></html>')
  const send = (form: VoiceForm, bytes: Uint8Array, consent: Uint8Array | null = null) =>
    centre.run((tx) => voices.recordVoice(tx, form, { bytes, consent }))
  const refused = (work: Promise<unknown>, code: string) =>
    expect(work).rejects.toMatchObject({ code: `learning.${code}` })
  const bytes = sound('x')
  await refused(send(formOf(page), page), 'not_a_sound')
  await refused(send(formOf(bytes, { sha256: '0'.repeat(64) }), bytes), 'damaged_recording')
  await refused(send(formOf(bytes, { blockId: 'nowhere' }), bytes), 'unknown_block')
  await refused(send(formOf(bytes, { courseId: 'nowhere' }), bytes), 'unknown_course')
  await refused(send(formOf(bytes, { consentHow: 'spoken' }), bytes), 'not_a_sound')
  const long = Buffer.concat([bytes, Buffer.alloc(4_194_304)])
  await refused(send(formOf(long), long), 'sound_too_large')
  const form = formOf(bytes, { consentHow: 'spoken' })
  expect(await send(form, bytes, sound('yes'))).toMatchObject({ status: 'submitted' })
  const other = sound('other')
  await refused(send({ ...formOf(other), id: form.id }, other), 'recording_id_taken')
})

test('a recording of another centre is not there', async () => {
  const { centre } = await makeCentre()
  const other = await makeTenant({ kind: 'centre' })
  const { id } = await record(centre, 'ours')
  await expect(other.read((tx) => voices.getVoice(tx, { id }))).rejects.toMatchObject({
    code: 'learning.unknown_voice',
  })
  await expect(
    other.run((tx) => voices.decideVoice(tx, { id, status: 'removed' }, other.userId)),
  ).rejects.toMatchObject({ code: 'learning.unknown_voice' })
  const actor = { tenantId: centre.tenantId, userId: null }
  await expect(
    inTenant(actor, 'read write', (tx) =>
      tx
        .updateTable('voiceRecording')
        .set({ sha256: '0'.repeat(64) })
        .where('id', '=', id)
        .execute(),
    ),
  ).rejects.toThrow(/permission denied/)
})

test('what a file is stands in its first bytes', () => {
  expect(sniffAudio(sound('x'))).toBe('audio/webm')
  expect(sniffAudio(Buffer.concat([sound('x'), Buffer.from('V_VP8')]))).toBeUndefined()
  expect(sniffAudio(Buffer.from('OggS\0\0OpusHead'))).toBe('audio/ogg')
  expect(sniffAudio(Buffer.from('\0\0\0\x20ftypiso5....soun'))).toBe('audio/mp4')
  expect(sniffAudio(Buffer.from('\0\0\0\x20ftypisom....vide'))).toBeUndefined()
  expect(sniffAudio(Buffer.from('RIFF....WAVE'))).toBeUndefined()
  expect(sniffAudio(Buffer.from(''))).toBeUndefined()
})

test('a block that somebody wrote in their language is shown once another has read it', async () => {
  const { centre, trainerId } = await makeCentre()
  const form = {
    id: newId(),
    ...BLOCK,
    language: 'vi',
    text: 'Dừng lại, hỏi người nhà.',
    source: '班上一起想的',
    speaker: null,
  }
  await centre.run((tx) => translations.writeTranslation(tx, form))
  await centre.run((tx) => translations.writeTranslation(tx, form))
  const shown = () => centre.read((tx) => translations.listLearnTranslations(tx))
  expect(await shown()).toEqual([])
  const decide = (status: 'accepted' | 'removed', by: string) =>
    centre.run((tx) => translations.decideTranslation(tx, { id: form.id, status }, by))
  await expect(decide('accepted', centre.userId)).rejects.toMatchObject({
    code: 'learning.needs_another',
  })
  await decide('accepted', trainerId)
  expect(await shown()).toMatchObject([{ ...BLOCK, language: 'vi', text: form.text }])
  await decide('removed', trainerId)
  expect(await shown()).toEqual([])
})
