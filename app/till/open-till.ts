import { actOn, deviceJournal } from '#app/offline/device-journal.ts'
import { NotSaved } from '#app/offline/disk.ts'
import type { IndexedDisk } from '#app/offline/indexed-disk.ts'
import { Fenced, openJournal } from '#app/offline/journal.ts'
import { sha256 } from '#app/offline/sha256.ts'
import { takeOver, tryToWrite, type WriterLock } from '#app/offline/single-writer.ts'
import { INITIAL_SYNC, startSync } from '#app/offline/sync.ts'
import { newId } from '#modules/kernel/shared.ts'
import type { RegisteredTill, TillSnapshot } from '#modules/pos/shared.ts'
import { readSnapshot } from './replies.ts'
import { shellVersion } from './shell.ts'
import { checkStorage, UNCHECKED } from './storage-gate.ts'
import { fetchSnapshot, registerTill, sendEvents, sendRaw } from './till-api.ts'
import { type OwnTill, openDirectory } from './till-directory.ts'
import { FIRST_FACTS, readFacts } from './till-facts.ts'
import { saveTillFile } from './till-file.ts'
import { type OpenedDisk, openDisk, openStorage, type TillStorage } from './till-storage.ts'
import type { TillStart, WorkingTill } from './working-till.ts'

/** How often the catalogue is looked at again while somebody sells. */
const REFRESH_MS = 60_000
const HOUR_MS = 3_600_000

/** Soon, but not while somebody is being served. It may fail: the next sale sees to it itself. */
const whenIdle = (work: () => Promise<void>): void => {
  setTimeout(() => void work().catch(() => undefined), 500)
}

const clock = { now: () => new Date(), monotonicMs: () => performance.now() }

/**
 * Opens the till of a shop in this browser. Once it has been registered, nothing on this way waits
 * for the network.
 *
 * @param takesOver the person said to sell here although another tab does.
 */
export async function openTill(slug: string | null, takesOver: boolean): Promise<TillStart> {
  const directory = await openDirectory()
  const shop = slug ?? (await directory.lastSlug())
  if (!shop) return { phase: 'no_shop' }
  const own = await directory.open(shop)
  const opened = await openDisk(own.tillId)
  const { disk } = opened

  let registered = own.registered
  let snapshot = readSnapshot(await disk.readSnapshot())
  if (!registered || !snapshot) {
    const first = await firstContact(own, disk)
    if (first.phase !== 'ready') return first
    registered = first.registered
    snapshot = first.snapshot
    await directory.save({ ...own, registered })
  } else {
    await directory.save({ ...own, registered })
  }
  const isFirstStart = own.hasStarted !== true
  void saveTillFile(own)
  const start = await startWriting({ own, opened, registered, snapshot, takesOver })
  if (start.phase === 'ready' && isFirstStart) {
    // From here on, a device that remembers nothing has lost something.
    await directory.save({ ...own, registered, hasStarted: true })
  }
  return start
}

type FirstContact =
  | { phase: 'ready'; registered: RegisteredTill; snapshot: TillSnapshot }
  | { phase: 'signed_out' | 'unreachable' | 'not_allowed'; slug: string }

/** The one time that the network is needed: the shop's goods, and a number for this till. */
async function firstContact(own: OwnTill, disk: IndexedDisk): Promise<FirstContact> {
  const { slug, tillId, journalId } = own
  const failed = (kind: 'signed_out' | 'unreachable' | 'refused') => ({
    phase: kind === 'refused' ? ('not_allowed' as const) : kind,
    slug,
  })
  const snapshot = await fetchSnapshot(slug, undefined)
  if (snapshot.kind === 'same') return failed('unreachable')
  if (snapshot.kind !== 'ok') return failed(snapshot.kind)
  const till = await registerTill(slug, { tillId, journalId })
  if (till.kind !== 'ok') return failed(till.kind)
  await disk.writeSnapshot(snapshot.value)
  return { phase: 'ready', registered: till.value, snapshot: snapshot.value }
}

async function startWriting(parts: {
  own: OwnTill
  opened: OpenedDisk
  registered: RegisteredTill
  snapshot: TillSnapshot
  takesOver: boolean
}): Promise<TillStart> {
  const { own, opened, takesOver } = parts
  let pending: Promise<unknown> = Promise.resolve()
  let storage: TillStorage | undefined
  const beforeYield = () => pending.then(() => storage?.close())
  const lock = await (takesOver ? takeOver : tryToWrite)(own.tillId, beforeYield)
  if (!lock) {
    opened.disk.close()
    return { phase: 'elsewhere', slug: own.slug }
  }
  let onCopyChange = () => {}
  storage = await openStorage(own.tillId, opened, () => onCopyChange())
  const { disk, restored } = storage
  const hasLostAll = restored.kind === 'empty' && own.hasStarted === true
  let clockOffsetMs: number | undefined
  const plain = await openJournal(
    { disk, clock, bootId: newId(), digest: sha256, readFacts, newId },
    hasLostAll
      ? { journalId: newId(), facts: { ...FIRST_FACTS, series: randomSeries() } }
      : { journalId: own.journalId, facts: FIRST_FACTS },
  )
  const careful = deviceJournal({
    journal: plain,
    clock,
    newId,
    clockOffsetMs: () => clockOffsetMs,
  })
  if (restored.kind === 'recovered') {
    await careful.recover(careful.journalId(), 'copy', restored.unplaced)
  } else await careful.start()
  if (hasLostAll) await careful.report('storage_lost', { formerJournalId: own.journalId })
  const commit: typeof careful.commit = (make) => {
    const turn = careful.commit(make)
    pending = turn.catch(() => undefined)
    return turn
  }
  const till = work({
    ...parts,
    storage,
    onCopyChange: (call) => {
      onCopyChange = call
    },
    journal: { ...careful, commit },
    lock,
    onOffset: (offsetMs) => {
      clockOffsetMs = offsetMs
    },
  })
  return { phase: 'ready', till }
}

