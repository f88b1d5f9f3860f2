import type { Disposition } from '#modules/pos/shared.ts'

/** What the server said about an event. The event itself stays on the device after it. */
export interface Ack {
  disposition: Disposition
  reasons: string[]
  /** ISO 8601, by the device's clock. */
  at: string
}

/** One entry of the journal as it lies on the device. Never changed after it was written, but for `ack`. */
export interface StoredEvent {
  eventId: string
  journalId: string
  /** From 1, without gaps, within its journal. */
  seq: number
  type: string
  schemaVersion: number
  body: Record<string, unknown>
  personal?: { customerName: string }
  wallAt: string
  /** Milliseconds since this start of the app: tells a moved clock from passed time. */
  monoMs: number
  bootId: string
  prevHash: string
  hash: string
  ack: Ack | null
}

/** The end of the journal and what belongs to it. Changes only together with the journal. */
export interface Head {
  journalId: string
  nextSeq: number
  /** Hash of the last event, or the first hash. */
  prevHash: string
  /** Raised by each tab that becomes the writer; an older one is refused. */
  writerEpoch: number
  /** Counters of the app that must move in the same transaction (receipt count, shift). */
  facts: unknown
}

/** A cart that isn't sold yet: the current one or one that waits. Losing it costs a minute, not money. */
export interface StoredCart {
  cartId: string
  value: unknown
}

/** One all-or-nothing write. `head` is what the writer read before; it must still stand. */
export interface Append {
  expected: Head
  next: Head
  events: readonly StoredEvent[]
  /** Carts that end with these events. */
  closesCarts: readonly string[]
}

/**
 * `written`: on the disk, not only handed over. `moved`: the head has changed since, read it again.
 * `fenced`: another tab is the writer now. `exists`: one of these events was written before.
 */
export type AppendResult = 'written' | 'moved' | 'fenced' | 'exists'

/**
 * Where a journal lies. The journal and the sync know nothing else of storage, so that a simulator
 * can run them on a disk that fails.
 */
export interface Disk {
  /** Becomes the writer: raises the epoch; makes the head when this is the first start. */
  claim(first: { journalId: string; prevHash: string; facts: unknown }): Promise<Head>
  readHead(): Promise<Head | undefined>
  /** @throws NotSaved when the device could not keep it; then nothing of it is kept. */
  append(write: Append): Promise<AppendResult>
  /** Events that no answer has come for, in order of the journal. */
  readUnsent(limit: number): Promise<StoredEvent[]>
  countUnsent(): Promise<number>
  /** Events from a number on, answered or not. */
  readFrom(journalId: string, seq: number, limit: number): Promise<StoredEvent[]>
  /** The last events, newest first. */
  readLatest(limit: number): Promise<StoredEvent[]>
  acknowledge(acks: readonly { eventId: string; ack: Ack }[]): Promise<void>
  readCarts(): Promise<StoredCart[]>
  writeCart(cart: StoredCart): Promise<void>
  removeCart(cartId: string): Promise<void>
}

/** The device refused a write: no room, or the browser gave up. The cart is still there. */
export class NotSaved extends Error {
  readonly isFull: boolean
  constructor(isFull: boolean, cause?: unknown) {
    super('The device did not keep the write', { cause })
    this.isFull = isFull
  }
}

/** Why a write may not go ahead on the head that stands now; the same rule on every disk. */
export function refuse(head: Head | undefined, wanted: Append): 'fenced' | 'moved' | undefined {
  if (!head || head.writerEpoch !== wanted.expected.writerEpoch) return 'fenced'
  const isSame =
    head.journalId === wanted.expected.journalId &&
    head.nextSeq === wanted.expected.nextSeq &&
    head.prevHash === wanted.expected.prevHash
  return isSame ? undefined : 'moved'
}
