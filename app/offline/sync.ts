import {
  type Disposition,
  MAX_BATCH,
  type TillEvent,
  type TillEventReply,
} from '#modules/pos/shared.ts'
import { type Disk, journalsOf, type StoredEvent } from './disk.ts'
import type { Clock } from './journal.ts'

/** A request may carry this much; the server takes a little more. */
const MAX_BATCH_BYTES = 256 * 1024
const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 60_000
/** Even with nothing to send, the server is asked this often whether it still knows what it had. */
const HEARTBEAT_MS = 15_000

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

/** A place in one of the device's journals. */
export interface Place {
  journalId: string
  seq: number
}

export interface SyncState {
  connection: Connection
  isSending: boolean
  /** Consecutive requests that moved nothing. */
  failures: number
  /** After a gap, or when the server lost rows: where to send from again. */
  resend: Place | undefined
  batchLimit: number
  /** The entry that was refused when it travelled alone, and how often in a row. */
  refused: { eventId: string; times: number } | undefined
  /** Which journal a request without entries asks about next; the former ones get their turn too. */
  asking: number
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

interface Batch {
  journalId: string
  events: StoredEvent[]
  hole?: { fromSeq: number; toSeq: number }
}

/**
 * One request and what follows from it. Sends what waits, of one journal at a time (or, after a gap,
 * everything from where the server's rows end); with nothing waiting, an empty batch that only asks.
 */
export async function syncOnce(parts: SyncParts, state: SyncState): Promise<SyncStep> {
  const batch = await nextBatch(parts, state)
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
    if (event.ack && disposition === 'duplicate') return []
    return [{ eventId, ack: { disposition, reasons, at: reply.serverTime } }]
  })
  if (acks.length > 0) await disk.acknowledge(acks)

  const { journalId } = batch
  const isAsking = batch.events.length === 0 && batch.hole === undefined
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
    asking: isAsking ? state.asking + 1 : state.asking,
    failures: isMoving || isIdle ? 0 : state.failures + 1,
  }
  return {
    state: next,
    hasMore: !isIdle && (isMoving || isAsking),
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

/**
 * Where the first fork before `seq` stands, or `seq`. A server put up again from a backup may have
 * lost the forks too, and its last number says nothing about them.
 */
async function firstFork(disk: Disk, journalId: string, seq: number): Promise<number> {
  for (let from = 1; from < seq; ) {
    const events = await disk.readFrom(journalId, from, MAX_BATCH)
    const fork = events.find((event) => event.ack?.disposition === 'fork')
    if (fork) return Math.min(fork.seq, seq)
    from = (events.at(-1)?.seq ?? seq) + 1
  }
  return seq
}

async function nextBatch({ disk }: SyncParts, state: SyncState): Promise<Batch | undefined> {
  const { resend } = state
  if (resend) {
    const events = await disk.readFrom(resend.journalId, resend.seq, state.batchLimit)
    const hole = await findHole(disk, resend, events)
    return { journalId: resend.journalId, events: fitting(events), ...(hole && { hole }) }
  }
  const [first, ...rest] = await disk.readUnsent(state.batchLimit)
  if (first) {
    const same = rest.filter((event) => event.journalId === first.journalId)
    return { journalId: first.journalId, events: fitting([first, ...same]) }
  }
  const head = await disk.readHead()
  if (!head) return undefined
  const journals = journalsOf(head)
  const asked = journals[state.asking % journals.length]
  return asked && { journalId: asked.journalId, events: [] }
}

/** What is missing from here to the next entry that the device still has. */
async function findHole(
  disk: Disk,
  { journalId, seq }: Place,
  events: readonly StoredEvent[],
): Promise<{ fromSeq: number; toSeq: number } | undefined> {
  const [first] = events
  if (first?.seq === seq) return undefined
  const head = await disk.readHead()
  const journal = head && journalsOf(head).find((each) => each.journalId === journalId)
  const toSeq = first ? first.seq - 1 : (journal?.lastSeq ?? 0)
  return toSeq < seq ? undefined : { fromSeq: seq, toSeq }
}

/** As many as one request may carry, without a hole between them. */
function fitting(events: readonly StoredEvent[]): StoredEvent[] {
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
  /** Something that the journal has to act on, before the next request goes out. */
  onFinding(finding: Finding): Promise<void>
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
      state = { ...step.state, isSending: true }
      for (const finding of step.findings) await parts.onFinding(finding)
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
