import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '#modules/kernel/shared.ts'
import { type DeviceFacts, deviceJournal, FIRST_DEVICE_FACTS, RESERVE } from './device-journal.ts'
import type { Disk } from './disk.ts'
import { openJournal } from './journal.ts'
import { memoryDisk } from './memory-disk.ts'
import { sha256 } from './sha256.ts'

const HOUR_MS = 3_600_000
const readFacts = (stored: unknown): DeviceFacts => ({
  ...FIRST_DEVICE_FACTS,
  ...(typeof stored === 'object' ? stored : {}),
})

async function boot(disk: Disk, time = { ms: Date.parse('2026-11-27T02:00:00Z'), monoMs: 0 }) {
  let offsetMs: number | undefined
  const clock = { now: () => new Date(time.ms), monotonicMs: () => time.monoMs }
  const journal = deviceJournal({
    journal: await openJournal(
      { disk, clock, bootId: newId(), digest: sha256, readFacts, newId },
      { journalId: newId(), facts: FIRST_DEVICE_FACTS },
    ),
    clock,
    newId,
    clockOffsetMs: () => offsetMs,
    rest: async (ms) => {
      time.monoMs += ms
    },
  })
  await journal.start()
  const sell = async () => {
    let number = 0
    await journal.commit((facts) => {
      number = facts.receiptCount + 1
      return {
        events: [{ eventId: newId(), type: 'sale.completed', schemaVersion: 1, body: { number } }],
        facts: { ...facts, receiptCount: number },
      }
    })
    return number
  }
  const reports = async () =>
    (await disk.readLatest(500))
      .filter((event) => event.type === 'device.reported')
      .map((event) => event.body)
      .reverse()
  return {
    journal,
    sell,
    time,
    reports,
    hears: (ms: number) => {
      offsetMs = ms
    },
  }
}

/** A disk that forgets its last writes, as one does that says "flushed" and isn't. */
function lyingDisk() {
  let current = memoryDisk()
  const kept: Disk[] = []
  const remember = async () => {
    const copy = memoryDisk()
    const head = await current.readHead()
    if (head) await copy.absorb({ head, events: (await current.readLatest(1_000)).reverse() }, [])
    kept.push(copy)
  }
  const proxy: Disk = {
    claim: async (first) => {
      const head = await current.claim(first)
      await remember()
      return head
    },
    readHead: () => current.readHead(),
    append: async (write) => {
      const result = await current.append(write)
      await remember()
      return result
    },
    readUnsent: (limit) => current.readUnsent(limit),
    countUnsent: () => current.countUnsent(),
    sumUnsent: () => current.sumUnsent(),
    readFrom: (journalId, seq, limit) => current.readFrom(journalId, seq, limit),
    readAll: () => current.readAll(),
    readLatest: (limit) => current.readLatest(limit),
    acknowledge: (acks) => current.acknowledge(acks),
    absorb: (found, damaged) => current.absorb(found, damaged),
    prune: (before, limit) => current.prune(before, limit),
    readCarts: () => current.readCarts(),
    writeCart: (cart) => current.writeCart(cart),
    removeCart: (cartId) => current.removeCart(cartId),
  }
  return {
    disk: proxy,
    /** Seconds have passed: what was written by now is on the disk for good. */
    settle() {
      kept.splice(0, kept.length - 1)
    },
    /** Loses the last writes, at most so many. */
    lose(writes: number) {
      const at = Math.max(0, kept.length - 1 - writes)
      const back = kept[at]
      if (back) current = back
      kept.splice(at + 1)
    },
  }
}

