import { type IndexedDisk, openIndexedDisk } from '#app/offline/indexed-disk.ts'
import { type Journal, openJournal } from '#app/offline/journal.ts'
import { lookAgain, sendJournal } from '#app/offline/send-journal.ts'
import { sha256, sha256OfBytes } from '#app/offline/sha256.ts'
import { takeOver, tryToWrite, type WriterLock } from '#app/offline/single-writer.ts'
import { INITIAL_SYNC } from '#app/offline/sync.ts'
import type { SyncLoop } from '#app/offline/sync-loop.ts'
import { newId } from '#modules/kernel/shared.ts'
import {
  type CoursePack,
  LEARN_SCHEMA_VERSION,
  type LearnSnapshot,
} from '#modules/learning/shared.ts'
import type { Desk, DeskStart, DeskState } from './desk.ts'
import { type Downloads, packKey, startDownloads } from './downloads.ts'
import { fetchPack, fetchSnapshot, readSnapshot, sendEvents } from './learn-api.ts'
import { addWritten, wantedCourses } from './learned.ts'
import { addMeasured } from './measured.ts'
import { startMedia } from './media.ts'
import { openMediaStore } from './media-store.ts'
import { isMobileNetwork, onNetworkChange, readWifiOnly, writeWifiOnly } from './network.ts'
import { type LearnStore, type OwnDevice, openLearnStore } from './own-device.ts'
import { openPhotos } from './photos.ts'
import { pictureGuard } from './pictures.ts'
import { addAnswered } from './review.ts'
import { openVoices } from './voices.ts'

/** How often the class is looked at again while somebody looks at the screen. */
const REFRESH_MS = 20_000
/** Answered entries stay this long, so that a server that was restored can be told again. */
const KEPT_MS = 35 * 86_400_000
const PRUNED_AT_ONCE = 500
/** Where pages have no locks, nobody says when one is free. */
const LETS_GO_MS = 500

const clock = { now: () => new Date(), monotonicMs: () => performance.now() }
/** Lets some time pass. */
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const diskName = ({ deviceId }: OwnDevice) => `learn-${deviceId}`

/** A journal that counts nothing beside its entries. */
type Facts = Record<string, never>
const readFacts = (): Facts => ({})

/**
 * Opens the learners' app on this device. Once it has been made a device, nothing on this way waits
 * for the network.
 *
 * @param takesOver the person said to learn here although another tab does.
 */
export async function openDesk(takesOver: boolean): Promise<DeskStart> {
  const store = await openLearnStore()
  const own = await store.own()
  if (!own) return { phase: 'unpaired' }
  const disk = await openIndexedDisk(diskName(own))
  let snapshot = readSnapshot(await disk.readSnapshot())
  if (!snapshot) {
    const first = await fetchSnapshot(own.token)
    if (first.kind !== 'ok') {
      disk.close()
      return { phase: first.kind === 'unpaired' ? 'revoked' : 'unreachable' }
    }
    snapshot = first.value
    await disk.writeSnapshot(snapshot)
  }
  let pending: Promise<unknown> = Promise.resolve()
  const beforeYield = () => pending.then(() => undefined)
  const lock = await (takesOver ? takeOver : tryToWrite)(
    `learn-writer:${own.deviceId}`,
    beforeYield,
  )
  if (!lock) {
    disk.close()
    return { phase: 'elsewhere' }
  }
  const plain = await openJournal(
    { disk, clock, bootId: newId(), digest: sha256, readFacts, newId },
    { journalId: own.journalId, facts: {} },
  )
  const commit: typeof plain.commit = (make) => {
    const turn = plain.commit(make)
    pending = turn.catch(() => undefined)
    return turn
  }
  // Storage that the browser may clear would take the courses along.
  void navigator.storage?.persist?.().catch(() => undefined)
  const desk = await work({ own, store, disk, snapshot, lock, journal: { ...plain, commit } })
  void sendFormer(store).catch(console.error)
  return { phase: 'ready', desk }
}

interface Parts {
  own: OwnDevice
  store: LearnStore
  disk: IndexedDisk
  snapshot: LearnSnapshot
  journal: Journal<Facts>
  lock: WriterLock
}

