import type { DeviceJournal } from '#app/offline/device-journal.ts'
import type { Disk, StoredEvent } from '#app/offline/disk.ts'
import type { Entry } from '#app/offline/journal.ts'
import type { Connection } from '#app/offline/sync.ts'
import type { RegisteredTill, TillSnapshot } from '#modules/pos/shared.ts'
import type { StorageState } from './storage-gate.ts'
import type { TillFacts } from './till-facts.ts'

/** What the screens look at; changes by replacement, so that React sees it. */
export interface TillState {
  snapshot: TillSnapshot
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
  readonly registered: RegisteredTill
  readonly journal: DeviceJournal<TillFacts>
  readonly disk: Disk
  state(): TillState
  subscribe(listener: () => void): () => void
  /** Writes to the journal and starts sending. Nothing may be printed or paid out before it returns. */
  commit(make: (facts: TillFacts) => Entry<TillFacts>): Promise<Committed>
  sendNow(): void
}

/** What came of opening the till. */
export type TillStart =
  | { phase: 'ready'; till: WorkingTill }
  | { phase: 'no_shop' }
  | { phase: 'signed_out' | 'unreachable' | 'not_allowed' | 'elsewhere'; slug: string }
