import {
  type Append,
  type AppendResult,
  type Disk,
  type Head,
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
    const draft = structuredClone(contents)
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
        draft.head = { ...before, writerEpoch: before.writerEpoch + 1 }
      })
      const { head } = contents
      if (!head) throw new Error('A claimed disk has a head')
      return read(head)
    },
    readHead: () => read(contents.head),
    append: async (wanted) => appendTo(contents, wanted, write),
    readUnsent: (limit) => read(unsent().slice(0, limit)),
    countUnsent: () => Promise.resolve(unsent().length),
    readFrom: (journalId, seq, limit) =>
      read(
        contents.events
          .filter((event) => event.journalId === journalId && event.seq >= seq)
          .slice(0, limit),
      ),
    readLatest: (limit) => read(contents.events.slice(-limit).reverse()),
    async acknowledge(acks) {
      write((draft) => {
        for (const { eventId, ack } of acks) {
          const event = draft.events.find((each) => each.eventId === eventId)
          if (event) event.ack = ack
        }
      })
    },
    readCarts: () => read(contents.carts),
    async writeCart(cart) {
      write((draft) => {
        draft.carts = [...draft.carts.filter((each) => each.cartId !== cart.cartId), cart]
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