async function work(parts: Parts): Promise<Desk> {
  const { own, disk, journal, lock } = parts
  const listeners = new Set<() => void>()
  const entries = await disk.readAll()
  let state: DeskState = {
    snapshot: parts.snapshot,
    written: addWritten(new Map(), entries),
    measured: addMeasured(new Map(), entries),
    answered: addAnswered(new Map(), entries),
    packs: new Map(),
    media: new Set(),
    photos: new Map(),
    isWifiOnly: readWifiOnly(),
    connection: INITIAL_SYNC.connection,
    unsentCount: await disk.countUnsent(),
    isRevoked: false,
    isTaken: false,
  }
  const change = (more: Partial<DeskState>) => {
    state = { ...state, ...more }
    for (const listener of listeners) listener()
  }
  const mayFetch = () => !state.isRevoked && !(state.isWifiOnly && isMobileNetwork())
  let downloads: Downloads | undefined
  const lookAfterPacks = () => {
    const kept = new Map([...state.packs].map(([key, { keptHash }]) => [key, keptHash] as const))
    downloads?.want(wantedCourses(state.snapshot, kept))
    downloads?.tidy(state.snapshot.courses).catch(console.error)
  }
  const voices = await openVoices({ token: own.token, mayFetch })
  const photos = await openPhotos({
    token: own.token,
    mayFetch,
    onChange: (addresses) => change({ photos: addresses }),
  })
  const lookAfterPeople = () => {
    const { voices: played = [], learners } = state.snapshot
    photos.want(learners).catch(console.error)
    const languages = new Set(learners.map(({ language }) => language))
    voices.want(played, languages).catch(console.error)
  }
  const refresh = async () => {
    const fetched = await fetchSnapshot(own.token)
    if (fetched.kind === 'unpaired') {
      change({ isRevoked: true })
      // Nobody's face stays on a device that is no longer of their centre.
      photos.want([]).catch(console.error)
    }
    if (fetched.kind !== 'ok') return
    await disk.writeSnapshot(fetched.value)
    change({ snapshot: fetched.value, isRevoked: false })
    lookAfterPacks()
    lookAfterPeople()
  }
  const media = startMedia({ store: await openMediaStore(), digest: sha256OfBytes, mayFetch })
  downloads = await startDownloads({
    store: parts.store.packs,
    fetchPack,
    digest: sha256,
    media,
    mayFetch,
    onChange: () =>
      change(downloads ? { packs: downloads.states(), media: downloads.media() } : {}),
    onMissing: () => void refresh().catch(console.error),
  })
  change({ packs: downloads.states(), media: downloads.media() })
  const sync = startSending(own, disk, journal, (connection, isRevoked) => {
    change({ connection, ...(isRevoked && { isRevoked }) })
    void disk.countUnsent().then((unsentCount) => change({ unsentCount }), console.error)
  })
  const look = () => {
    sync.poke()
    downloads.wake()
    return refresh()
  }
  const stopLooking = lookAgain(look, REFRESH_MS, onNetworkChange)
  lookAfterPacks()
  lookAfterPeople()
  void disk.prune(new Date(Date.now() - KEPT_MS).toISOString(), PRUNED_AT_ONCE).catch(console.error)
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

  const write: Desk['write'] = async ({ type, body }) => {
    const event = { eventId: newId(), type, schemaVersion: LEARN_SCHEMA_VERSION, body: { ...body } }
    const entries = await journal.commit((facts) => ({ events: [event], facts }))
    change({
      written: addWritten(state.written, entries ?? []),
      measured: addMeasured(state.measured, entries ?? []),
      answered: addAnswered(state.answered, entries ?? []),
      unsentCount: state.unsentCount + (entries?.length ?? 0),
    })
    sync.poke()
  }
  const note: Desk['write'] = (draft) => write(draft).catch(console.error)
  return {
    deviceId: own.deviceId,
    token: own.token,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    write,
    voices,
    pictures: pictureGuard({
      deviceId: own.deviceId,
      storage: localStorage,
      now: Date.now,
      onLockedOut: ({ id: learnerId, pictures }, failures) =>
        void note({
          type: 'learner.locked_out',
          body: { learnerId, failures, ...(pictures && { salt: pictures.salt }) },
        }),
    }),
    signedIn: ({ id: learnerId }, how) =>
      void note({ type: 'learner.signed_in', body: { learnerId, how } }),
    download: (entries) => downloads.want(entries, true),
    async openPack(entry) {
      const text = await downloads.read(packKey(entry))
      // What was kept had the hash of what the server made.
      const pack: CoursePack | undefined = text === undefined ? undefined : JSON.parse(text)
      return pack
    },
    look: () => void refresh().catch(console.error),
    openMedia: media.open,
    holdPacks: () => downloads.hold(),
    setWifiOnly(isWifiOnly) {
      writeWifiOnly(isWifiOnly)
      change({ isWifiOnly })
      downloads.wake()
    },
    stop,
  }
}

function startSending(
  own: OwnDevice,
  disk: IndexedDisk,
  journal: Pick<Journal<Facts>, 'renew'> | undefined,
  onState: (connection: DeskState['connection'], isRevoked: boolean) => void,
): SyncLoop {
  return sendJournal({
    disk,
    clock,
    journal,
    send: (batch) => sendEvents(own.token, batch),
    onState: (connection) => onState(connection, connection === 'unpaired'),
  })
}

/** What was written while this browser was another device is sent in that device's name. */
async function sendFormer(store: LearnStore): Promise<void> {
  for (const former of await store.former()) {
    const disk = await openIndexedDisk(diskName(former))
    if ((await disk.countUnsent()) === 0) {
      disk.close()
      continue
    }
    const sync = startSending(former, disk, undefined, async (connection) => {
      if (connection !== 'unpaired' && (await disk.countUnsent()) > 0) return
      sync.stop()
      disk.close()
    })
  }
}
