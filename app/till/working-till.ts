import type { DeviceJournal } from '#app/offline/device-journal.ts'
import type { Disk, StoredEvent } from '#app/offline/disk.ts'
import type { Entry } from '#app/offline/journal.ts'
import type { Connection } from '#app/offline/sync.ts'
import type { TillSnapshot } from '#modules/pos/shared.ts'
import type { PinOutcome } from './pin.ts'
import type { PinGuard } from './pin-guard.ts'
import type { StorageState } from './storage-gate.ts'
import type { AskTill } from './till-api.ts'
import type { Registered } from './till-directory.ts'
import type { TillFacts } from './till-facts.ts'

/** What the screens look at; changes by replacement, so that React sees it. */
export interface TillState {
  /** `person` is whoever is at the till, or was last. */
  snapshot: TillSnapshot
  /** Who is at the till; undefined while it is locked. */
  cashierId: string | undefined
  /** The owner took this device out of use. */
  isRevoked: boolean
  connection: Connection
  /** Sales and other money that is only on this device, and how much. */
  unsentCount: number
  unsentMinor: number
  /** Whether this device may be trusted while there is no network. */
  storage: StorageState
  /** Another tab writes now; this one only says so. */
  isTaken: boolean
  /** Counts up when the journal may have changed. */
  revision: number
}

export type Committed =
  | { kind: 'saved'; events: StoredEvent[] }
  /** It was on the disk already: the same sale, pressed twice. */
  | { kind: 'known' }
  | { kind: 'not_saved'; isFull: boolean }
  | { kind: 'taken' }

/** A till that can sell: its journal, its sync and its catalogue. */
export interface WorkingTill {
  readonly slug: string
  readonly registered: Registered
  readonly journal: DeviceJournal<TillFacts>
  readonly disk: Disk
  state(): TillState
  subscribe(listener: () => void): () => void
  /** Writes to the journal and starts sending. Nothing may be printed or paid out before it returns. */
  commit(make: (facts: TillFacts) => Entry<TillFacts>): Promise<Committed>
  sendNow(): void
  /** Somebody takes the till over without a PIN: only where nobody has one. */
  signIn(personId: string): Promise<void>
  signInWithPin(personId: string, pin: string): Promise<PinOutcome>
  /** Asks again who sells; the cart stays. */
  lock(): void
  readonly pins: PinGuard
  /** Asks the server for something that needs the network, in this device's name. */
  ask: AskTill
  /**
   * This browser is no till any more: it forgets the shop's people, customers and its key.
   *
   * @returns false while something is unsent; then nothing was forgotten.
   */
  forget(): Promise<boolean>
}

/** What came of opening the till. */
export type TillStart =
  | { phase: 'ready'; till: WorkingTill }
  | { phase: 'insecure' }
  | { phase: 'unpaired'; slug?: string }
  | { phase: 'unreachable' | 'revoked' | 'elsewhere'; slug: string }
