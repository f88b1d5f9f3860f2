import { type Finding, INITIAL_SYNC, type SyncParts, type SyncState, syncOnce } from './sync.ts'

const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 60_000
/** Even with nothing to send, the server is asked this often whether it still knows what it had. */
const HEARTBEAT_MS = 15_000

/** Full jitter: anything up to the doubled delay, so that devices don't come back all at once. */
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
 * The one loop of a device, in the tab that holds the writer's lock: one request at a time, over and
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
