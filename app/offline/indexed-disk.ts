import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import {
  addUnsent,
  type Disk,
  type Head,
  journalsOf,
  mayPrune,
  NOTHING_UNSENT,
  NotSaved,
  refuse,
  type StoredCart,
  type StoredEvent,
  type Unsent,
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

/**
 * The database of a device; `attempt` counts up when an earlier one can't be opened any more.
 *
 * @param name `till-<id>`, `learn-<id>`
 */
export const databaseName = (name: string, attempt = 0): string =>
  `tillage-${name}${attempt === 0 ? '' : `-${attempt}`}`

/** The disk of one device in this browser, and beside it the last snapshot it was given. */
export interface IndexedDisk extends Disk {
  readSnapshot(): Promise<unknown>
  writeSnapshot(snapshot: unknown): Promise<void>
  close(): void
}

/**
 * Opens a device's database in this browser, see `databaseName`. Upgrades only ever add; a tab with a newer
 * version is not held up by this one.
 */
export async function openIndexedDisk(name: string, attempt = 0): Promise<IndexedDisk> {
  const db = await openDB<Schema>(databaseName(name, attempt), 1, {
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
  const tally = unsentTally(db)
  return {
    claim: (first) => claim(db, first),
    readHead: () => db.get('meta', 'head'),
    append: async (wanted) => {
      const result = await append(db, wanted)
      if (result === 'written') for (const event of wanted.events) tally.add(event, 1)
      return result
    },
    readUnsent: async (limit) =>
      inOrder(await db.getAllFromIndex('journal', 'waits', undefined, limit)),
    countUnsent: () => db.countFromIndex('journal', 'waits'),
    sumUnsent: tally.read,
    readFrom: async (journalId, seq, limit) =>
      (
        await db.getAll(
          'journal',
          IDBKeyRange.bound([journalId, seq], [journalId, Infinity]),
          limit,
        )
      ).map(withoutMark),
    readLatest: (limit) => readLatest(db, limit),
    acknowledge: async (acks) => {
      for (const event of await acknowledge(db, acks)) tally.add(event, -1)
    },
    absorb: async (found, damaged) => {
      const left = await absorb(db, found, damaged)
      tally.forget()
      return left
    },
    prune: (before, limit) => prune(db, before, limit),
    readAll: async () => (await db.getAll('journal')).map(withoutMark),
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
    const [head, ...known] = await Promise.all([
      tx.objectStore('meta').get('head'),
      ...wanted.events.map((event) =>
        tx.objectStore('journal').index('eventId').getKey(event.eventId),
      ),
    ])
    const refusal = refuse(head, wanted)
    if (refusal || known.some((key) => key !== undefined)) {
      await tx.done
      return refusal ?? 'exists'
    }
    const written = [
      tx.objectStore('meta').put(wanted.next, 'head'),
      ...wanted.events.map((event) => tx.objectStore('journal').add({ ...event, waits: 1 })),
      ...wanted.closesCarts.map((cartId) => tx.objectStore('carts').delete(cartId)),
    ]
    // Said outright: else the browser first waits for this page to have looked at every answer.
    tx.commit()
    await Promise.all([...written, tx.done])
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
  const [current, ...former] = journalsOf(head)
  const events: StoredEvent[] = []
  for (const { journalId, lastSeq } of [...(current ? [current] : []), ...former.reverse()]) {
    const from = Math.max(1, lastSeq + 1 - (limit - events.length))
    const range = IDBKeyRange.bound([journalId, from], [journalId, Infinity])
    events.push(...(await db.getAll('journal', range)).map(withoutMark).reverse())
    if (events.length >= limit) break
  }
  return events.slice(0, limit)
}

/** @returns the entries whose first answer this was. */
async function acknowledge(db: Database, acks: Parameters<Disk['acknowledge']>[0]) {
  const tx = db.transaction('journal', 'readwrite')
  const answered: StoredEvent[] = []
  await Promise.all([
    ...acks.map(async ({ eventId, ack }) => {
      const row = await tx.store.index('eventId').get(eventId)
      if (!row) return
      if (row.waits) answered.push(row)
      await tx.store.put({ ...withoutMark(row), ack })
    }),
    tx.done,
  ])
  return answered
}

async function absorb(
  db: Database,
  { head, events }: Parameters<Disk['absorb']>[0],
  damaged: readonly string[],
): Promise<StoredEvent[]> {
  const tx = db.transaction(['meta', 'journal'], 'readwrite', STRICT)
  const journal = tx.objectStore('journal')
  for (const eventId of damaged) {
    const key = await journal.index('eventId').getKey(eventId)
    if (key) await journal.delete(key)
  }
  const left: StoredEvent[] = []
  for (const event of events) {
    if ((await journal.index('eventId').getKey(event.eventId)) !== undefined) continue
    if ((await journal.getKey([event.journalId, event.seq])) !== undefined) left.push(event)
    else await journal.add({ ...event, ...(event.ack === null && { waits: 1 as const }) })
  }
  await Promise.all([tx.objectStore('meta').put(head, 'head'), tx.done])
  return left
}

async function prune(db: Database, before: string, limit: number): Promise<number> {
  const tx = db.transaction(['meta', 'journal'], 'readwrite')
  const journal = tx.objectStore('journal')
  let removed = 0
  // A journal is read from its beginning, so a look at a few more than may go finds them all.
  let looked = 0
  let cursor = await journal.openCursor()
  while (cursor && removed < limit && looked < limit * 2) {
    looked += 1
    if (mayPrune(withoutMark(cursor.value), before)) {
      await cursor.delete()
      removed += 1
    }
    cursor = await cursor.continue()
  }
  const head = await tx.objectStore('meta').get('head')
  if (head?.former?.length) {
    const alive = await Promise.all(
      head.former.map(({ journalId }) =>
        journal.getKey(IDBKeyRange.bound([journalId, 0], [journalId, Infinity])),
      ),
    )
    const former = head.former.filter((_, index) => alive[index] !== undefined)
    await tx.objectStore('meta').put({ ...head, former }, 'head')
  }
  await tx.done
  return removed
}

/** What waits, summed once and then kept up to date: this tab is the only one that writes. */
function unsentTally(db: Database) {
  let sum: Promise<Unsent> | undefined
  const count = async (): Promise<Unsent> => {
    const rows = await db.getAllFromIndex('journal', 'waits')
    return rows.reduce((before, row) => addUnsent(before, row), NOTHING_UNSENT)
  }
  return {
    read: () => {
      sum ??= count()
      return sum
    },
    add(event: StoredEvent, sign: 1 | -1) {
      // Nobody has asked yet: then the first count will see it.
      sum = sum?.then((before) => addUnsent(before, event, sign))
    },
    forget() {
      sum = undefined
    },
  }
}

function withoutMark({ waits: _, ...event }: EventRow): StoredEvent {
  return event
}

/** An index with equal keys runs by journal id and number, which is the order of writing here. */
const inOrder = (rows: EventRow[]) => rows.map(withoutMark)
