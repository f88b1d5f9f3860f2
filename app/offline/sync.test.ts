import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '#modules/kernel/shared.ts'
import type { Disposition, TillEvent, TillEventReply } from '#modules/pos/shared.ts'
import { openJournal } from './journal.ts'
import { memoryDisk } from './memory-disk.ts'
import { sha256 } from './sha256.ts'
import { INITIAL_SYNC, type Outgoing, type Sent, type SyncState, syncOnce } from './sync.ts'
import { retryDelayMs, startSync } from './sync-loop.ts'

/** The bytes of an entry are taken by nobody here, unless a test says so. */
const sendRaw = async (): Promise<Sent> => ({ kind: 'refused', code: 'raw' })
const clock = { now: () => new Date('2026-11-23T02:24:00Z'), monotonicMs: () => 0 }

async function makeTill() {
  const disk = memoryDisk()
  const parts = { disk, clock, bootId: 'boot', digest: sha256, readFacts: () => null, newId }
  const journal = await openJournal(parts, { journalId: newId(), facts: null })
  const sell = () =>
    journal.commit((facts) => ({
      events: [{ eventId: newId(), type: 'sale.completed', schemaVersion: 1, body: {} }],
      facts,
    }))
  return { disk, journalId: journal.journalId(), sell }
}

/** The rules of the ingest (one journal), small enough to be read beside the real one. */
function makeServer() {
  const rows = new Map<string, TillEvent>()
  let acked = 0
  return {
    rows,
    /** As a backup from before the last events would leave it. */
    restoreTo(seq: number) {
      for (const [id, event] of rows) if (event.seq > seq) rows.delete(id)
      acked = Math.min(acked, seq)
    },
    ingest(events: TillEvent[]): TillEventReply {
      const results: TillEventReply['results'] = []
      let resendFrom: number | undefined
      for (const event of events) {
        const known = rows.get(event.eventId)
        let disposition: Disposition = 'posted'
        if (known) disposition = known.hash === event.hash ? 'duplicate' : 'fork'
        else if (event.seq <= acked) disposition = 'fork'
        else if (event.seq !== acked + 1) disposition = 'gap'
        results.push({ eventId: event.eventId, disposition, reasons: [] })
        if (disposition === 'gap') {
          resendFrom = acked + 1
          break
        }
        if (disposition === 'posted') {
          rows.set(event.eventId, event)
          acked = event.seq
        }
      }
      const serverTime = clock.now().toISOString()
      return { serverTime, ackedSeq: acked, results, ...(resendFrom && { resendFrom }) }
    },
  }
}

const FATES = [
  'arrives',
  'request lost',
  'reply lost',
  'twice',
  'unpaired',
  'server error',
  'too large',
] as const
type Fate = (typeof FATES)[number]

function deliver(server: ReturnType<typeof makeServer>, events: TillEvent[], fate: Fate): Sent {
  if (fate === 'request lost' || fate === 'server error') return { kind: 'unreachable' }
  if (fate === 'unpaired') return { kind: 'unpaired' }
  if (fate === 'too large') return { kind: 'too_large' }
  const reply = server.ingest(events)
  if (fate === 'reply lost') return { kind: 'unreachable' }
  return { kind: 'reply', reply: fate === 'twice' ? server.ingest(events) : reply }
}

