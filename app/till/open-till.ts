import { actOn, deviceJournal } from '#app/offline/device-journal.ts'
import { NotSaved } from '#app/offline/disk.ts'
import { type IndexedDisk, openIndexedDisk } from '#app/offline/indexed-disk.ts'
import { Fenced, openJournal } from '#app/offline/journal.ts'
import { sha256 } from '#app/offline/sha256.ts'
import { takeOver, tryToWrite, type WriterLock } from '#app/offline/single-writer.ts'
import { INITIAL_SYNC, startSync } from '#app/offline/sync.ts'
import { newId } from '#modules/kernel/shared.ts'
import { type RegisteredTill, TillSnapshot } from '#modules/pos/shared.ts'
import { fetchSnapshot, registerTill, sendEvents, sendRaw } from './till-api.ts'
import { type OwnTill, openDirectory } from './till-directory.ts'
import { FIRST_FACTS, readFacts } from './till-facts.ts'
import type { TillStart, WorkingTill } from './working-till.ts'

/** How often the catalogue is looked at again while somebody sells. */
const REFRESH_MS = 60_000
const SHELL_VERSION = '1'

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
  const disk = await openIndexedDisk(own.tillId)
  const stored = TillSnapshot.safeParse(await disk.readSnapshot())

  let registered = own.registered
  let snapshot = stored.data
  if (!registered || !snapshot) {
    const first = await firstContact(own, disk)
    if (first.phase !== 'ready') return first
    registered = first.registered
    snapshot = first.snapshot
    await directory.save({ ...own, registered })
  } else {
    await directory.save({ ...own, registered })
  }
  return startWriting({ own, disk, registered, snapshot, takesOver })
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
  disk: IndexedDisk
  registered: RegisteredTill
  snapshot: TillSnapshot
  takesOver: boolean
}): Promise<TillStart> {
  const { own, disk, takesOver } = parts
  let pending: Promise<unknown> = Promise.resolve()
  const beforeYield = () => pending.then(() => undefined)
  const lock = await (takesOver ? takeOver : tryToWrite)(own.tillId, beforeYield)
  if (!lock) {
    disk.close()
    return { phase: 'elsewhere', slug: own.slug }
  }
  let clockOffsetMs: number | undefined
  const plain = await openJournal(
    { disk, clock, bootId: newId(), digest: sha256, readFacts, newId },
    { journalId: own.journalId, facts: FIRST_FACTS },
  )
  const careful = deviceJournal({
    journal: plain,
    clock,
    newId,
    clockOffsetMs: () => clockOffsetMs,
  })
  await careful.start()
  const commit: typeof careful.commit = (make) => {
    const turn = careful.commit(make)
    pending = turn.catch(() => undefined)
    return turn
  }
  const till = work({
    ...parts,
    journal: { ...careful, commit },
    lock,
    onOffset: (offsetMs) => {
      clockOffsetMs = offsetMs
    },
  })
  return { phase: 'ready', till }
}

function work(parts: {
  own: OwnTill
  disk: IndexedDisk
  registered: RegisteredTill
  snapshot: TillSnapshot
  journal: WorkingTill['journal']
  lock: WriterLock
  onOffset: (offsetMs: number | undefined) => void
}): WorkingTill {
  const { own, disk, registered, journal, lock } = parts
  const listeners = new Set<() => void>()
  let state: ReturnType<WorkingTill['state']> = {
    snapshot: parts.snapshot,
    connection: INITIAL_SYNC.connection,
    unsentCount: 0,
    unsentMinor: 0,
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

  const sync = startSync({
    disk,
    clock,
    send: (outgoing) =>
      sendEvents(own.slug, {
        ...outgoing,
        tillId: registered.tillId,
        shellVersion: SHELL_VERSION,
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
    const fetched = await fetchSnapshot(own.slug, state.snapshot.version)
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
  window.addEventListener('pagehide', close)
  window.addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  void refresh()
  void recount()

  const stop = () => {
    clearInterval(timer)
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
