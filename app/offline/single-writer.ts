/** Whoever holds it writes the journal and sends it. */
export interface WriterLock {
  /** Resolves when another tab asked for it and this one has let go, or when it was taken away. */
  readonly lost: Promise<void>
  release(): void
}

/** A holder that says nothing for this long is taken to be frozen, and the lock is taken from it. */
const SILENCE_MS = 10_000

/**
 * Becomes the one writer among the tabs of this browser, if nobody is.
 *
 * @param name of the lock and of the channel beside it: `till-writer:<id>`, `learn-writer:<id>`.
 * @param beforeYield lets the holder finish its write before it lets go.
 * @returns undefined while another tab is the writer.
 */
export function tryToWrite(
  name: string,
  beforeYield: () => Promise<void>,
): Promise<WriterLock | undefined> {
  return request(name, { ifAvailable: true }, beforeYield)
}

/** Asks the other tab to let go, and takes over: after a moment, or after its silence. */
export async function takeOver(
  name: string,
  beforeYield: () => Promise<void>,
): Promise<WriterLock | undefined> {
  const channel = new BroadcastChannel(name)
  channel.postMessage('let go')
  channel.close()
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), SILENCE_MS)
  try {
    return await request(name, { signal: patience.signal }, beforeYield)
  } catch (cause) {
    if (!patience.signal.aborted) throw cause
    // The tab that held it may still wake up: the epoch in the journal's head then refuses it.
    return await request(name, { steal: true }, beforeYield)
  } finally {
    clearTimeout(timer)
  }
}

function request(
  name: string,
  options: LockOptions,
  beforeYield: () => Promise<void>,
): Promise<WriterLock | undefined> {
  // Pages over plain HTTP have no locks. The epoch in the journal's head fences the older tab then.
  if (!navigator.locks) return Promise.resolve({ lost: new Promise(() => {}), release: () => {} })
  return new Promise((resolve, reject) => {
    let letGo = () => {}
    const held = new Promise<void>((done) => {
      letGo = done
    })
    let markLost = () => {}
    const lost = new Promise<void>((done) => {
      markLost = done
    })
    const channel = new BroadcastChannel(name)
    const finish = () => {
      channel.close()
      markLost()
    }
    void navigator.locks
      .request(name, options, async (lock) => {
        if (!lock) return resolve(undefined)
        channel.onmessage = () => {
          void beforeYield().finally(letGo)
        }
        resolve({ lost, release: letGo })
        await held
      })
      .then(finish, (cause) => {
        finish()
        reject(cause)
      })
  })
}
