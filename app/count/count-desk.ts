import type { Fetched } from '#app/offline/answers.ts'
import type { StoredEvent } from '#app/offline/disk.ts'
import { type IndexedDisk, openIndexedDisk } from '#app/offline/indexed-disk.ts'
import { type Journal, openJournal } from '#app/offline/journal.ts'
import { lookAgain, sendJournal } from '#app/offline/send-journal.ts'
import { sha256 } from '#app/offline/sha256.ts'
import { takeOver, tryToWrite, type WriterLock } from '#app/offline/single-writer.ts'
import { type Connection, INITIAL_SYNC } from '#app/offline/sync.ts'
import {
  COUNT_EVENT,
  COUNT_SCHEMA_VERSION,
  COUNT_WAYS,
  type CountBody,
  type CountEntry,
  type CountSnapshot,
} from '#modules/inventory/shared.ts'
import { newId } from '#modules/kernel/shared.ts'
import { fetchSnapshot, readSnapshot, sendEvents } from './count-api.ts'
import { type CountStore, type OwnCount, openCountStore } from './count-store.ts'

/** How often what others counted is looked at again while somebody looks at the screen. */
const REFRESH_MS = 20_000
/** Where pages have no locks, nobody says when one is free. */
const LETS_GO_MS = 500

const clock = { now: () => new Date(), monotonicMs: () => performance.now() }
const diskName = (own: OwnCount) => `count-${own.stocktakeId}`
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const onNetwork = (listener: () => void) => {
  window.addEventListener('online', listener)
  return () => window.removeEventListener('online', listener)
}

/** What moves together with the journal: how many entries this phone has written, in all journals. */
interface Facts {
  turn: number
}
const readFacts = (stored: unknown): Facts => {
  const turn: unknown =
    typeof stored === 'object' && stored !== null && 'turn' in stored && stored.turn
  return { turn: typeof turn === 'number' ? turn : 0 }
}

export interface CountState {
  snapshot: CountSnapshot
  /** What this phone counted, as its journal says. */
  entries: readonly CountEntry[]
  who: string
  shelf: string
  connection: Connection
  unsentCount: number
  /** The stocktake has ended, or its code was never true. What was counted stays and is kept. */
  isOver: boolean
  /** Another tab has taken over. */
  isTaken: boolean
}

export type CountSaid = Pick<CountBody, 'productId' | 'how' | 'quantityMilli' | 'said'>

/** A phone that counts, at work. */
export interface CountDesk {
  deviceId: string
  state(): CountState
  subscribe(listener: () => void): () => void
  /** Resolves when it is on the disk. @throws NotSaved, Fenced */
  count(said: CountSaid): Promise<void>
  /** Who counts from now on, and where. */
  setCounter(who: string, shelf: string): Promise<void>
  /** Resolves when another tab may write. */
  stop(): Promise<void>
}

export type CountStart =
  | { phase: 'ready'; desk: CountDesk }
  | { phase: 'nothing' | 'unreachable' | 'refused' | 'over' | 'elsewhere' }

/**
 * Opens the counting app on this phone. Once it has joined, nothing on this way waits for the network.
 *
 * @param token what a code brought just now. @param takesOver the person said to count in this tab.
 */
export async function openCount(token?: string, takesOver = false): Promise<CountStart> {
  const store = await openCountStore()
  const found = await findOwn(store, token)
  if ('phase' in found) return found
  const { own, fresh } = found
  const disk = await openIndexedDisk(diskName(own))
  if (fresh) await disk.writeSnapshot(fresh)
  const snapshot = fresh ?? readSnapshot(await disk.readSnapshot())
  if (!snapshot) {
    disk.close()
    return { phase: 'unreachable' }
  }
  let pending: Promise<unknown> = Promise.resolve()
  const beforeYield = () => pending.then(() => undefined)
  const lock = await (takesOver ? takeOver : tryToWrite)(
    `count-writer:${own.stocktakeId}`,
    beforeYield,
  )
  if (!lock) {
    disk.close()
    return { phase: 'elsewhere' }
  }
  const plain = await openJournal(
    { disk, clock, bootId: newId(), digest: sha256, readFacts, newId },
    { journalId: own.journalId, facts: { turn: 0 } },
  )
  const commit: typeof plain.commit = (make) => {
    const turn = plain.commit(make)
    pending = turn.catch(() => undefined)
    return turn
  }
  void navigator.storage?.persist?.().catch(() => undefined)
  const journal = { ...plain, commit }
  const desk = await work({ own, store, disk, snapshot, lock, journal })
  void sendOthers(store, own).catch(console.error)
  return { phase: 'ready', desk }
}

