import type { Disk } from './disk.ts'
import type { Clock, Journal } from './journal.ts'
import type { Connection, Outgoing, Sent } from './sync.ts'
import { type SyncLoop, startSync } from './sync-loop.ts'

export interface JournalToSend {
  disk: Disk
  clock: Clock
  /** Undefined for a journal that is only sent and no longer written. */
  journal: Pick<Journal<unknown>, 'renew'> | undefined
  send(batch: Outgoing): Promise<Sent>
  onState(connection: Connection): void
}

/**
 * Sends the journal of a device that has no receipt numbers to be careful with: learners' and counting
 * phones. A journal whose place another has goes on under a new name.
 */
export function sendJournal({ disk, clock, journal, send, onState }: JournalToSend): SyncLoop {
  return startSync({
    disk,
    clock,
    send,
    // The server sets aside by itself whatever it can't read.
    sendRaw: async () => ({ kind: 'refused', code: 'unreadable' }),
    random: Math.random,
    later(callback, delayMs) {
      const timer = setTimeout(callback, delayMs)
      return () => clearTimeout(timer)
    },
    onState: ({ connection, isSending }) => {
      if (!isSending) onState(connection)
    },
    onFinding: async (finding) => {
      if (finding.kind === 'hole') return
      await journal?.renew(finding.journalId, (facts) => ({ events: [], facts }))
    },
    onError: (cause) => console.error(cause),
  })
}

/**
 * Looks at once, then every so often while somebody looks at the screen, and whenever the network
 * changes. @returns looks no more.
 */
export function lookAgain(
  look: () => Promise<void>,
  everyMs: number,
  onNetworkChange: (listener: () => void) => () => void,
): () => void {
  const wake = () => {
    if (document.visibilityState === 'visible') look().catch(console.error)
  }
  const timer = setInterval(wake, everyMs)
  const stopListening = onNetworkChange(wake)
  document.addEventListener('visibilitychange', wake)
  look().catch(console.error)
  return () => {
    clearInterval(timer)
    stopListening()
    document.removeEventListener('visibilitychange', wake)
  }
}
