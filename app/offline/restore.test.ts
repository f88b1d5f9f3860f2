import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/shared.ts'
import { type DeviceFacts, deviceJournal, FIRST_DEVICE_FACTS } from './device-journal.ts'
import type { Disk, StoredEvent } from './disk.ts'
import { openJournal } from './journal.ts'
import { memoryDisk } from './memory-disk.ts'
import { memoryMirror } from './memory-mirror.ts'
import { type Mirror, mirroredDisk } from './mirror.ts'
import { crc32, decodeLines, encodeLine } from './mirror-lines.ts'
import { restoreDisk } from './restore.ts'
import { sha256 } from './sha256.ts'

const clock = { now: () => new Date('2026-11-27T02:24:00Z'), monotonicMs: () => 0 }
const BEFORE = '2026-10-23T00:00:00.000Z'
const readFacts = (stored: unknown): DeviceFacts => ({
  ...FIRST_DEVICE_FACTS,
  ...(typeof stored === 'object' ? stored : {}),
})

/** Starts the app on what there is, as `openTill` does. */
async function boot(plain: Disk, mirror: Mirror) {
  const troubles: boolean[] = []
  const onTrouble = (isFailing: boolean) => void troubles.push(isFailing)
  const restored = await restoreDisk({
    disk: plain,
    mirror,
    others: [],
    digest: sha256,
    before: BEFORE,
    onTrouble,
  })
  const disk = mirroredDisk(plain, mirror, onTrouble)
  const journal = deviceJournal({
    journal: await openJournal(
      { disk, clock, bootId: newId(), digest: sha256, readFacts, newId },
      { journalId: newId(), facts: FIRST_DEVICE_FACTS },
    ),
    clock,
    newId,
    clockOffsetMs: () => undefined,
    rest: async () => {},
  })
  if (restored.kind === 'recovered') {
    await journal.recover(journal.journalId(), 'copy', restored.unplaced)
  } else await journal.start()
  const sell = async (): Promise<StoredEvent> => {
    const eventId = newId()
    const events = await journal.commit((facts) => ({
      events: [
        {
          eventId,
          type: 'sale.completed',
          schemaVersion: 1,
          body: { saleId: eventId, number: facts.receiptCount + 1, totalMinor: 25 },
        },
      ],
      facts: { ...facts, receiptCount: facts.receiptCount + 1 },
    }))
    const event = events?.at(-1)
    if (!event) throw new Error('It was not saved')
    return event
  }
  return { disk, journal, sell, restored, troubles }
}

const salesOn = async (disk: Disk) =>
  (await disk.readAll()).filter((event) => event.type === 'sale.completed')

const numbersOn = async (disk: Disk) => (await salesOn(disk)).map((event) => event.body.number)

test('lines say of themselves whether they are whole', () => {
  // The check value of CRC-32, as every catalogue of sums gives it.
  expect(crc32('123456789')).toBe('cbf43926')
  const line = encodeLine({ kind: 'answered', acks: [] })
  expect(
    decodeLines(`${line}${line.slice(0, 20)}\n${line.replace('acks', 'axks')}${line}`),
  ).toEqual({
    records: [
      { kind: 'answered', acks: [] },
      { kind: 'answered', acks: [] },
    ],
    damaged: 2,
  })
})

test('a start that finds everything as it was left changes nothing', async () => {
  const [disk, mirror] = [memoryDisk(), memoryMirror()]
  const first = await boot(disk, mirror)
  await first.sell()
  const second = await boot(disk, mirror)
  expect(second.restored).toEqual({ kind: 'whole' })
  expect(second.journal.journalId()).toBe(first.journal.journalId())
})

test('a database that is gone comes back from the second copy, under a new journal', async () => {
  const mirror = memoryMirror()
  const first = await boot(memoryDisk(), mirror)
  const sold = [await first.sell(), await first.sell()]
  const [answered] = sold
  const ack = { disposition: 'posted' as const, reasons: [], at: '2026-11-27T02:25:00.000Z' }
  await first.disk.acknowledge([{ eventId: answered?.eventId ?? '', ack }])

  const second = await boot(memoryDisk(), mirror)
  expect(second.restored.kind).toBe('recovered')
  expect(second.journal.journalId()).not.toBe(first.journal.journalId())
  const found = await salesOn(second.disk)
  expect(found.map((event) => event.eventId)).toEqual(sold.map((event) => event.eventId))
  expect(found.map((event) => event.ack?.disposition)).toEqual(['posted', undefined])
  const unsent = await second.disk.readUnsent(9)
  expect(unsent.map((event) => event.type)).toEqual([
    'sale.completed',
    'device.reported',
    'device.reported',
  ])
  const next = await second.sell()
  expect(sold.map((event) => event.body.number)).not.toContain(next.body.number)
})

test('a database that lost its end gets it back', async () => {
  const mirror = memoryMirror()
  const whole = memoryDisk()
  const first = await boot(whole, mirror)
  await first.sell()
  const old = memoryDisk()
  const head = await whole.readHead()
  if (head) await old.absorb({ head, events: await whole.readAll() }, [])
  const lost = await first.sell()
  const second = await boot(old, mirror)
  expect(second.restored.kind).toBe('recovered')
  expect((await salesOn(second.disk)).map((event) => event.eventId)).toContain(lost.eventId)
})

