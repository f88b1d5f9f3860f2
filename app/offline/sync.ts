import {
  type Disposition,
  MAX_BATCH,
  type TillEvent,
  type TillEventReply,
} from '#modules/pos/shared.ts'
import type { Disk, StoredEvent } from './disk.ts'
import type { Clock } from './journal.ts'

/** A request may carry this much; the server takes a little more. */
const MAX_BATCH_BYTES = 256 * 1024
const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 60_000
/** Even with nothing to send, the server is asked this often whether it still knows what it had. */
const HEARTBEAT_MS = 15_000

/** What came of one request. Only `reply` says anything about events. */
export type Sent =
  | { kind: 'reply'; reply: TillEventReply }
  /** The sign-in has ended. Everything stays; nothing moves until somebody signs in again. */
  | { kind: 'signed_out' }
  | { kind: 'too_large' }
  /** The server answered, and will not take the request as it is. */
  | { kind: 'refused'; code: string }
  | { kind: 'unreachable'; retryAfterMs?: number }

/** `unknown` until the first real request: whether there is a network is never asked of the browser. */
export type Connection = 'unknown' | 'online' | 'offline' | 'signed_out' | 'refused'

export interface SyncState {
  connection: Connection
  isSending: boolean
  /** Consecutive requests that moved nothing. */
  failures: number
  /** After a gap, or when the server lost rows: where to send from again. */
  resendFrom: number | undefined
  batchLimit: number
}

export const INITIAL_SYNC: SyncState = {
  connection: 'unknown',
  isSending: false,
  failures: 0,
  resendFrom: undefined,
  batchLimit: MAX_BATCH,
}

export interface SyncParts {
  disk: Disk
  journalId: string
  clock: Clock
  send(events: TillEvent[]): Promise<Sent>
}

const SETTLED: ReadonlySet<Disposition> = new Set<Disposition>([
  'posted',
  'posted_flagged',
  'quarantined',
  'duplicate',
  'fork',
])

/**
 * One request and what follows from it. Sends what waits (or, after a gap, everything from where the
 * server's rows end); with nothing waiting, an empty batch that only asks.
 *
 * @returns the next state, and whether there may be more to send right now.
 */
export async function syncOnce(
  parts: SyncParts,
  state: SyncState,
): Promise<{ state: SyncState; hasMore: boolean }> {
  const batch = await nextBatch(parts, state)
  const sent = await parts.send(batch.map(asTillEvent))
  const failed = (connection: Connection) => ({
    state: { ...state, connection, failures: state.failures + 1 },
    hasMore: false,
  })
  switch (sent.kind) {
    case 'unreachable':
      return failed('offline')
    case 'signed_out':
      return failed('signed_out')
    case 'refused':
      return failed('refused')
    case 'too_large': {
      const batchLimit = Math.max(1, Math.floor(batch.length / 2))
      // One event alone that is too large can't be made smaller: it waits, visibly.
      if (batch.length <= 1) return failed('refused')
      return { state: { ...state, batchLimit }, hasMore: true }
    }
    case 'reply':
      return settle(parts, state, batch, sent.reply)
  }
}

async function settle(
  { disk, journalId, clock }: SyncParts,
  state: SyncState,
  batch: readonly StoredEvent[],
  reply: TillEventReply,
) {
  const at = clock.now().toISOString()
  const sent = new Map(batch.map((event) => [event.eventId, event]))
  // Cleared by the id in the results and never by `ackedSeq`: a number says nothing about which
  // event the server holds under it.
  const acks = reply.results.flatMap(({ eventId, disposition, reasons }) => {
    const event = sent.get(eventId)
    if (!event || !SETTLED.has(disposition)) return []
    // What an event became the first time stands; "duplicate" only confirms it.
    if (event.ack && disposition === 'duplicate') return []
    return [{ eventId, ack: { disposition, reasons, at } }]
  })
  if (acks.length > 0) await disk.acknowledge(acks)

  const isAsking = batch.length === 0
  const resendFrom = await findResend({ disk, journalId }, state, batch, reply)
  const isIdle = resendFrom === undefined && (await disk.countUnsent()) === 0
  // Progress is an answer that was missing, or a resend that starts or moves on. The same answer
  // again is none: without this, a server that keeps saying it would be asked without pause.
  const isMoving =
    acks.some(({ eventId }) => sent.get(eventId)?.ack === null) ||
    (resendFrom !== undefined && resendFrom > (state.resendFrom ?? 0))
  const next: SyncState = {
    ...state,
    connection: 'online',
    resendFrom,
    failures: isMoving || isIdle ? 0 : state.failures + 1,
  }
  return { state: next, hasMore: !isIdle && (isMoving || isAsking) }
}

