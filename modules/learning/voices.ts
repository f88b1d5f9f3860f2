import { createHash } from 'node:crypto'
import { recordAudit } from '#modules/kernel/audit.ts'
import type { Tx } from '#modules/kernel/db.ts'
import { getCourse } from './catalogue.ts'
import {
  damagedRecording,
  notASound,
  recordingIdTaken,
  soundTooLarge,
  unknownBlock,
  unknownVoice,
} from './errors.ts'
import {
  findVoice as findRow,
  findVoiceBytes,
  forgetVoice,
  insertVoice,
  insertVoiceDecision,
  lockVoice,
  selectPlayedVoices,
  selectVoices,
} from './repository-voices.ts'
import { decide, namesHere, type Submitted } from './second-look.ts'
import {
  type DecisionForm,
  type LearnVoice,
  MAX_CONSENT_BYTES,
  MAX_VOICE_BYTES,
  type Said,
  type VoiceForm,
} from './shared.ts'
import { sniffAudio } from './sniff-audio.ts'

const MOST_VOICES = 3000

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const statusOf = (row: { acceptedAt: Date | null; removedAt: Date | null }): Said =>
  row.removedAt ? 'removed' : row.acceptedAt ? 'accepted' : 'submitted'

/**
 * Keeps a block read aloud by a person, until another has listened to it. Sending the same id again
 * keeps one, since a phone retries lost replies.
 *
 * @param sound what was recorded, and what was said to agree, if it was said.
 * @throws learning.unknown_course, learning.unknown_block, learning.not_a_sound,
 *   learning.sound_too_large, learning.damaged_recording, learning.recording_id_taken
 */
export async function recordVoice(
  tx: Tx,
  form: VoiceForm,
  sound: { bytes: Uint8Array; consent: Uint8Array | null },
): Promise<{ id: string; status: Said }> {
  requireBlock(form)
  const consent = form.consentHow === 'spoken' ? sound.consent : null
  if (sound.bytes.length > MAX_VOICE_BYTES) throw soundTooLarge(MAX_VOICE_BYTES)
  if (consent && consent.length > MAX_CONSENT_BYTES) throw soundTooLarge(MAX_CONSENT_BYTES)
  const mime = sniffAudio(sound.bytes)
  if (!mime || (form.consentHow === 'spoken' && !(consent && sniffAudio(consent)))) {
    throw notASound()
  }
  if (hashOf(sound.bytes) !== form.sha256) throw damagedRecording()
  const { consentedAt, ...rest } = form
  const now = new Date()
  const said = new Date(consentedAt)
  const isNew = await insertVoice(tx, {
    ...rest,
    // A clock that is ahead says nothing about tomorrow.
    consentedAt: said < now ? said : now,
    consentBytes: consent && Buffer.from(consent),
    bytes: Buffer.from(sound.bytes),
    byteLength: sound.bytes.length,
    mime,
  })
  if (!isNew) return sameAgain(tx, form)
  await recordAudit(tx, {
    action: 'learning.voice_recorded',
    targetType: 'voice_recording',
    targetId: form.id,
    detail: { courseId: form.courseId, blockId: form.blockId, language: form.language },
  })
  return { id: form.id, status: 'submitted' }
}

async function sameAgain(tx: Tx, { id, sha256 }: VoiceForm) {
  const row = await findRow(tx, id)
  if (!row || row.sha256 !== sha256) throw recordingIdTaken()
  return { id, status: statusOf(row) }
}

/** @throws learning.unknown_course, learning.unknown_block */
export function requireBlock({ courseId, blockId }: { courseId: string; blockId: string }): void {
  const { lessons } = getCourse(courseId, 'zh-TW')
  const isThere = lessons.some(({ blocks }) => blocks.some(({ id }) => id === blockId))
  if (!isThere) throw unknownBlock()
}

/**
 * A second person has listened: it is played from now on, or it is taken off and its sound is gone.
 * @throws learning.unknown_voice when it is not there any more, learning.needs_another
 */
export const decideVoice = (tx: Tx, decision: DecisionForm, actorId: string): Promise<null> =>
  decide(tx, VOICE, decision, actorId)

const VOICE: Submitted = {
  lock: lockVoice,
  find: findRow,
  forget: forgetVoice,
  insertDecision: insertVoiceDecision,
  unknown: unknownVoice,
  audit: { action: 'learning.voice', targetType: 'voice_recording' },
}

/** A course's recordings, the newest first, with who made and accepted each. What was taken off is left out. */
export async function listVoices(tx: Tx, courseId: string) {
  const rows = await selectVoices(tx, courseId, MOST_VOICES)
  const names = await namesHere(tx)
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  return rows
    .filter(({ removedAt }) => removedAt === null)
    .map((row) => ({
      id: row.id,
      blockId: row.blockId,
      language: row.language,
      speaker: row.speaker,
      durationMs: row.durationMs,
      status: statusOf(row),
      madeBy: nameOf(row.createdBy),
      madeAt: row.createdAt,
      acceptedBy: nameOf(row.acceptedBy),
    }))
}

/** What devices of this centre play: one recording a block and language. */
export async function listLearnVoices(tx: Tx): Promise<LearnVoice[]> {
  return (await selectPlayedVoices(tx, MOST_VOICES)).map((row) => ({
    id: row.id,
    courseId: row.courseId,
    blockId: row.blockId,
    language: row.language,
    hash: row.sha256,
    bytes: row.byteLength,
    mime: row.mime,
    durationMs: row.durationMs,
    speaker: row.speaker,
  }))
}

/**
 * The sound of a recording that is not taken off. Devices name its hash and hear only what was
 * accepted; who reviews hears what was submitted too.
 * @throws learning.unknown_voice
 */
export async function getVoice(tx: Tx, { id, hash }: { id: string; hash?: string }) {
  const row = await findRow(tx, id)
  const isFor = row && (hash === undefined || (row.sha256 === hash && row.acceptedAt !== null))
  const sound = isFor ? await findVoiceBytes(tx, id) : undefined
  if (!sound?.bytes) throw unknownVoice()
  return { bytes: sound.bytes, mime: sound.mime }
}
