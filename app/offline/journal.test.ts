import { describe, expect, test } from 'vitest'
import { newId } from '#modules/kernel/shared.ts'
import { FIRST_HASH, hashedText } from '#modules/pos/shared.ts'
import { type Disk, NotSaved } from './disk.ts'
import { type EventDraft, Fenced, openJournal } from './journal.ts'
import { memoryDisk } from './memory-disk.ts'
import { sha256 } from './sha256.ts'

const count = (facts: unknown) => (typeof facts === 'number' ? facts : 0)
const clock = { now: () => new Date('2026-11-23T02:24:00Z'), monotonicMs: () => 12.4 }

function open(disk: Disk) {
  const parts = { disk, clock, bootId: 'boot', digest: sha256, readFacts: count, newId }
  return openJournal(parts, { journalId: '0193a000-0000-7000-8000-000000000001', facts: 0 })
}

const sale = (
  eventId: string,
  body: Record<string, unknown> = { totalMinor: 437 },
): EventDraft => ({
  eventId,
  type: 'sale.completed',
  schemaVersion: 1,
  body,
})

const sell =
  (eventId = newId()) =>
  (receipts: number) => ({
    events: [sale(eventId, { receiptNo: receipts + 1 })],
    facts: receipts + 1,
  })

describe('a commit', () => {
  test('numbers events without gaps and chains each to the one before', async () => {
    const disk = memoryDisk()
    const journal = await open(disk)
    await Promise.all([journal.commit(sell()), journal.commit(sell()), journal.commit(sell())])

    const events = await disk.readFrom(journal.journalId(), 1, 10)
    expect(events.map((event) => event.seq)).toEqual([1, 2, 3])
    expect(events.map((event) => event.body.receiptNo)).toEqual([1, 2, 3])
    let prevHash = FIRST_HASH
    for (const event of events) {
      expect(event.prevHash).toBe(prevHash)
      expect(event.hash).toBe(await sha256(hashedText(event)))
      prevHash = event.hash
    }
    expect(journal.facts()).toBe(3)
  })

  test('takes the cart away in the same write', async () => {
    const disk = memoryDisk()
    const journal = await open(disk)
    await disk.writeCart({ cartId: 'a', value: 1 })
    await disk.writeCart({ cartId: 'b', value: 2 })
    await journal.commit((facts) => ({ ...sell()(facts), closesCarts: ['a'] }))
    expect((await disk.readCarts()).map((cart) => cart.cartId)).toEqual(['b'])
  })

  test('of the same event twice writes it once and says so', async () => {
    const disk = memoryDisk()
    const journal = await open(disk)
    const eventId = newId()
    const [first, second] = await Promise.all([
      journal.commit(sell(eventId)),
      journal.commit(sell(eventId)),
    ])
    expect(first).toHaveLength(1)
    expect(second).toBeUndefined()
    expect(await disk.countUnsent()).toBe(1)
    expect(journal.facts()).toBe(1)
  })

  test('leaves out what is undefined, so that hash and JSON say the same', async () => {
    const disk = memoryDisk()
    const journal = await open(disk)
    const [event] =
      (await journal.commit((facts) => ({
        events: [sale(newId(), { a: 1, b: undefined, c: [{ d: undefined }] })],
        facts,
      }))) ?? []
    expect(event?.body).toEqual({ a: 1, c: [{}] })
    expect(Object.keys(event?.body ?? {})).toEqual(['a', 'c'])
  })

  test('that the device refuses leaves nothing behind, and the next one goes through', async () => {
    let isFull = false
    const disk = memoryDisk({
      beforeWrite: () => {
        if (isFull) throw new NotSaved(true)
      },
    })
    const journal = await open(disk)
    await disk.writeCart({ cartId: 'a', value: 1 })
    isFull = true
    const refused = journal.commit((facts) => ({ ...sell()(facts), closesCarts: ['a'] }))
    await expect(refused).rejects.toBeInstanceOf(NotSaved)
    expect(await disk.countUnsent()).toBe(0)
    expect(await disk.readCarts()).toHaveLength(1)
    expect(journal.facts()).toBe(0)

    isFull = false
    const [event] = (await journal.commit(sell())) ?? []
    expect(event?.seq).toBe(1)
  })
})

describe('two tabs', () => {
  test('the older is refused even before the newer has written anything', async () => {
    const disk = memoryDisk()
    const older = await open(disk)
    await open(disk)
    await expect(older.commit(sell())).rejects.toBeInstanceOf(Fenced)
    expect(await disk.countUnsent()).toBe(0)
  })

  test('the one that opened later writes; the older is refused', async () => {
    const disk = memoryDisk()
    const older = await open(disk)
    await older.commit(sell())
    const newer = await open(disk)
    expect(newer.facts()).toBe(1)
    await newer.commit(sell())
    await expect(older.commit(sell())).rejects.toBeInstanceOf(Fenced)
    expect(await disk.countUnsent()).toBe(2)
  })
})
