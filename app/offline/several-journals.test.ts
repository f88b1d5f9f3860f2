import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#modules/kernel/shared.ts'
import type { Disposition, TillEvent, TillEventReply } from '#modules/pos/shared.ts'
import { actOn, type DeviceFacts, deviceJournal, FIRST_DEVICE_FACTS } from './device-journal.ts'
import { type Disk, mayPrune } from './disk.ts'
import { openJournal } from './journal.ts'
import { memoryDisk } from './memory-disk.ts'
import { sha256 } from './sha256.ts'
import { INITIAL_SYNC, type Outgoing, type Sent, type SyncState, syncOnce } from './sync.ts'

const NOW = '2026-11-27T02:24:00.000Z'
const clock = { now: () => new Date(NOW), monotonicMs: () => 0 }
const readFacts = (stored: unknown): DeviceFacts => ({
  ...FIRST_DEVICE_FACTS,
  ...(typeof stored === 'object' ? stored : {}),
})

/** A till on a disk, as it starts; starting it again is a reboot. */
async function start(disk: Disk, isAbrupt = false) {
  const facts = FIRST_DEVICE_FACTS
  const journal = deviceJournal({
    journal: await openJournal(
      { disk, clock, bootId: newId(), digest: sha256, readFacts, newId },
      { journalId: newId(), facts },
    ),
    clock,
    newId,
    clockOffsetMs: () => undefined,
    rest: async () => {},
  })
  if (!isAbrupt) await journal.start()
  const sell = async (amountMinor = 25) => {
    const [event] =
      (await journal.commit((before) => ({
        events: [
          {
            eventId: newId(),
            type: 'sale.completed',
            schemaVersion: 1,
            body: { receiptNo: before.receiptCount + 1, totalMinor: amountMinor },
          },
        ],
        facts: { ...before, receiptCount: before.receiptCount + 1 },
      }))) ?? []
    if (!event) throw new Error('It was not saved')
    return event
  }
  return { disk, journal, sell }
}

/** The rules of the ingest, journal by journal. */
function makeServer() {
  const rows = new Map<string, TillEvent & { journalId: string }>()
  const acked = new Map<string, number>()
  const isTaken = (journalId: string, seq: number) =>
    [...rows.values()].some((row) => row.journalId === journalId && row.seq === seq)
  return {
    rows,
    sales: () => [...rows.values()].filter((row) => row.type === 'sale.completed'),
    restoreTo(journalId: string, seq: number) {
      for (const [id, row] of rows) {
        if (row.journalId === journalId && row.seq > seq) rows.delete(id)
      }
      acked.set(journalId, Math.min(acked.get(journalId) ?? 0, seq))
    },
    ingest({ journalId, events, hole }: Outgoing): TillEventReply {
      const results: TillEventReply['results'] = []
      let last = acked.get(journalId) ?? 0
      if (hole && hole.fromSeq <= last + 1) last = Math.max(last, hole.toSeq)
      let resendFrom: number | undefined
      for (const event of events) {
        const known = rows.get(event.eventId)
        let disposition: Disposition = 'posted'
        if (known) disposition = known.hash === event.hash ? 'duplicate' : 'fork'
        else if (isTaken(journalId, event.seq)) disposition = 'fork'
        else if (event.seq > last + 1) disposition = 'gap'
        results.push({ eventId: event.eventId, disposition, reasons: [] })
        if (disposition === 'gap') {
          resendFrom = last + 1
          break
        }
        if (disposition !== 'posted') continue
        rows.set(event.eventId, { ...event, journalId })
        last = Math.max(last, event.seq)
      }
      acked.set(journalId, last)
      return { serverTime: NOW, ackedSeq: last, results, ...(resendFrom && { resendFrom }) }
    },
  }
}