/** Which stocktake this phone counts for: the one of a code, which is asked for, or the last one. */
async function findOwn(
  store: CountStore,
  token: string | undefined,
): Promise<{ own: OwnCount; fresh?: CountSnapshot } | Exclude<CountStart, { phase: 'ready' }>> {
  if (token === undefined) {
    const own = await store.last()
    return own ? { own } : { phase: 'nothing' }
  }
  const fetched = await fetchSnapshot(token)
  if (fetched.kind === 'ok') {
    const own = await store.join(fetched.value.stocktake.id, token)
    return { own, fresh: fetched.value }
  }
  const known = (await store.all()).find((each) => each.token === token)
  if (known) return { own: await store.join(known.stocktakeId, token) }
  if (fetched.kind === 'unpaired') return { phase: 'refused' }
  return { phase: isEnd(fetched) ? 'over' : 'unreachable' }
}

/** The server says that the stocktake has ended, and not some hotel's own page in between. */
const isEnd = (fetched: Fetched<unknown>): boolean =>
  fetched.kind === 'refused' && fetched.code === 'inventory.count_is_over'

interface Parts {
  own: OwnCount
  store: CountStore
  disk: IndexedDisk
  snapshot: CountSnapshot
  journal: Journal<Facts>
  lock: WriterLock
}

async function work({ store, disk, journal, lock, ...parts }: Parts): Promise<CountDesk> {
  let { own } = parts
  const listeners = new Set<() => void>()
  let state: CountState = {
    snapshot: parts.snapshot,
    entries: (await disk.readAll()).flatMap(entryOf),
    who: own.who,
    shelf: own.shelf,
    connection: INITIAL_SYNC.connection,
    unsentCount: await disk.countUnsent(),
    isOver: false,
    isTaken: false,
  }
  const change = (more: Partial<CountState>) => {
    state = { ...state, ...more }
    for (const listener of listeners) listener()
  }
  const refresh = async () => {
    const fetched = await fetchSnapshot(own.token)
    if (fetched.kind === 'unpaired' || isEnd(fetched)) change({ isOver: true })
    if (fetched.kind !== 'ok') return
    await disk.writeSnapshot(fetched.value)
    change({ snapshot: fetched.value, isOver: false })
  }
  const sync = sendJournal({
    disk,
    clock,
    journal,
    send: (batch) => sendEvents(own.token, batch),
    onState: (connection) => {
      change({ connection })
      void disk.countUnsent().then((unsentCount) => change({ unsentCount }), console.error)
    },
  })
  const look = () => {
    sync.poke()
    return refresh()
  }
  const stopLooking = lookAgain(look, REFRESH_MS, onNetwork)
  const stop = () => {
    stopLooking()
    sync.stop()
    lock.release()
    return Promise.race([lock.lost, rest(LETS_GO_MS)])
  }
  void lock.lost.then(() => {
    void stop()
    change({ isTaken: true })
  })
  return {
    deviceId: own.deviceId,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async count(said) {
      const { deviceId } = own
      const { who, shelf } = state
      const written = await writeCount(journal, { deviceId, who, shelf, ...said })
      change({
        entries: [...state.entries, ...written.flatMap(entryOf)],
        unsentCount: state.unsentCount + written.length,
      })
      sync.poke()
    },
    async setCounter(who, shelf) {
      own = { ...own, who, shelf }
      await store.write(own)
      change({ who, shelf })
    },
    stop,
  }
}

/** Writes one entry, with the next turn of this phone. */
async function writeCount(
  journal: Journal<Facts>,
  said: Omit<CountBody, 'turn'>,
): Promise<StoredEvent[]> {
  const eventId = newId()
  const written = await journal.commit(({ turn }) => ({
    events: [
      {
        eventId,
        type: COUNT_EVENT,
        schemaVersion: COUNT_SCHEMA_VERSION,
        body: { ...said, turn: turn + 1 },
      },
    ],
    facts: { turn: turn + 1 },
  }))
  return written ?? []
}

/** An entry of the journal as it is added up; what a newer version wrote is left out. */
function entryOf({ eventId, type, body, wallAt }: StoredEvent): CountEntry[] {
  if (type !== COUNT_EVENT) return []
  const { deviceId, turn, who, shelf, productId, how: said, quantityMilli } = body
  const how = COUNT_WAYS.find((each) => each === said)
  const isWhole =
    typeof deviceId === 'string' &&
    typeof turn === 'number' &&
    typeof who === 'string' &&
    typeof shelf === 'string' &&
    typeof productId === 'string' &&
    typeof quantityMilli === 'number'
  if (!isWhole || !how) return []
  return [
    { id: eventId, countedAt: wallAt, deviceId, turn, who, shelf, productId, how, quantityMilli },
  ]
}

/** What was counted in other stocktakes and not sent yet goes out beside this one. */
async function sendOthers(store: CountStore, current: OwnCount): Promise<void> {
  for (const other of await store.all()) {
    if (other.stocktakeId === current.stocktakeId) continue
    const disk = await openIndexedDisk(diskName(other))
    if ((await disk.countUnsent()) === 0) {
      disk.close()
      continue
    }
    const sync = sendJournal({
      disk,
      clock,
      journal: undefined,
      send: (batch) => sendEvents(other.token, batch),
      onState: async (connection) => {
        if (connection !== 'unpaired' && (await disk.countUnsent()) > 0) return
        sync.stop()
        disk.close()
      },
    })
  }
}