/** Letters for receipt numbers of a device that has forgotten how far it had counted. */
const randomSeries = (): string =>
  [...crypto.getRandomValues(new Uint8Array(3))]
    .map((byte) => 'ABCDEFGHJKLMNPQRSTUVWXYZ'[byte % 24])
    .join('')

function work(parts: {
  own: OwnTill
  storage: TillStorage
  onCopyChange: (call: () => void) => void
  registered: RegisteredTill
  snapshot: TillSnapshot
  journal: WorkingTill['journal']
  lock: WriterLock
  onOffset: (offsetMs: number | undefined) => void
}): WorkingTill {
  const { own, storage, registered, journal, lock } = parts
  const { disk } = storage
  const listeners = new Set<() => void>()
  let state: ReturnType<WorkingTill['state']> = {
    snapshot: parts.snapshot,
    connection: INITIAL_SYNC.connection,
    unsentCount: 0,
    unsentMinor: 0,
    storage: UNCHECKED,
    isTaken: false,
    revision: 0,
  }
  const change = (more: Partial<typeof state>) => {
    state = { ...state, ...more }
    for (const listener of listeners) listener()
  }
  const recount = async () => {
    const { count, amountMinor } = await disk.sumUnsent()
    change({ unsentCount: count, unsentMinor: amountMinor, revision: state.revision + 1 })
  }

  const checkDevice = async () => change({ storage: await checkStorage(storage.isCopyFailing()) })
  parts.onCopyChange(() => void checkDevice())
  const lookAfter = async () => {
    void checkDevice()
    const { clockOffsetMs, connection } = sync.state()
    if (connection === 'online') await storage.prune(Date.now() + (clockOffsetMs ?? 0))
  }

  const sync = startSync({
    disk,
    clock,
    send: (outgoing) =>
      sendEvents(own.slug, {
        ...outgoing,
        tillId: registered.tillId,
        shellVersion: shellVersion(),
      }),
    sendRaw: (event) => sendRaw(own.slug, registered.tillId, event),
    random: Math.random,
    later(callback, delayMs) {
      const timer = setTimeout(callback, delayMs)
      return () => clearTimeout(timer)
    },
    onState: ({ connection, isSending, clockOffsetMs }) => {
      parts.onOffset(clockOffsetMs)
      change({ connection })
      if (!isSending) void recount()
    },
    onFinding: (finding) => actOn(finding, journal),
    onError: (cause) => console.error(cause),
  })

  let refreshedAtMs = Number.NEGATIVE_INFINITY
  const refresh = async () => {
    if (performance.now() - refreshedAtMs < REFRESH_MS) return
    refreshedAtMs = performance.now()
    const fetched = await fetchSnapshot(own.slug, state.snapshot)
    if (fetched.kind === 'ok') {
      await disk.writeSnapshot(fetched.value)
      change({ snapshot: fetched.value })
    }
  }
  const wake = () => {
    if (document.visibilityState !== 'visible') return
    sync.poke()
    void refresh()
  }
  // Waits behind whatever is still being written. A page that comes back writes on as before.
  const close = () => void journal.close().catch(() => undefined)
  const timer = setInterval(wake, REFRESH_MS)
  const hourly = setInterval(() => void lookAfter().catch(console.error), HOUR_MS)
  whenIdle(lookAfter)
  navigator.serviceWorker?.addEventListener('controllerchange', checkDevice)
  window.addEventListener('pagehide', close)
  window.addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  void refresh()
  void recount()

  const stop = () => {
    clearInterval(timer)
    clearInterval(hourly)
    navigator.serviceWorker?.removeEventListener('controllerchange', checkDevice)
    void storage.close()
    window.removeEventListener('online', wake)
    window.removeEventListener('pagehide', close)
    document.removeEventListener('visibilitychange', wake)
    sync.stop()
  }
  void lock.lost.then(() => {
    stop()
    change({ isTaken: true })
  })

  return {
    slug: own.slug,
    registered,
    journal,
    disk,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async commit(make) {
      try {
        const events = await journal.commit(make)
        void recount()
        sync.poke()
        whenIdle(() => journal.reserve())
        if (events?.some((event) => event.type === 'shift.opened')) void checkDevice()
        return events ? { kind: 'saved', events } : { kind: 'known' }
      } catch (cause) {
        if (cause instanceof Fenced) {
          stop()
          change({ isTaken: true })
          return { kind: 'taken' }
        }
        if (cause instanceof NotSaved) return { kind: 'not_saved', isFull: cause.isFull }
        throw cause
      }
    },
    sendNow: () => sync.poke(),
  }
}
