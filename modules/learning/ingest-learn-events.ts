import type { Tx } from '#modules/kernel/db.ts'
import { LEARN_BODIES, type LearnBatch } from './event-bodies.ts'
import {
  type EventRow,
  findEventHashes,
  findLastSeq,
  insertAside,
  insertEvents,
} from './repository-events.ts'
import { LEARN_EVENT_TYPES } from './shared-learn-events.ts'

/** What became of each entry; the same words that tills are answered with. */
export interface LearnReply {
  serverTime: string
  ackedSeq: number
  results: {
    eventId: string
    disposition: 'posted' | 'duplicate' | 'fork' | 'quarantined'
    reasons: string[]
  }[]
}

type Sent = LearnBatch['events'][number]
type Result = LearnReply['results'][number]

/**
 * Writes down what a device's learners did. Order does not matter and nothing is refused: what comes
 * twice is there once, what can't be read or names nobody here is set aside whole, and neither holds
 * up what follows. An id that comes again with other words is a fork: the first stands.
 */
export async function ingestLearnEvents(
  tx: Tx,
  device: { deviceId: string; learnerId: string | null },
  batch: LearnBatch,
  now: Date,
): Promise<LearnReply> {
  const { journalId } = batch
  const read = batch.events.map((event) => ({
    event,
    row: readEvent(event, device, journalId, now),
  }))
  const rows = read.flatMap(({ row }) => (typeof row === 'string' ? [] : [row]))
  // Neither waits for the other's answer (docs/decisions/010-pipelined-writes.md).
  const [inserted, lastSeq] = await Promise.all([
    insertEvents(tx, rows),
    findLastSeq(tx, journalId),
  ])
  const written = new Map(inserted.map((each) => [each.id, each]))
  const stood = inserted.flatMap(({ id, isKnown, isNew }) => (isKnown && !isNew ? [id] : []))
  const hashes = await findEventHashes(tx, stood)
  const results = read.map(({ event, row }): Result => {
    const { eventId } = event
    const stands = written.get(eventId)
    const answer = (disposition: Result['disposition'], ...reasons: string[]): Result => ({
      eventId,
      disposition,
      reasons,
    })
    if (typeof row === 'string') return answer('quarantined', row)
    if (!stands?.isKnown) return answer('quarantined', 'unknown_learner')
    if (stands.isNew) return answer('posted')
    return hashes.get(eventId) === event.hash ? answer('duplicate') : answer('fork', 'fork')
  })
  const aside = read.flatMap(({ event }, index) => {
    const result = results[index]
    const isAside = result?.disposition === 'quarantined' || result?.disposition === 'fork'
    const { eventId: id, seq } = event
    const reason = result?.reasons[0] ?? 'unreadable'
    return isAside ? [{ id, deviceId: device.deviceId, journalId, seq, reason, event }] : []
  })
  await insertAside(tx, aside)
  const ackedSeq = Math.max(lastSeq, ...aside.map(({ seq }) => seq))
  return { serverTime: now.toISOString(), ackedSeq, results }
}

/** An entry as a row, or why it can't be one. */
function readEvent(
  event: Sent,
  device: { deviceId: string; learnerId: string | null },
  journalId: string,
  now: Date,
): EventRow | string {
  const type = LEARN_EVENT_TYPES.find((each) => each === event.type)
  if (!type) return 'unknown_type'
  const body = LEARN_BODIES[type].safeParse(event.body)
  if (!body.success) return 'schema_error'
  const { learnerId } = body.data
  // Somebody's own phone speaks for nobody else.
  if (device.learnerId !== null && device.learnerId !== learnerId) return 'other_learner'
  const at = new Date(Math.min(Date.parse(event.wallAt), now.getTime()))
  return {
    id: event.eventId,
    deviceId: device.deviceId,
    journalId,
    seq: event.seq,
    learnerId,
    type,
    courseId: 'courseId' in body.data ? body.data.courseId : null,
    lessonId: 'lessonId' in body.data ? (body.data.lessonId ?? null) : null,
    body: body.data,
    hash: event.hash,
    at,
  }
}