describe('sync', () => {
  test('whatever the network does, every event ends booked once and answered', async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.constant('sale' as const) },
      { weight: 6, arbitrary: fc.constantFrom(...FATES) },
      { weight: 1, arbitrary: fc.constant('restore' as const) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.nat(), async (steps, cut) => {
        const till = await makeTill()
        const server = makeServer()
        let state: SyncState = { ...INITIAL_SYNC, batchLimit: 3 }
        const attempt = async (fate: Fate) => {
          const send = async ({ events }: Outgoing) => deliver(server, events, fate)
          const done = await syncOnce({ ...till, clock, send, sendRaw }, state)
          state = done.state
          return done.hasMore
        }
        let sold = 0
        for (const each of steps) {
          if (each === 'sale') {
            await till.sell()
            sold += 1
          } else if (each === 'restore') server.restoreTo(sold === 0 ? 0 : cut % (sold + 1))
          else await attempt(each)
        }
        // The network is well again: two rounds to the end, since a restore shows in a heartbeat.
        for (let round = 0; round < 3; round += 1) {
          for (let tries = 0; tries < 200 && (await attempt('arrives')); tries += 1);
        }
        expect(await till.disk.countUnsent()).toBe(0)
        expect(server.rows.size).toBe(sold)
        const seqs = [...server.rows.values()].map((event) => event.seq).sort((a, b) => a - b)
        expect(seqs).toEqual(Array.from({ length: sold }, (_, index) => index + 1))
        expect(state.failures).toBe(0)
      }),
      { numRuns: 200 },
    )
  })

  test('an answer without an event leaves that event waiting, whatever number is acknowledged', async () => {
    const till = await makeTill()
    await till.sell()
    await till.sell()
    const send = async ({ events }: Outgoing): Promise<Sent> => ({
      kind: 'reply',
      reply: {
        serverTime: clock.now().toISOString(),
        ackedSeq: 2,
        results: events
          .slice(0, 1)
          .map(({ eventId }) => ({ eventId, disposition: 'posted', reasons: [] })),
      },
    })
    await syncOnce({ ...till, clock, send, sendRaw }, INITIAL_SYNC)
    expect((await till.disk.readUnsent(9)).map((event) => event.seq)).toEqual([2])
  })

  test('an event behind a gap still waits, and the next batch starts where the server ends', async () => {
    const till = await makeTill()
    const server = makeServer()
    await till.sell()
    await till.sell()
    const [first] = await till.disk.readUnsent(1)
    const ack = { disposition: 'posted' as const, reasons: [], at: clock.now().toISOString() }
    if (first) await till.disk.acknowledge([{ eventId: first.eventId, ack }])
    const send = async ({ events }: Outgoing) => deliver(server, events, 'arrives')
    const { state } = await syncOnce({ ...till, clock, send, sendRaw }, INITIAL_SYNC)
    expect(await till.disk.countUnsent()).toBe(1)
    expect(state.resend?.seq).toBe(1)
  })

  test('a fork is offered again to a server that a backup has put up without it', async () => {
    const till = await makeTill()
    const server = makeServer()
    for (let index = 0; index < 3; index += 1) await till.sell()
    const [first, second, third] = await till.disk.readUnsent(3)
    if (!first || !second || !third) throw new Error('Three sales were made')
    // What a device wrote and forgot: the server has it, and the device another one in its place.
    server.ingest([first, { ...second, eventId: newId(), hash: 'forgotten' }])
    let offered: string[] = []
    const parts = {
      ...till,
      ...{ clock, sendRaw },
      send: async ({ events }: Outgoing) => {
        offered.push(...events.map((event) => event.eventId))
        return deliver(server, events, 'arrives')
      },
    }
    const { state } = await syncOnce(parts, INITIAL_SYNC)
    const [, fork] = await till.disk.readFrom(till.journalId, 1, 3)
    expect(fork?.ack?.disposition).toBe('fork')
    // Its place was taken already when the backup was made, which held nothing of the fork.
    server.restoreTo(2)
    offered = []
    const step = await syncOnce(parts, state)
    await syncOnce(parts, step.state)
    expect(offered).toEqual([second.eventId, third.eventId])
  })

  test('a quarantined event is answered, kept with its reasons, and holds nobody up', async () => {
    const till = await makeTill()
    await till.sell()
    await till.sell()
    const send = async ({ events }: Outgoing): Promise<Sent> => ({
      kind: 'reply',
      reply: {
        serverTime: clock.now().toISOString(),
        ackedSeq: 2,
        results: events.map(({ eventId, seq }) => ({
          eventId,
          disposition: seq === 1 ? 'quarantined' : 'posted',
          reasons: seq === 1 ? ['schema_error'] : [],
        })),
      },
    })
    await syncOnce({ ...till, clock, send, sendRaw }, INITIAL_SYNC)
    const events = await till.disk.readFrom(till.journalId, 1, 9)
    expect(events.map((event) => event.ack?.disposition)).toEqual(['quarantined', 'posted'])
    expect(events[0]?.ack?.reasons).toEqual(['schema_error'])
  })

  test('what an event became the first time is not lost to a later "duplicate"', async () => {
    const till = await makeTill()
    const server = makeServer()
    await till.sell()
    const [event] = await till.disk.readUnsent(1)
    const at = clock.now().toISOString()
    const ack = { disposition: 'posted_flagged' as const, reasons: ['stock_negative'], at }
    if (event) await till.disk.acknowledge([{ eventId: event.eventId, ack }])
    if (event) server.ingest([event])
    const send = async ({ events }: Outgoing) => deliver(server, events, 'arrives')
    await syncOnce(
      { ...till, clock, send, sendRaw },
      { ...INITIAL_SYNC, resend: { journalId: till.journalId, seq: 1 } },
    )
    const [after] = await till.disk.readFrom(till.journalId, 1, 1)
    expect(after?.ack).toEqual(ack)
  })

  test('a batch that is too large is halved down to one', async () => {
    const till = await makeTill()
    for (let index = 0; index < 5; index += 1) await till.sell()
    const sizes: number[] = []
    const send = async ({ events }: Outgoing): Promise<Sent> => {
      sizes.push(events.length)
      return { kind: 'too_large' }
    }
    let state: SyncState = INITIAL_SYNC
    for (let index = 0; index < 4; index += 1) {
      state = (await syncOnce({ ...till, clock, send, sendRaw }, state)).state
    }
    expect(sizes).toEqual([5, 2, 1, 1])
    expect(state.connection).toBe('refused')
    expect(await till.disk.countUnsent()).toBe(5)
  })
})