/** Where to send from again, if anywhere. */
async function findResend(
  { disk, journalId }: Pick<SyncParts, 'disk' | 'journalId'>,
  state: SyncState,
  batch: readonly StoredEvent[],
  reply: TillEventReply,
): Promise<number | undefined> {
  if (reply.resendFrom !== undefined) return reply.resendFrom
  const head = await disk.readHead()
  if (head?.journalId !== journalId) return undefined
  const lastSeq = head.nextSeq - 1
  if (state.resendFrom !== undefined) {
    // A resend goes on until the journal has been offered to its end, and then rests.
    const offered = batch.at(-1)?.seq ?? lastSeq
    return offered < lastSeq ? offered + 1 : undefined
  }
  // With nothing waiting, a server that holds less than the device was restored from a backup.
  const isBehind = reply.ackedSeq < lastSeq && (await disk.countUnsent()) === 0
  return isBehind ? reply.ackedSeq + 1 : undefined
}

async function nextBatch({ disk, journalId }: SyncParts, state: SyncState) {
  const events =
    state.resendFrom === undefined
      ? await disk.readUnsent(state.batchLimit)
      : await disk.readFrom(journalId, state.resendFrom, state.batchLimit)
  const batch: StoredEvent[] = []
  let bytes = 0
  for (const event of events) {
    bytes += new TextEncoder().encode(JSON.stringify(asTillEvent(event))).length + 1
    if (batch.length > 0 && bytes > MAX_BATCH_BYTES) break
    batch.push(event)
  }
  return batch
}

/** An event as it travels: without what only this device needs. */
export function asTillEvent(event: StoredEvent): TillEvent {
  const { eventId, seq, type, schemaVersion, body, hash, prevHash, wallAt, personal } = event
  return {
    eventId,
    seq,
    type,
    schemaVersion,
    body,
    hash,
    prevHash,
    wallAt,
    ...(personal && { personal }),
  }
}

/** Full jitter: anything up to the doubled delay, so that tills don't come back all at once. */
export function retryDelayMs(failures: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 10))
  return Math.round(random() * ceiling)
}

export interface SyncLoopParts extends SyncParts {
  random(): number
  /** Calls back once after a while; returns how to call it off. */
  later(callback: () => void, delayMs: number): () => void
  onState(state: SyncState): void
  /** A bug in the loop itself; it goes on. */
  onError(cause: unknown): void
}

export interface SyncLoop {
  /** Something happened (a commit, the network's return, the tab in front): try now. */
  poke(): void
  state(): SyncState
  stop(): void
}

/**
 * The one loop of a till, in the tab that holds the writer's lock: one request at a time, over and
 * over until everything has its answer.
 */
export function startSync(parts: SyncLoopParts): SyncLoop {
  let state = INITIAL_SYNC
  let isStopped = false
  let isPoked = false
  let cancel = () => {}

  const change = (next: SyncState) => {
    state = next
    parts.onState(state)
  }
  const plan = (delayMs: number) => {
    cancel()
    if (!isStopped) cancel = parts.later(() => run().catch(parts.onError), delayMs)
  }
  const run = async () => {
    if (isStopped || state.isSending) return
    isPoked = false
    change({ ...state, isSending: true })
    let hasMore = false
    try {
      const step = await syncOnce(parts, state)
      hasMore = step.hasMore
      change({ ...step.state, isSending: false })
    } catch (cause) {
      change({ ...state, isSending: false, failures: state.failures + 1 })
      parts.onError(cause)
    }
    if (hasMore || isPoked) plan(0)
    else if (state.failures > 0) plan(retryDelayMs(state.failures, parts.random))
    else plan(HEARTBEAT_MS)
  }

  plan(0)
  return {
    poke() {
      isPoked = true
      if (!state.isSending) plan(0)
    },
    state: () => state,
    stop() {
      isStopped = true
      cancel()
    },
  }
}