test('a damaged row is replaced by its sound copy', async () => {
  const mirror = memoryMirror()
  const sound = memoryDisk()
  const first = await boot(sound, mirror)
  await first.sell()
  const damaged = memoryDisk()
  const head = await sound.readHead()
  const events = (await sound.readAll()).map((event) =>
    event.type === 'sale.completed' ? { ...event, body: { ...event.body, totalMinor: 1 } } : event,
  )
  if (head) await damaged.absorb({ head, events }, [])
  const second = await boot(damaged, mirror)
  expect(second.restored.kind).toBe('recovered')
  expect((await salesOn(second.disk)).map((event) => event.body.totalMinor)).toEqual([25])
})

test('a mirror that fails never fails a sale, and is made whole at the next start', async () => {
  let isFailing = false
  const mirror = memoryMirror({
    beforeWrite: () => {
      if (isFailing) throw new Error('no room')
    },
  })
  const disk = memoryDisk()
  const first = await boot(disk, mirror)
  await first.sell()
  isFailing = true
  await first.sell()
  await Promise.resolve()
  expect(first.troubles.at(-1)).toBe(true)
  isFailing = false
  const second = await boot(disk, mirror)
  expect(second.restored).toEqual({ kind: 'whole' })
  const third = await boot(memoryDisk(), mirror)
  expect(await salesOn(third.disk)).toHaveLength(2)
})

test('a copy that lacks only the last sale is caught up, and the journal goes on', async () => {
  const files = memoryMirror()
  const disk = memoryDisk()
  const first = await boot(disk, files)
  await first.sell()
  const journalId = first.journal.journalId()
  const before = await files.read(journalId)
  await first.sell()
  // The app was closed before the copy had the second sale.
  await files.rewrite(journalId, before)
  const second = await boot(disk, files)
  expect(second.restored).toEqual({ kind: 'whole' })
  expect(second.journal.journalId()).toBe(journalId)
  const third = await boot(memoryDisk(), files)
  expect(await salesOn(third.disk)).toHaveLength(2)
})

test('a line that the mirror refused is written before the next one, never left out', async () => {
  let refusals = 0
  const mirror = memoryMirror({
    beforeWrite: () => {
      refusals -= 1
      if (refusals >= 0) throw new Error('no room')
    },
  })
  const till = await boot(memoryDisk(), mirror)
  await new Promise((resolve) => setTimeout(resolve))
  refusals = 1
  await till.sell()
  await new Promise((resolve) => setTimeout(resolve))
  await till.sell()
  await new Promise((resolve) => setTimeout(resolve))
  const next = await boot(memoryDisk(), mirror)
  expect(await salesOn(next.disk)).toHaveLength(2)
})

test('what was pruned long ago is not missed', async () => {
  const mirror = memoryMirror()
  const disk = memoryDisk()
  const first = await boot(disk, mirror)
  const old = await first.sell()
  const ack = { disposition: 'posted' as const, reasons: [], at: '2026-09-01T00:00:00.000Z' }
  await first.disk.acknowledge([{ eventId: old.eventId, ack }])
  await disk.prune(BEFORE, 10)
  // Anything that makes the next start look at all of it.
  await mirror.append(first.journal.journalId(), 'torn\n')
  const head = await disk.readHead()
  if (head)
    await disk.absorb({ head: { ...head, writerEpoch: head.writerEpoch + 1 }, events: [] }, [])
  await mirror.append(
    first.journal.journalId(),
    encodeLine({ kind: 'written', head: { ...(head ?? second()), nextSeq: 1 }, events: [] }),
  )
  const next = await boot(disk, mirror)
  expect(next.restored).toEqual({ kind: 'whole' })
  expect(await salesOn(next.disk)).toHaveLength(0)
})

const second = (): never => {
  throw new Error('There is a head')
}

test('two histories of one journal are both kept: the later one is written anew', async () => {
  const mirror = memoryMirror()
  const first = await boot(memoryDisk(), mirror)
  const theirs = await first.sell()
  // A database of the same journal that went another way while the mirror was away.
  const other = memoryDisk()
  const head = { ...(await first.disk.readHead()), facts: FIRST_DEVICE_FACTS }
  if (head.journalId === undefined) throw new Error('There is a head')
  await other.claim({
    journalId: head.journalId,
    prevHash: '0'.repeat(64),
    facts: FIRST_DEVICE_FACTS,
  })
  const lonely = await boot(other, memoryMirror())
  const ours = await lonely.sell()
  expect(ours.seq).toBe(theirs.seq)

  const united = await boot(other, mirror)
  const ids = (await salesOn(united.disk)).map((event) => event.eventId)
  expect(ids).toContain(theirs.eventId)
  expect(ids).toContain(ours.eventId)
  expect(new Set(ids).size).toBe(ids.length)
})

test('whichever copy is lost between starts, no sale is and no number repeats', async () => {
  const step = fc.constantFrom('sale', 'sale', 'sale', 'reboot', 'lose database', 'lose mirror')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      let [disk, mirror] = [memoryDisk(), memoryMirror()]
      let till = await boot(disk, mirror)
      const sold: string[] = []
      for (const each of steps) {
        if (each === 'sale') {
          sold.push((await till.sell()).eventId)
          continue
        }
        if (each === 'lose database') disk = memoryDisk()
        if (each === 'lose mirror') mirror = memoryMirror()
        till = await boot(disk, mirror)
      }
      expect((await salesOn(disk)).map((event) => event.eventId).sort()).toEqual(sold.sort())
      const numbers = await numbersOn(disk)
      expect(new Set(numbers).size).toBe(numbers.length)
    }),
    { numRuns: 60 },
  )
})