describe('the loop', () => {
  test('has one request in flight, comes back after a failure, and beats when idle', async () => {
    const till = await makeTill()
    const server = makeServer()
    const planned: { callback: () => void; delayMs: number }[] = []
    let inFlight = 0
    let most = 0
    const fates: Fate[] = ['request lost', 'request lost', 'arrives']
    let settled: () => void = () => {}
    const loop = startSync({
      ...till,
      clock,
      random: () => 1,
      later: (callback, delayMs) => {
        planned.push({ callback, delayMs })
        settled()
        return () => planned.splice(0)
      },
      onState: () => {},
      onFinding: async () => {},
      sendRaw,
      onError: (cause) => {
        throw cause
      },
      send: async ({ events }) => {
        inFlight += 1
        most = Math.max(most, inFlight)
        const sent = deliver(server, events, fates.shift() ?? 'arrives')
        await Promise.resolve()
        inFlight -= 1
        return sent
      },
    })
    const next = async () => {
      const step = planned.shift()
      const done = new Promise<void>((resolve) => {
        settled = resolve
      })
      step?.callback()
      await done
      return planned[0]?.delayMs
    }
    await till.sell()
    loop.poke()
    expect(await next()).toBe(1_000)
    expect(await next()).toBe(2_000)
    expect(await next()).toBe(15_000)
    expect(await till.disk.countUnsent()).toBe(0)
    expect(most).toBe(1)
    loop.stop()
  })

  test('waits anything up to a delay that doubles to one minute', () => {
    expect(retryDelayMs(1, () => 1)).toBe(1_000)
    expect(retryDelayMs(4, () => 1)).toBe(8_000)
    expect(retryDelayMs(40, () => 1)).toBe(60_000)
    expect(retryDelayMs(40, () => 0)).toBe(0)
  })
})
