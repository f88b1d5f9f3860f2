import {
  type Disposition,
  MAX_BATCH,
  type TillEvent,
  type TillEventReply,
} from '#modules/pos/shared.ts'
import { type Disk, journalsOf, type StoredEvent } from './disk.ts'
import type { Clock } from './journal.ts'
import {
  asTillEvent,
  type Batch,
  type BatchState,
  findForks,
  nextBatch,
  type Place,
} from './next-batch.ts'

/** What goes out in one request: entries of one journal, and what else the server should know. */
export interface Outgoing {
  journalId: string
  events: TillEvent[]
  /** What is only on this device before the answer. */
  unsent: { count: number; amountMinor: number }
  /** Entries before these that the server lacks and the device has no longer: it need not wait. */
  hole?: { fromSeq: number; toSeq: number }
}

/** What came of one request. Only `reply` says anything about events. */
export type Sent =
  | { kind: 'reply'; reply: TillEventReply }
  /** The server does not know this device. Everything stays; nothing moves until it is paired again. */
  | { kind: 'unpaired' }
  | { kind: 'too_large' }
  /** The server answered, and will not take the request as it is. */
  | { kind: 'refused'; code: string }
  | { kind: 'unreachable'; retryAfterMs?: number }

/** `unknown` until the first real request: whether there is a network is never asked of the browser. */
export type Connection = 'unknown' | 'online' | 'offline' | 'unpaired' | 'refused'

export interface SyncState extends BatchState {
  connection: Connection
  isSending: boolean
  /** Consecutive requests that moved nothing. */
  failures: number
  /** The entry that was refused when it travelled alone, and how often in a row. */
  refused: { eventId: string; times: number } | undefined
  /** How far the server's clock is ahead of the device's. */
  clockOffsetMs: number | undefined
}

export const INITIAL_SYNC: SyncState = {
  connection: 'unknown',
  isSending: false,
  failures: 0,
  resend: undefined,
  batchLimit: MAX_BATCH,
  refused: undefined,
  asking: 0,
  forksSeen: {},
  clockOffsetMs: undefined,
}

export interface SyncParts {
  disk: Disk
  clock: Clock
  send(outgoing: Outgoing): Promise<Sent>
  /** Hands over one entry as bytes, unread, when the server refuses to read it. */
  sendRaw(event: StoredEvent): Promise<Sent>
}

/** What a request brought to light that the journal has to act on. */
export type Finding =
  /** A place in the journal is taken by another entry: it can't go on under this name. */
  | { kind: 'fork'; journalId: string }
  /** The server holds more of this journal than the device: the device lost its end. */
  | { kind: 'behind'; journalId: string; ackedSeq: number }
  /** The server asks for entries that the device has no longer. */
  | { kind: 'hole'; journalId: string; fromSeq: number; toSeq: number }

/** What one step came to. */
export interface SyncStep {
  state: SyncState
  /** There may be more to send right now. */
  hasMore: boolean
  findings: Finding[]
}

const SETTLED: ReadonlySet<Disposition> = new Set<Disposition>([
  'posted',
  'posted_flagged',
  'quarantined',
  'duplicate',
  'fork',
])

/** An entry that was refused alone so often is handed over unread, so that others can follow. */
const MAX_REFUSALS = 3

/**
 * One request and what follows from it. Sends what waits, of one journal at a time (or, after a gap,
 * everything from where the server's rows end); with nothing waiting, an empty batch that only asks.
 */
export async function syncOnce(parts: SyncParts, state: SyncState): Promise<SyncStep> {
  const batch = await nextBatch(parts.disk, state)
  if (!batch) return { state, hasMore: false, findings: [] }
  const [first] = batch.events
  if (first && state.refused?.eventId === first.eventId && state.refused.times >= MAX_REFUSALS) {
    return handOver(parts, state, first)
  }
  const { amountMinor, count } = await parts.disk.sumUnsent()
  const askedAtMs = parts.clock.now().getTime()
  const sent = await parts.send({
    journalId: batch.journalId,
    events: batch.events.map(asTillEvent),
    unsent: { count, amountMinor },
    ...(batch.hole && { hole: batch.hole }),
  })
  if (sent.kind === 'reply') {
    const onTime = { ...state, clockOffsetMs: offsetOf(parts.clock, askedAtMs, sent.reply) }
    return settle(parts, onTime, batch, sent.reply)
  }
  return fail(state, batch, sent)
}

function fail(state: SyncState, batch: Batch, sent: Exclude<Sent, { kind: 'reply' }>): SyncStep {
  const failed = (connection: Connection, more: Partial<SyncState> = {}): SyncStep => ({
    state: { ...state, ...more, connection, failures: state.failures + 1 },
    hasMore: false,
    findings: [],
  })
  switch (sent.kind) {
    case 'unreachable':
      return failed('offline')
    case 'unpaired':
      return failed('unpaired')
    case 'too_large':
    case 'refused': {
      const [first] = batch.events
      if (!first) return failed('refused')
      // Smaller and smaller, until the one entry that the server won't take stands alone.
      if (batch.events.length > 1) {
        const batchLimit = Math.max(1, Math.floor(batch.events.length / 2))
        const smaller = { ...state, batchLimit }
        return sent.kind === 'too_large'
          ? { state: smaller, hasMore: true, findings: [] }
          : failed('refused', { batchLimit })
      }
      const times = state.refused?.eventId === first.eventId ? state.refused.times + 1 : 1
      return failed('refused', { refused: { eventId: first.eventId, times } })
    }
  }
}