describe('receipt numbers', () => {
  test('go on without a hole after an end in good order', async () => {
    const disk = memoryDisk()
    const first = await boot(disk)
    expect([await first.sell(), await first.sell()]).toEqual([1, 2])
    await first.journal.close()
    const second = await boot(disk)
    expect(await second.sell()).toBe(3)
    expect(await second.reports()).toEqual([])
  })

  test('go on behind what was set aside after an abrupt end, and the journal says so', async () => {
    const disk = memoryDisk()
    const first = await boot(disk)
    await first.sell()
    await first.sell()
    const second = await boot(disk)
    expect(await second.sell()).toBe(RESERVE + 1)
    expect(await second.reports()).toMatchObject([
      { kind: 'numbers_burned', detail: { from: 3, to: RESERVE } },
    ])
  })

  test('are set aside by the sale itself when nobody did it before', async () => {
    const till = await boot(memoryDisk())
    const numbers: number[] = []
    for (let index = 0; index < 25; index += 1) numbers.push(await till.sell())
    expect(numbers).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
    expect(till.journal.facts().reservedTo).toBeGreaterThanOrEqual(25)
  })

  test('rest before their first use, so that no disk forgets them together with a sale', async () => {
    const disk = memoryDisk()
    const first = await boot(disk)
    // Nobody lets the time pass but the journal itself.
    await first.sell()
    expect(first.time.monoMs).toBe(3_000)
    await first.sell()
    expect(first.time.monoMs).toBe(3_000)
    const second = await boot(disk)
    second.time.monoMs += 5_000
    await second.sell()
    expect(second.time.monoMs).toBe(5_000)
    await second.journal.recover(second.journal.journalId(), 'fork')
    await second.sell()
    expect(second.time.monoMs).toBe(8_000)
  })

  test('a write that uses a number nobody set aside is refused, and nothing of it is written', async () => {
    const disk = memoryDisk()
    const till = await boot(disk)
    const greedy = till.journal.commit((facts) => ({
      events: [],
      facts: { ...facts, receiptCount: facts.reservedTo + 1 },
    }))
    await expect(greedy).rejects.toThrow('set aside')
    expect(await till.sell()).toBe(1)
  })

  test('an end in good order counts only until the next write', async () => {
    const disk = memoryDisk()
    const first = await boot(disk)
    await first.journal.close()
    await first.sell()
    expect((await boot(disk)).journal.facts().receiptCount).toBe(RESERVE)
  })

  test('never repeat, even on a disk that loses its last writes', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.constant({ kind: 'sale' as const, lost: 0 }) },
      {
        weight: 2,
        arbitrary: fc.nat(3).map((lost) => ({ kind: 'power cut' as const, lost })),
      },
      { weight: 1, arbitrary: fc.constant({ kind: 'restart' as const, lost: 0 }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { disk, lose, settle } = lyingDisk()
        const start = async () => {
          const started = await boot(disk)
          // Nobody sells in the second in which the app opens.
          settle()
          return started
        }
        let till = await start()
        const printed: number[] = []
        for (const { kind, lost } of steps) {
          if (kind === 'sale') {
            printed.push(await till.sell())
            await till.journal.reserve()
          } else {
            if (kind === 'restart') await till.journal.close()
            else lose(lost)
            till = await start()
          }
        }
        expect(new Set(printed).size).toBe(printed.length)
      }),
      { numRuns: 100 },
    )
  })
})

describe('the clock', () => {
  test('set back by more than two minutes is told once', async () => {
    const till = await boot(memoryDisk())
    await till.sell()
    till.time.ms -= HOUR_MS
    await till.sell()
    await till.sell()
    expect(await till.reports()).toMatchObject([{ kind: 'clock_jump' }])
  })

  test('a little back, or a night further, is as it should be', async () => {
    const till = await boot(memoryDisk())
    await till.sell()
    till.time.ms -= 60_000
    await till.sell()
    till.time.ms += 14 * HOUR_MS
    await till.sell()
    expect(await till.reports()).toEqual([])
  })

  test('far ahead is told, unless the server says the same time', async () => {
    const till = await boot(memoryDisk())
    await till.sell()
    till.time.ms += 72 * HOUR_MS
    till.hears(2_000)
    await till.sell()
    expect(await till.reports()).toEqual([])
    till.time.ms += 72 * HOUR_MS
    till.hears(-72 * HOUR_MS)
    await till.sell()
    expect(await till.reports()).toMatchObject([{ kind: 'clock_jump' }])
  })
})
