import type { Tx } from '#modules/kernel/db.ts'
import type { AudioMime } from './sniff-audio.ts'

export interface VoiceRow {
  id: string
  courseId: string
  blockId: string
  language: string
  speaker: string | null
  consentHow: 'spoken' | 'ticked'
  consentedAt: Date
  consentBytes: Buffer | null
  licence: string
  bytes: Buffer
  byteLength: number
  mime: AudioMime
  durationMs: number
  sha256: string
}

/** False when a recording of this id is there already. */
export async function insertVoice(tx: Tx, row: VoiceRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('voiceRecording')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'id']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Recordings with what was decided of each; never their sound. */
const decided = (tx: Tx) =>
  tx
    .selectFrom('voiceRecording as voice')
    .leftJoin('voiceDecision as accepted', (join) =>
      join
        .onRef('accepted.tenantId', '=', 'voice.tenantId')
        .onRef('accepted.recordingId', '=', 'voice.id')
        .on('accepted.status', '=', 'accepted'),
    )
    .leftJoin('voiceDecision as removed', (join) =>
      join
        .onRef('removed.tenantId', '=', 'voice.tenantId')
        .onRef('removed.recordingId', '=', 'voice.id')
        .on('removed.status', '=', 'removed'),
    )
    .select([
      'voice.id',
      'voice.courseId',
      'voice.blockId',
      'voice.language',
      'voice.speaker',
      'voice.consentHow',
      'voice.byteLength',
      'voice.mime',
      'voice.durationMs',
      'voice.sha256',
      'voice.createdBy',
      'voice.createdAt',
      'accepted.decidedBy as acceptedBy',
      'accepted.decidedAt as acceptedAt',
      'removed.decidedBy as removedBy',
      'removed.decidedAt as removedAt',
    ])

export const findVoice = (tx: Tx, id: string) =>
  decided(tx).where('voice.id', '=', id).executeTakeFirst()

export const selectVoices = (tx: Tx, courseId: string, limit: number) =>
  decided(tx)
    .where('voice.courseId', '=', courseId)
    .orderBy('voice.createdAt', 'desc')
    .limit(limit)
    .execute()

/** The one that is played of each block and language: the last that was accepted and is still there. */
export const selectPlayedVoices = (tx: Tx, limit: number) =>
  decided(tx)
    .distinctOn(['voice.courseId', 'voice.blockId', 'voice.language'])
    .where('accepted.decidedAt', 'is not', null)
    .where('removed.decidedAt', 'is', null)
    .orderBy('voice.courseId')
    .orderBy('voice.blockId')
    .orderBy('voice.language')
    .orderBy('accepted.decidedAt', 'desc')
    .orderBy('voice.id', 'desc')
    .limit(limit)
    .execute()

export const findVoiceBytes = (tx: Tx, id: string) =>
  tx
    .selectFrom('voiceRecording')
    .select(['bytes', 'mime'])
    .where('id', '=', id)
    .where('bytes', 'is not', null)
    .executeTakeFirst()

export async function insertVoiceDecision(
  tx: Tx,
  recordingId: string,
  status: 'accepted' | 'removed',
): Promise<void> {
  await tx
    .insertInto('voiceDecision')
    .values({ recordingId, status })
    .onConflict((conflict) => conflict.columns(['tenantId', 'recordingId', 'status']).doNothing())
    .execute()
}

/** What was said, and who said it, is gone; that there was a recording stays. */
export async function forgetVoice(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('voiceRecording')
    .set({ bytes: null, consentBytes: null, speaker: null })
    .where('id', '=', id)
    .execute()
}

/** Whoever else decides about the same recording waits. */
export const lockVoice = (tx: Tx, id: string) =>
  tx.selectFrom('voiceRecording').select('id').where('id', '=', id).forUpdate().execute()
