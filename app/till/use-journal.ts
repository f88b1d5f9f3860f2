import { useEffect, useState } from 'react'
import type { StoredEvent } from '#app/offline/disk.ts'

/** Entries of the journal for a screen; read again whenever it may have changed. */
export function useJournal(read: () => Promise<StoredEvent[]>, revision: number) {
  const [events, setEvents] = useState<StoredEvent[]>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when to read again.
  useEffect(() => {
    let isCurrent = true
    read()
      .then((found) => isCurrent && setEvents(found))
      .catch(console.error)
    return () => {
      isCurrent = false
    }
  }, [revision])
  return events
}
