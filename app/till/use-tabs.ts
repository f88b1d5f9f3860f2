import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Disk, journalsOf, type StoredEvent } from '#app/offline/disk.ts'
import type { TillSnapshot } from '#modules/pos/shared.ts'
import {
  customersNow,
  type MetCustomer,
  readMetCustomer,
  readTabNote,
  type TabCustomer,
  type TabNote,
  tabReach,
} from './tabs.ts'

/** Entries that are read at once; a long journal is read piece by piece, behind the selling. */
const PIECE = 500

/** Chosen for a cart, and meanwhile no longer in the shop's list: they still owe what they owe. */
const strangerOf = (id: string, { rules }: TillSnapshot): TabCustomer => ({
  id,
  name: '',
  phoneEnd: null,
  owesMinor: 0,
  knownOwesMinor: 0,
  limitMinor: rules.tabLimitMinor,
  owesSince: null,
})

interface Gathered {
  notes: readonly TabNote[]
  met: readonly MetCustomer[]
}

export interface Tabs {
  customers: readonly TabCustomer[]
  find(customerId: string | undefined): TabCustomer | undefined
  /** Counts entries that were just written; reading the journal again would find them a moment later. */
  note(events: readonly StoredEvent[]): void
}

/** The shop's customers with what this device did since it heard of them last. */
export function useTabs(disk: Disk, snapshot: TillSnapshot, revision: number): Tabs {
  const [gathered, setGathered] = useState<Gathered>({ notes: [], met: [] })
  const readTo = useRef(new Map<string, number>())
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const start = useRef(snapshot)

  const note = useCallback((events: readonly StoredEvent[]) => {
    const notes = events.flatMap((event) => readTabNote(event) ?? [])
    const met = events.flatMap((event) => readMetCustomer(event) ?? [])
    if (notes.length === 0 && met.length === 0) return
    setGathered((before) => {
      const known = new Set(before.notes.map((each) => each.eventId))
      const people = new Set(before.met.map((each) => each.customerId))
      return {
        notes: [...before.notes, ...notes.filter((each) => !known.has(each.eventId))],
        met: [...before.met, ...met.filter((each) => !people.has(each.customerId))],
      }
    })
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when to read on.
  useEffect(() => {
    const readOn = async () => {
      const head = await disk.readHead()
      if (!head) return
      for (const { journalId, lastSeq } of journalsOf(head)) {
        let seq = readTo.current.get(journalId) ?? tabReach(start.current, journalId)
        while (seq < lastSeq) {
          const events = await disk.readFrom(journalId, seq + 1, PIECE)
          note(events)
          seq = events.at(-1)?.seq ?? lastSeq
        }
        readTo.current.set(journalId, seq)
      }
    }
    last.current = last.current.then(readOn).catch(console.error)
  }, [disk, note, revision])

  const customers = useMemo(
    () => customersNow(snapshot, gathered.notes, gathered.met),
    [snapshot, gathered],
  )
  const byId = useMemo(() => new Map(customers.map((each) => [each.id, each])), [customers])
  const find = useCallback(
    (customerId: string | undefined) =>
      customerId === undefined
        ? undefined
        : (byId.get(customerId) ?? strangerOf(customerId, snapshot)),
    [byId, snapshot],
  )
  return useMemo(() => ({ customers, find, note }), [customers, find, note])
}
