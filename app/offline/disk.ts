import { type Disposition, type PersonalData, worthOf } from '#modules/pos/shared.ts'

/** What the server said about an event. The event itself stays on the device after it. */
export interface Ack {
  disposition: Disposition
  reasons: string[]
  /** ISO 8601, by the server's clock: the device's own may be wrong, and old events go by it. */
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
  personal?: PersonalData
  wallAt: string
  /** Milliseconds since this start of the app: tells a moved clock from passed time. */
  monoMs: number
  bootId: string
  prevHash: string
  hash: string
  ack: Ack | null
}

/** A journal that this device wrote before the one it writes now. */
export interface FormerJournal {
  journalId: string
  lastSeq: number
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
  /** Journals that came before, oldest first, while anything of them is still on the device. */
  former?: readonly FormerJournal[]
}

/** Every journal of a device with where it ends: the one it writes now, then the former ones. */
export function journalsOf(head: Head): FormerJournal[] {
  return [{ journalId: head.journalId, lastSeq: head.nextSeq - 1 }, ...(head.former ?? [])]
}

/** What is only on this device. */
export interface Unsent {
  /** Entries of any kind. */
  events: number
  /** Those that are about money: what the cashier is told. */
  count: number
  /** Money that went over the counter in them, in whole NT$, whichever way. */
  amountMinor: number
}

export const NOTHING_UNSENT: Unsent = { events: 0, count: 0, amountMinor: 0 }

/** Entries and a head that were found elsewhere on the device (the second copy). */
export interface Found {
  head: Head
  events: readonly StoredEvent[]
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
  sumUnsent(): Promise<Unsent>
  /** Events of one journal from a number on, answered or not. Some may be missing in between. */
  readFrom(journalId: string, seq: number, limit: number): Promise<StoredEvent[]>
  /** Everything of every journal, for comparing it with a second copy. */
  readAll(): Promise<StoredEvent[]>
  /** The last events, newest first, across journals. */
  readLatest(limit: number): Promise<StoredEvent[]>
  acknowledge(acks: readonly { eventId: string; ack: Ack }[]): Promise<void>
  /**
   * Adds entries that were found elsewhere and aren't here, puts found ones in the place of rows that
   * are `damaged`, and sets the head: all of it or nothing. An entry whose place another one has is
   * left out.
   *
   * @returns those that were left out.
   */
  absorb(found: Found, damaged: readonly string[]): Promise<StoredEvent[]>
  /**
   * Removes up to `limit` of the oldest entries that `mayPrune` allows, and forgets former journals
   * of which nothing is left.
   *
   * @param before ISO 8601, by the server's clock.
   * @returns how many were removed.
   */
  prune(before: string, limit: number): Promise<number>
  readCarts(): Promise<StoredCart[]>
  writeCart(cart: StoredCart): Promise<void>
  removeCart(cartId: string): Promise<void>
}

const SETTLED_FOR_GOOD: ReadonlySet<Disposition> = new Set<Disposition>([
  'posted',
  'posted_flagged',
  'duplicate',
])

/** Whether an entry may leave the device: answered long ago, and nobody has to look at it still. */
export const mayPrune = ({ ack }: StoredEvent, before: string): boolean =>
  ack !== null && SETTLED_FOR_GOOD.has(ack.disposition) && ack.at < before

/** The sum of what waits, grown by one entry or (`sign` -1) relieved of it. */
export function addUnsent(sum: Unsent, event: StoredEvent, sign: 1 | -1 = 1): Unsent {
  const worth = worthOf(event)
  return {
    events: sum.events + sign,
    count: sum.count + (worth === undefined ? 0 : sign),
    amountMinor: sum.amountMinor + sign * (worth ?? 0),
  }
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
