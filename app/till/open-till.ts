import { actOn, deviceJournal } from '#app/offline/device-journal.ts'
import { NotSaved } from '#app/offline/disk.ts'
import { Fenced, openJournal } from '#app/offline/journal.ts'
import { sha256 } from '#app/offline/sha256.ts'
import { takeOver, tryToWrite, type WriterLock } from '#app/offline/single-writer.ts'
import { INITIAL_SYNC } from '#app/offline/sync.ts'
import { startSync } from '#app/offline/sync-loop.ts'
import { shellVersion } from '#app/shell/shell.ts'
import { newId } from '#modules/kernel/shared.ts'
import { EVENT_SCHEMA_VERSION, type ShopSnapshot, type TillEventType } from '#modules/pos/shared.ts'
import {
  cashierWithoutPin,
  forgetCashier,
  needsNoPin,
  rememberCashier,
  rememberedCashier,
  withCashier,
} from './cashier.ts'
import { hasKeys } from './device-keys.ts'
import { keepPhotos } from './keep-photos.ts'
import { pinGuard } from './pin-guard.ts'
import { chooseOwnPrinter, papersName } from './printing/own-printer.ts'
import { readSnapshot } from './replies.ts'
import { checkStorage, UNCHECKED } from './storage-gate.ts'
import { askTill, fetchSnapshot, sendEvents, sendRaw } from './till-api.ts'
import { type OwnTill, openDirectory, type TillDirectory } from './till-directory.ts'
import { FIRST_FACTS, readFacts } from './till-facts.ts'
import { dropTillFile, saveTillFile } from './till-file.ts'
import { type OpenedDisk, openDisk, openStorage, type TillStorage } from './till-storage.ts'
import type { TillStart, WorkingTill } from './working-till.ts'

/** How often the catalogue is looked at again while somebody sells. */
const REFRESH_MS = 60_000
const HOUR_MS = 3_600_000

/** Soon, but not while somebody is being served. It may fail: the next sale sees to it itself. */
const whenIdle = (work: () => Promise<void>): void => {
  setTimeout(() => void work().catch(() => undefined), 500)
}

/** Lets some time pass. */
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const clock = { now: () => new Date(), monotonicMs: () => performance.now() }

/**
 * Opens the till of a shop in this browser. Once it has been paired, nothing on this way waits for
 * the network.
 *
 * @param takesOver the person said to sell here although another tab does.
 */
export async function openTill(slug: string | null, takesOver: boolean): Promise<TillStart> {
  if (!hasKeys()) return { phase: 'insecure' }
  const directory = await openDirectory()
  const shop = slug ?? (await directory.lastSlug())
  const own = shop === undefined ? undefined : await directory.find(shop)
  if (!own) return { phase: 'unpaired', ...(shop !== undefined && { slug: shop }) }
  const opened = await openDisk(own.tillId)
  let snapshot = readSnapshot(await opened.disk.readSnapshot())
  if (!snapshot) {
    const first = await fetchSnapshot(own, undefined)
    if (first.kind === 'unpaired') return { phase: 'unpaired', slug: own.slug }
    if (first.kind !== 'ok') {
      const isRevoked = first.kind === 'refused' && first.code === 'pos.till_revoked'
      return { phase: isRevoked ? 'revoked' : 'unreachable', slug: own.slug }
    }
    snapshot = first.value
    await opened.disk.writeSnapshot(snapshot)
  }
  await directory.touch(own.slug)
  void saveTillFile(own)
  const start = await startWriting({ own, opened, directory, snapshot, takesOver })
  // From here on, a device that remembers nothing has lost something.
  if (start.phase === 'ready') await directory.markStarted(own.slug)
  return start
}