/** Runs the sync until nothing moves any more, and lets the journal act on what it finds. */
async function drain(
  till: Awaited<ReturnType<typeof start>>,
  server: ReturnType<typeof makeServer>,
  from: SyncState = { ...INITIAL_SYNC, batchLimit: 3 },
) {
  const batches: Outgoing[] = []
  let state = from
  const send = async (outgoing: Outgoing): Promise<Sent> => {
    batches.push(outgoing)
    return { kind: 'reply', reply: server.ingest(outgoing) }
  }
  const sendRaw = async (): Promise<Sent> => ({ kind: 'unreachable' })
  // Each journal has its turn to be asked about, and what is found out makes another round.
  for (let quiet = 0, steps = 0; quiet < 12 && steps < 500; steps += 1) {
    const step = await syncOnce({ disk: till.disk, clock, send, sendRaw }, state)
    state = step.state
    for (const finding of step.findings) await actOn(finding, till.journal)
    quiet = step.hasMore || step.findings.length > 0 ? 0 : quiet + 1
  }
  return { state, batches }
}

test('a new journal begins at 1, says which one it follows, and the old one is sent under its own name', async () => {
  const till = await start(memoryDisk())
  const server = makeServer()
  const first = await till.sell()
  await till.journal.recover(till.journal.journalId(), 'test')
  const second = await till.sell()
  expect(second.journalId).not.toBe(first.journalId)
  const renewed = await till.disk.readFrom(second.journalId, 1, 9)
  expect(renewed[0]?.body).toMatchObject({
    kind: 'journal_recovered',
    detail: { formerJournalId: first.journalId, lastSeq: 1, why: 'test' },
  })
  expect((await till.disk.readLatest(9)).at(-1)?.eventId).toBe(first.eventId)

  const { batches } = await drain(till, server)
  expect(await till.disk.countUnsent()).toBe(0)
  expect(server.sales()).toHaveLength(2)
  for (const { journalId, events } of batches) {
    for (const event of events) {
      expect(server.rows.get(event.eventId)?.journalId).toBe(journalId)
    }
  }
})

test('asking twice for the end of the same journal begins one new journal', async () => {
  const till = await start(memoryDisk())
  const ended = till.journal.journalId()
  await till.sell()
  await Promise.all([till.journal.recover(ended, 'fork'), till.journal.recover(ended, 'fork')])
  expect((await till.disk.readHead())?.former).toEqual([{ journalId: ended, lastSeq: 1 }])
})

test('a place that is taken ends the journal, and nothing that waits is lost', async () => {
  const till = await start(memoryDisk())
  const server = makeServer()
  const ended = till.journal.journalId()
  const rival = await start(memoryDisk())
  const theirs = await rival.sell()
  // Another copy of this device has sent its own first sale under the same name.
  server.ingest({
    journalId: ended,
    events: [{ ...theirs, seq: 1 }],
    unsent: { count: 0, amountMinor: 0 },
  })
  await till.sell()
  await till.sell()
  await drain(till, server)
  expect(till.journal.journalId()).not.toBe(ended)
  expect(await till.disk.countUnsent()).toBe(0)
  const next = await till.sell()
  await drain(till, server)
  expect(server.rows.get(next.eventId)?.journalId).toBe(till.journal.journalId())
})

test('a server that holds more than the device ends the journal before a place is used twice', async () => {
  const till = await start(memoryDisk())
  const server = makeServer()
  const rival = await start(memoryDisk())
  const ended = till.journal.journalId()
  const events = [await rival.sell(), await rival.sell()]
  server.ingest({ journalId: ended, events, unsent: { count: 0, amountMinor: 0 } })
  await drain(till, server)
  expect(till.journal.journalId()).not.toBe(ended)
  const next = await till.sell()
  await drain(till, server)
  const [after] = await till.disk.readLatest(1)
  expect(after?.eventId).toBe(next.eventId)
  expect(after?.ack?.disposition).toBe('posted')
})

test('what the device has no longer is reported, and what stands behind it arrives', async () => {
  const disk = memoryDisk()
  const till = await start(disk)
  const server = makeServer()
  for (let index = 0; index < 4; index += 1) await till.sell()
  await drain(till, server)
  await disk.prune('2999-01-01', 2)
  server.restoreTo(till.journal.journalId(), 1)
  await till.sell()
  await drain(till, server)
  expect(await disk.countUnsent()).toBe(0)
  const reports = [...server.rows.values()].filter((row) => row.type === 'device.reported')
  expect(reports.map((row) => row.body)).toMatchObject([
    { kind: 'journal_hole', detail: { fromSeq: 2, toSeq: 2 } },
  ])
  // The first never left the server; the second is gone on both sides, and that is said.
  expect(server.sales().map((row) => row.seq)).toEqual([1, 3, 4, 5])
})

