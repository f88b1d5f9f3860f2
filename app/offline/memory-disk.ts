import {
  type Append,
  type AppendResult,
  addUnsent,
  type Disk,
  type Found,
  type Head,
  journalsOf,
  mayPrune,
  NOTHING_UNSENT,
  refuse,
  type StoredCart,
  type StoredEvent,
} from './disk.ts'

interface Contents {
  head: Head | undefined
  events: StoredEvent[]
  carts: StoredCart[]
}

/**
 * A disk in memory, with the same promises as the one in the browser: a write is whole or absent.
 * For tests and for the simulator.
 *
 * @param options.beforeWrite may throw `NotSaved`: then the write has not happened.
 */
export function memoryDisk(options: { beforeWrite?: () => void } = {}): Disk {
  let contents: Contents = { head: undefined, events: [], carts: [] }

  const write = (change: (draft: Contents) => void) => {
    // Entries are never changed in place, so a copy of the lists is enough.
    const draft = { ...contents, events: [...contents.events], carts: [...contents.carts] }
    change(draft)
    options.beforeWrite?.()
    contents = draft
  }
  const read = <T>(value: T): Promise<T> => Promise.resolve(structuredClone(value))
  const unsent = () => contents.events.filter((event) => event.ack === null)

  return {
    async claim(first) {
      write((draft) => {
        const before = draft.head ?? { ...first, nextSeq: 1, writerEpoch: 0 }
        draft.head = { ...structuredClone(before), writerEpoch: before.writerEpoch + 1 }
      })
      const { head } = contents
      if (!head) throw new Error('A claimed disk has a head')
      return read(head)
    },
    readHead: () => read(contents.head),
    append: async (wanted) => appendTo(contents, wanted, write),
    readUnsent: (limit) => read(unsent().slice(0, limit)),
    countUnsent: () => Promise.resolve(unsent().length),
    sumUnsent: () =>
      Promise.resolve(unsent().reduce((sum, event) => addUnsent(sum, event), NOTHING_UNSENT)),
    readFrom: (journalId, seq, limit) =>
      read(
        contents.events
          .filter((event) => event.journalId === journalId && event.seq >= seq)
          .sort((a, b) => a.seq - b.seq)
          .slice(0, limit),
      ),
    readAll: () => read(contents.events),
    readLatest: (limit) => read(contents.events.slice(-limit).reverse()),
    async acknowledge(acks) {
      write((draft) => {
        const answers = new Map(acks.map(({ eventId, ack }) => [eventId, ack]))
        draft.events = draft.events.map((event) => {
          const ack = answers.get(event.eventId)
          return ack ? { ...event, ack: structuredClone(ack) } : event
        })
      })
    },
    async absorb(found, damaged) {
      let left: StoredEvent[] = []
      write((draft) => {
        left = absorbInto(draft, found, new Set(damaged))
      })
      return read(left)
    },
    async prune(before, limit) {
      const old = contents.events.filter((event) => mayPrune(event, before)).slice(0, limit)
      write((draft) => {
        const gone = new Set(old.map((event) => event.eventId))
        draft.events = draft.events.filter((event) => !gone.has(event.eventId))
        if (draft.head) draft.head = withoutEmpty(draft.head, draft.events)
      })
      return old.length
    },
    readCarts: () => read(contents.carts),
    async writeCart(cart) {
      write((draft) => {
        const others = draft.carts.filter((each) => each.cartId !== cart.cartId)
        draft.carts = [...others, structuredClone(cart)]
      })
    },
    async removeCart(cartId) {
      write((draft) => {
        draft.carts = draft.carts.filter((each) => each.cartId !== cartId)
      })
    },
  }
}

function appendTo(
  contents: Contents,
  wanted: Append,
  write: (change: (draft: Contents) => void) => void,
): AppendResult {
  const refusal = refuse(contents.head, wanted)
  if (refusal) return refusal
  const known = new Set(contents.events.map((event) => event.eventId))
  if (wanted.events.some((event) => known.has(event.eventId))) return 'exists'
  write((draft) => {
    draft.head = structuredClone(wanted.next)
    draft.events.push(...structuredClone([...wanted.events]))
    draft.carts = draft.carts.filter((cart) => !wanted.closesCarts.includes(cart.cartId))
  })
  return 'written'
}

function absorbInto(draft: Contents, { head, events }: Found, damaged: ReadonlySet<string>) {
  draft.events = draft.events.filter((event) => !damaged.has(event.eventId))
  const ids = new Set(draft.events.map((event) => event.eventId))
  const placeOf = (event: StoredEvent) => `${event.journalId}/${event.seq}`
  const places = new Set(draft.events.map(placeOf))
  const left: StoredEvent[] = []
  for (const event of structuredClone([...events])) {
    if (ids.has(event.eventId)) continue
    if (places.has(placeOf(event))) left.push(event)
    else draft.events.push(event)
    ids.add(event.eventId)
    places.add(placeOf(event))
  }
  const order = journalsOf(head).map((journal) => journal.journalId)
  const rank = (event: StoredEvent) =>
    event.journalId === head.journalId ? order.length : order.indexOf(event.journalId)
  draft.events.sort((a, b) => rank(a) - rank(b) || a.seq - b.seq)
  draft.head = structuredClone(head)
  return left
}

function withoutEmpty(head: Head, events: readonly StoredEvent[]): Head {
  const alive = new Set(events.map((event) => event.journalId))
  const former = (head.former ?? []).filter(({ journalId }) => alive.has(journalId))
  return { ...head, former }
}