async function startWriting(parts: {
  own: OwnTill
  opened: OpenedDisk
  directory: TillDirectory
  snapshot: ShopSnapshot
  takesOver: boolean
}): Promise<TillStart> {
  const { own, opened, takesOver } = parts
  let pending: Promise<unknown> = Promise.resolve()
  let storage: TillStorage | undefined
  const beforeYield = () => pending.then(() => storage?.close())
  const lock = await (takesOver ? takeOver : tryToWrite)(`till-writer:${own.tillId}`, beforeYield)
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
    rest,
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

const isSameState = <State extends object>(before: State, after: State): boolean =>
  Object.entries(after).every(([key, value]) => Object.is(Reflect.get(before, key), value))

/** Letters for receipt numbers of a device that has forgotten how far it had counted. */
const randomSeries = (): string =>
  [...crypto.getRandomValues(new Uint8Array(3))]
    .map((byte) => 'ABCDEFGHJKLMNPQRSTUVWXYZ'[byte % 24])
    .join('')

function work(parts: {
  own: OwnTill
  storage: TillStorage
  onCopyChange: (call: () => void) => void
  directory: TillDirectory
  snapshot: ShopSnapshot
  journal: WorkingTill['journal']
  lock: WriterLock
  onOffset: (offsetMs: number | undefined) => void
}): WorkingTill {
  const { own, storage, directory, journal, lock } = parts
  const { registered } = own
  const { disk } = storage
  const listeners = new Set<() => void>()
  let { snapshot } = parts
  let cashierId = rememberedCashier(own.tillId, snapshot) ?? cashierWithoutPin(snapshot)?.id
  let state: ReturnType<WorkingTill['state']> = {
    snapshot: withCashier(snapshot, cashierId),
    cashierId,
    isRevoked: false,
    connection: INITIAL_SYNC.connection,
    unsentCount: 0,
    unsentMinor: 0,
    storage: UNCHECKED,
    isTaken: false,
    revision: 0,
  }
  // Every change draws the whole screen anew: what says nothing new may not hold up the next scan.
  const change = (more: Partial<typeof state>) => {
    const next = { ...state, ...more }
    if (isSameState(state, next)) return
    state = next
    for (const listener of listeners) listener()
  }
  let counted = -1
  /** @param isWritten something was just written, whatever has been sent since. */
  const recount = async (isWritten = false) => {
    const { events, count, amountMinor } = await disk.sumUnsent()
    const isNew = isWritten || events !== counted
    const revision = isNew ? state.revision + 1 : state.revision
    counted = events
    change({ unsentCount: count, unsentMinor: amountMinor, revision })
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
    send: async (outgoing) => {
      const batch = { ...outgoing, tillId: own.tillId, shellVersion: shellVersion() }
      const sent = await sendEvents(own, batch)
      if (sent.isRevoked) change({ isRevoked: true })
      return sent
    },
    sendRaw: (event) => sendRaw(own, event),
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
    const fetched = await fetchSnapshot(own, snapshot)
    if (fetched.kind === 'refused' && fetched.code === 'pos.till_revoked') {
      change({ isRevoked: true })
    }
    if (fetched.kind === 'same') void keepPhotos(own, snapshot).catch(console.error)
    if (fetched.kind !== 'ok') return
    void keepPhotos(own, fetched.value).catch(console.error)
    await disk.writeSnapshot(fetched.value)
    snapshot = fetched.value
    // Whoever may not sell any more does not go on.
    if (cashierId && !snapshot.staff.some((each) => each.id === cashierId)) cashierId = undefined
    change({ cashierId, snapshot: withCashier(snapshot, cashierId ?? state.snapshot.person.id) })
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

  const note = (type: TillEventType, body: Record<string, unknown>) =>
    journal.commit((facts) => ({
      events: [{ eventId: newId(), type, schemaVersion: EVENT_SCHEMA_VERSION, body }],
      facts,
    }))
  const pins = pinGuard({
    tillId: own.tillId,
    pinKey: own.pinKey,
    staff: () => snapshot.staff,
    onLockedOut: (lockedId, failures) => {
      const body = { cashierId: lockedId, lockedAt: new Date().toISOString(), failures }
      note('pin.locked_out', body).catch(console.error)
    },
  })
  const takeOverTill = async (personId: string, method: 'pin' | 'no_pin') => {
    cashierId = personId
    rememberCashier(own.tillId, personId)
    change({ cashierId, snapshot: withCashier(snapshot, cashierId) })
    const body = { cashierId: personId, signedInAt: new Date().toISOString(), method }
    // A device that can't write it down lets the person in all the same: selling says what is wrong.
    await note('cashier.signed_in', body).then(() => recount(true), console.error)
  }

  return {
    slug: own.slug,
    registered,
    pins,
    async signIn(personId) {
      if (needsNoPin(snapshot)) await takeOverTill(personId, 'no_pin')
    },
    async signInWithPin(personId, pin) {
      const person = snapshot.staff.find((each) => each.id === personId)
      const outcome = person ? await pins.check(person, pin) : { kind: 'wrong' as const }
      if (outcome.kind === 'right') void takeOverTill(personId, 'pin')
      return outcome
    },
    lock() {
      cashierId = undefined
      forgetCashier(own.tillId)
      change({ cashierId })
    },
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
        void recount(true)
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
    ask: (pathAndQuery, guard, body) => askTill(own, pathAndQuery, guard, body),
    async forget() {
      // The journal stays: what was sold is nobody's to throw away. People, customers and keys go.
      if ((await disk.countUnsent()) > 0) return false
      stop()
      await disk.writeSnapshot(null)
      await directory.forget(own.slug)
      chooseOwnPrinter(own.tillId, undefined)
      // Papers name customers.
      indexedDB.deleteDatabase(papersName(own.tillId))
      await dropTillFile(own.tillId)
      return true
    },
  }
}