test('one entry that is refused three times alone is handed over unread, and those behind it pass', async () => {
  const till = await start(memoryDisk())
  const server = makeServer()
  const poison = await till.sell()
  await till.sell()
  const handed: string[] = []
  const parts = {
    disk: till.disk,
    clock,
    send: async (outgoing: Outgoing): Promise<Sent> =>
      outgoing.events.some((event) => event.eventId === poison.eventId)
        ? { kind: 'refused', code: 'request.bad_field' }
        : { kind: 'reply', reply: server.ingest(outgoing) },
    sendRaw: async (event: { eventId: string; seq: number; journalId: string }): Promise<Sent> => {
      handed.push(event.eventId)
      server.ingest({
        journalId: event.journalId,
        events: [],
        hole: { fromSeq: event.seq, toSeq: event.seq },
        unsent: { count: 0, amountMinor: 0 },
      })
      const results = [
        { eventId: event.eventId, disposition: 'quarantined' as const, reasons: ['raw'] },
      ]
      return { kind: 'reply', reply: { serverTime: NOW, ackedSeq: event.seq, results } }
    },
  }
  let state: SyncState = INITIAL_SYNC
  for (let steps = 0; steps < 12; steps += 1) state = (await syncOnce(parts, state)).state
  expect(handed).toEqual([poison.eventId])
  expect(await till.disk.countUnsent()).toBe(0)
  expect(server.sales()).toHaveLength(1)
  expect(state.connection).toBe('online')
})

test('whatever happens to journals, each sale arrives once and is never lost', async () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.constant('sale' as const) },
    { weight: 2, arbitrary: fc.constant('renew' as const) },
    { weight: 2, arbitrary: fc.constant('reboot' as const) },
    { weight: 2, arbitrary: fc.constant('drain' as const) },
    { weight: 1, arbitrary: fc.constant('restore' as const) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(9), async (steps, cut) => {
      const disk = memoryDisk()
      const server = makeServer()
      let till = await start(disk)
      const sold: string[] = []
      for (const each of steps) {
        if (each === 'sale') sold.push((await till.sell()).eventId)
        else if (each === 'renew') await till.journal.recover(till.journal.journalId(), 'test')
        else if (each === 'reboot') till = await start(disk)
        else if (each === 'drain') await drain(till, server)
        else server.restoreTo(till.journal.journalId(), cut)
      }
      await drain(till, server)
      expect(await disk.countUnsent()).toBe(0)
      expect(
        server
          .sales()
          .map((row) => row.eventId)
          .sort(),
      ).toEqual(sold.sort())
      const events = await disk.readLatest(1_000)
      const numbers = events.flatMap((event) => event.body.receiptNo ?? [])
      expect(new Set(numbers).size).toBe(numbers.length)
    }),
    { numRuns: 60 },
  )
})

test('only what was answered long ago and settled may leave the device', async () => {
  const till = await start(memoryDisk())
  const events = [await till.sell(), await till.sell(), await till.sell(), await till.sell()]
  const [old, quarantined, recent] = events
  const ack = (at: string, disposition: Disposition = 'posted') => ({
    disposition,
    reasons: [],
    at,
  })
  await till.disk.acknowledge([
    { eventId: old?.eventId ?? '', ack: ack('2026-10-01T00:00:00.000Z') },
    { eventId: quarantined?.eventId ?? '', ack: ack('2026-10-01T00:00:00.000Z', 'quarantined') },
    { eventId: recent?.eventId ?? '', ack: ack('2026-11-20T00:00:00.000Z') },
  ])
  expect(await till.disk.prune('2026-10-23T00:00:00.000Z', 100)).toBe(1)
  const left = await till.disk.readLatest(10)
  expect(left.map((event) => event.seq)).toEqual([4, 3, 2])
  expect(left.some((event) => mayPrune(event, '2026-10-23'))).toBe(false)
})