/** The last resort for one entry: the server keeps its bytes, and a person looks at them. */
async function handOver(parts: SyncParts, state: SyncState, event: StoredEvent): Promise<SyncStep> {
  const batch = { journalId: event.journalId, events: [event] }
  const sent = await parts.sendRaw(event)
  // Refused even so, it is tried the usual way again before the next time.
  if (sent.kind === 'refused' || sent.kind === 'too_large') {
    return fail({ ...state, refused: undefined }, batch, sent)
  }
  if (sent.kind !== 'reply') return fail(state, batch, sent)
  const next = { ...state, refused: undefined }
  return settle(parts, next, batch, sent.reply)
}

/** The server's clock against ours, at the middle of the request. */
function offsetOf(clock: Clock, askedAtMs: number, reply: TillEventReply): number | undefined {
  const serverMs = Date.parse(reply.serverTime)
  const middleMs = (askedAtMs + clock.now().getTime()) / 2
  return Number.isNaN(serverMs) ? undefined : Math.round(serverMs - middleMs)
}

async function settle(
  { disk }: SyncParts,
  state: SyncState,
  batch: Batch,
  reply: TillEventReply,
): Promise<SyncStep> {
  const sent = new Map(batch.events.map((event) => [event.eventId, event]))
  // Cleared by the id in the results and never by `ackedSeq`: a number says nothing about which
  // event the server holds under it.
  const acks = reply.results.flatMap(({ eventId, disposition, reasons }) => {
    const event = sent.get(eventId)
    if (!event || !SETTLED.has(disposition)) return []
    // What an event became the first time stands; "duplicate" only confirms it.
    if (event.ack && (disposition === 'duplicate' || disposition === event.ack.disposition))
      return []
    return [{ eventId, ack: { disposition, reasons, at: reply.serverTime } }]
  })
  if (acks.length > 0) await disk.acknowledge(acks)

  const { journalId } = batch
  const { question } = batch
  const { resend, findings } = await findResend(disk, state, batch, reply)
  const waiting = await disk.countUnsent()
  const isIdle = resend === undefined && waiting === 0
  // Progress is an answer that was missing, or a resend that starts or moves on. The same answer
  // again is none: without this, a server that keeps saying it would be asked without pause.
  const isMoving =
    acks.some(({ eventId }) => sent.get(eventId)?.ack === null) ||
    (resend !== undefined && isBeyond(resend, state.resend))
  const hasFork = acks.some(({ ack }) => ack.disposition === 'fork')
  const next: SyncState = {
    ...state,
    connection: 'online',
    resend,
    // What made a batch too large or unreadable has passed.
    batchLimit: isMoving ? Math.min(MAX_BATCH, state.batchLimit * 2) : state.batchLimit,
    refused: isMoving ? undefined : state.refused,
    asking: question ? state.asking + 1 : state.asking,
    forksSeen: question
      ? { ...state.forksSeen, [journalId]: question.forksSeenTo }
      : state.forksSeen,
    failures: isMoving || isIdle ? 0 : state.failures + 1,
  }
  return {
    state: next,
    hasMore: !isIdle && (isMoving || question !== undefined),
    findings: [
      ...(hasFork ? [{ kind: 'fork' as const, journalId }] : []),
      ...(batch.hole ? [{ kind: 'hole' as const, journalId, ...batch.hole }] : []),
      ...findings,
    ],
  }
}

const isBeyond = (place: Place, before: Place | undefined): boolean =>
  before === undefined || before.journalId !== place.journalId || place.seq > before.seq

/** Where to send from again, if anywhere; and whether the device lost the end of its journal. */
async function findResend(
  disk: Disk,
  state: SyncState,
  batch: Batch,
  reply: TillEventReply,
): Promise<{ resend: Place | undefined; findings: Finding[] }> {
  const head = await disk.readHead()
  const { journalId } = batch
  const journal = head && journalsOf(head).find((each) => each.journalId === journalId)
  if (!journal) return { resend: undefined, findings: [] }
  const { lastSeq } = journal
  const at = (seq: number) => ({ resend: { journalId, seq }, findings: [] })
  const isResending = state.resend?.journalId === journalId
  const { resendFrom } = reply
  if (resendFrom !== undefined && resendFrom <= lastSeq) {
    return at(isResending ? resendFrom : await firstFork(disk, journalId, resendFrom))
  }
  if (isResending) {
    // A resend goes on until the journal has been offered to its end, and then rests.
    const offered = batch.events.at(-1)?.seq ?? batch.hole?.toSeq ?? lastSeq
    return offered < lastSeq ? at(offered + 1) : { resend: undefined, findings: [] }
  }
  if (reply.ackedSeq > lastSeq) {
    const { ackedSeq } = reply
    return { resend: state.resend, findings: [{ kind: 'behind', journalId, ackedSeq }] }
  }
  // With nothing waiting, a server that holds less than the device was restored from a backup.
  const isBehind = reply.ackedSeq < lastSeq && (await disk.countUnsent()) === 0
  return isBehind
    ? at(await firstFork(disk, journalId, reply.ackedSeq + 1))
    : { resend: state.resend, findings: [] }
}

/** Where the first fork before `seq` stands, or `seq`: a restored server may have lost the forks too. */
async function firstFork(disk: Disk, journalId: string, seq: number): Promise<number> {
  const { forks } = await findForks(disk, { journalId, seq: 1 }, seq - 1, 1)
  return forks[0]?.seq ?? seq
}
