import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import {
  type Disk,
  type Head,
  NotSaved,
  refuse,
  type StoredCart,
  type StoredEvent,
} from './disk.ts'

/** `waits` stands only while no answer has come: an index over it holds just those rows. */
type EventRow = StoredEvent & { waits?: 1 }

interface Schema extends DBSchema {
  meta: { key: string; value: Head }
  journal: {
    key: [string, number]
    value: EventRow
    indexes: { eventId: string; waits: 1 }
  }
  carts: { key: string; value: StoredCart }
  snapshot: { key: string; value: unknown }
}
type Database = IDBPDatabase<Schema>

const STRICT = { durability: 'strict' } as const

/** The disk of one till in this browser, and beside it the last catalogue it was given. */
export interface IndexedDisk extends Disk {
  readSnapshot(): Promise<unknown>
  writeSnapshot(snapshot: unknown): Promise<void>
  close(): void
}

/**
 * Opens a till's database in this browser, one per till. Upgrades only ever add; a tab with a newer
 * version is not held up by this one.
 */
export async function openIndexedDisk(tillId: string): Promise<IndexedDisk> {
  const db = await openDB<Schema>(`tillage-till-${tillId}`, 1, {
    upgrade(database) {
      database.createObjectStore('meta')
      const journal = database.createObjectStore('journal', { keyPath: ['journalId', 'seq'] })
      journal.createIndex('eventId', 'eventId', { unique: true })
      journal.createIndex('waits', 'waits')
      database.createObjectStore('carts', { keyPath: 'cartId' })
      database.createObjectStore('snapshot')
    },
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  })
  return {
    claim: (first) => claim(db, first),
    readHead: () => db.get('meta', 'head'),
    append: (wanted) => append(db, wanted),
    readUnsent: async (limit) =>
      inOrder(await db.getAllFromIndex('journal', 'waits', undefined, limit)),
    countUnsent: () => db.countFromIndex('journal', 'waits'),
    readFrom: async (journalId, seq, limit) =>
      (
        await db.getAll(
          'journal',
          IDBKeyRange.bound([journalId, seq], [journalId, Infinity]),
          limit,
        )
      ).map(withoutMark),
    readLatest: (limit) => readLatest(db, limit),
    acknowledge: (acks) => acknowledge(db, acks),
    readCarts: () => db.getAll('carts'),
    writeCart: async (cart) => {
      await db.put('carts', cart)
    },
    removeCart: (cartId) => db.delete('carts', cartId),
    readSnapshot: () => db.get('snapshot', 'latest'),
    writeSnapshot: async (snapshot) => {
      await db.put('snapshot', snapshot, 'latest')
    },
    close: () => db.close(),
  }
}

async function claim(db: Database, first: Parameters<Disk['claim']>[0]): Promise<Head> {
  const tx = db.transaction('meta', 'readwrite', STRICT)
  const before = (await tx.store.get('head')) ?? { ...first, nextSeq: 1, writerEpoch: 0 }
  const head = { ...before, writerEpoch: before.writerEpoch + 1 }
  await Promise.all([tx.store.put(head, 'head'), tx.done])
  return head
}

/**
 * The write that a sale hangs on. `strict` makes the browser flush before it says complete: its
 * default has lost acknowledged writes in a power cut. Nothing but requests to this transaction is
 * awaited inside, or it would end by itself.
 */
async function append(db: Database, wanted: Parameters<Disk['append']>[0]) {
  let opened: ReturnType<typeof openAppend> | undefined
  try {
    const tx = openAppend(db)
    opened = tx
    const refusal = refuse(await tx.objectStore('meta').get('head'), wanted)
    const known = refusal
      ? []
      : await Promise.all(
          wanted.events.map((event) =>
            tx.objectStore('journal').index('eventId').getKey(event.eventId),
          ),
        )
    if (refusal || known.some((key) => key !== undefined)) {
      await tx.done
      return refusal ?? 'exists'
    }
    await Promise.all([
      tx.objectStore('meta').put(wanted.next, 'head'),
      ...wanted.events.map((event) => tx.objectStore('journal').add({ ...event, waits: 1 })),
      ...wanted.closesCarts.map((cartId) => tx.objectStore('carts').delete(cartId)),
      tx.done,
    ])
    return 'written'
  } catch (cause) {
    // The rejection of `done` is the same failure told twice.
    opened?.done.catch(() => undefined)
    throw new NotSaved(isFull(cause) || isFull(opened?.error), cause)
  }
}

const openAppend = (db: Database) =>
  db.transaction(['meta', 'journal', 'carts'], 'readwrite', STRICT)

const isFull = (cause: unknown) =>
  cause instanceof DOMException && cause.name === 'QuotaExceededError'

async function readLatest(db: Database, limit: number): Promise<StoredEvent[]> {
  const head = await db.get('meta', 'head')
  if (!head) return []
  const from = Math.max(1, head.nextSeq - limit)
  const range = IDBKeyRange.bound([head.journalId, from], [head.journalId, Infinity])
  return (await db.getAll('journal', range)).map(withoutMark).reverse()
}

async function acknowledge(db: Database, acks: Parameters<Disk['acknowledge']>[0]) {
  const tx = db.transaction('journal', 'readwrite')
  await Promise.all([
    ...acks.map(async ({ eventId, ack }) => {
      const row = await tx.store.index('eventId').get(eventId)
      if (row) await tx.store.put({ ...withoutMark(row), ack })
    }),
    tx.done,
  ])
}

function withoutMark({ waits: _, ...event }: EventRow): StoredEvent {
  return event
}

/** An index with equal keys runs by journal id and number, which is the order of writing here. */
const inOrder = (rows: EventRow[]) => rows.map(withoutMark)
