import type { Outgoing, Sent } from '#app/offline/sync.ts'
import { sampleProduct, sampleSnapshot } from '#app/till/sample-snapshot.ts'
import { findFaults } from './find-faults.ts'
import { type ModelServer, modelServer, type ServerBugs } from './model-server.ts'
import { type DiskKind, powerDisk } from './power-disk.ts'
import { type Dice, dice } from './random.ts'
import { type Printed, type SimulatedTill, simulatedTill, type TillBugs } from './simulated-till.ts'

export type Bugs = ServerBugs & TillBugs

/** Every bug that is planted to see that the simulator finds it. */
export const PLANTED: Record<string, { bugs: Bugs; disk: DiskKind }> = {
  'no dedupe': { bugs: { noDedupe: true }, disk: 'honest' },
  'print before flush': { bugs: { printsBeforeFlush: true }, disk: 'honest' },
  'fork taken for duplicate': { bugs: { forkIsDuplicate: true }, disk: 'lying' },
  'ack by high-water mark': { bugs: { ackByHighWater: true }, disk: 'lying' },
  'no reserve-ahead': { bugs: { noReserveAhead: true }, disk: 'lying' },
}

export interface Outcome {
  seed: number
  disk: DiskKind
  /** Sentences about what should not be; empty for a run that went well. */
  faults: string[]
  counts: {
    printed: number
    booked: number
    forks: number
    powerCuts: number
    restores: number
    requests: number
    requestsLost: number
    repliesLost: number
  }
}

const START_MS = Date.parse('2026-11-27T00:00:00Z')
const TILLS = 3
const STEPS = 260

interface World {
  dice: Dice
  server: ModelServer
  tills: SimulatedTill[]
  printed: Map<string, Printed[]>
  /** Copies of requests that are still under way. */
  late: (() => void)[]
  counts: Outcome['counts']
  isHealed: boolean
  pass(ms: number): void
  /** Moves the clock that the tills see. */
  jump(ms: number): void
}

/**
 * One run: some tills, a network that loses, repeats and delays, disks that lose what they may lose,
 * a server that is put up again from an old backup. Then everything is well again, and what stands in
 * the books is compared with what was printed.
 */
export async function simulate(seed: number, disk: DiskKind, bugs: Bugs = {}): Promise<Outcome> {
  const world = makeWorld(seed, disk, bugs)
  for (let step = 0; step < STEPS; step += 1) await takeStep(world)
  await heal(world)
  const { server, counts } = world
  counts.printed = [...world.printed.values()].flat().length
  counts.booked = server.rows().sales.length
  counts.forks = server.rows().forks.size
  const tills = await Promise.all(
    world.tills.map(async (till) => ({
      tillId: till.tillId,
      printed: world.printed.get(till.tillId) ?? [],
      events: await till.events(),
      unsent: await till.unsent(),
    })),
  )
  return { seed, disk, faults: findFaults(disk, tills, server.rows()), counts }
}

function makeWorld(seed: number, disk: DiskKind, bugs: Bugs): World {
  let nowMs = START_MS
  let skewMs = 0
  const own = dice(seed, () => nowMs)
  const products = Array.from({ length: 4 }, (_, index) =>
    sampleProduct(`貨品 ${index}`, { id: own.id(), priceMinor: 10 + 7 * index }),
  )
  const snapshot = sampleSnapshot(products)
  const prices = new Map(products.map((each) => [each.id, each.priceMinor ?? 0]))
  const server = modelServer({ prices, taxRates: snapshot.taxRates }, () => new Date(nowMs), bugs)
  const counts = {
    printed: 0,
    booked: 0,
    forks: 0,
    powerCuts: 0,
    restores: 0,
    requests: 0,
    requestsLost: 0,
    repliesLost: 0,
  }
  const world: World = {
    dice: own,
    server,
    tills: [],
    printed: new Map(),
    late: [],
    counts,
    isHealed: false,
    pass: (ms) => {
      nowMs += ms
    },
    jump: (ms) => {
      skewMs += ms
    },
  }
  for (let number = 1; number <= TILLS; number += 1) {
    const tillId = own.id()
    const printed: Printed[] = []
    world.printed.set(tillId, printed)
    world.tills.push(
      simulatedTill({
        tillId,
        number,
        journalId: own.id(),
        snapshot,
        dice: own,
        clock: { now: () => new Date(nowMs + skewMs), monotonicMs: () => nowMs - START_MS },
        rest: async (ms) => world.pass(ms),
        disk: powerDisk({ kind: disk, dice: own, nowMs: () => nowMs, ...DISK_FAULTS }),
        send: async (outgoing) => carry(world, tillId, outgoing),
        print: (receipt) => void printed.push(receipt),
        bugs,
      }),
    )
  }
  return world
}

const DISK_FAULTS = { cutsInWrite: 0.02, refuses: 0.02 }

/** What the network makes of a request. */
function carry(world: World, tillId: string, outgoing: Outgoing): Sent {
  const { dice: own, server, counts } = world
  const sent = structuredClone(outgoing)
  const arrive = (): Sent => ({ kind: 'reply', reply: server.ingest(tillId, sent) })
  counts.requests += 1
  if (world.isHealed) return arrive()
  const fate = own.roll()
  if (fate < 0.1) {
    counts.requestsLost += 1
    return { kind: 'unreachable' }
  }
  if (fate < 0.3) {
    counts.repliesLost += 1
    arrive()
    return { kind: 'unreachable' }
  }
  if (fate < 0.4) {
    // It is still under way when the till has given up, and comes behind what is sent next.
    world.late.push(() => void arrive())
    counts.repliesLost += 1
    return { kind: 'unreachable' }
  }
  if (fate < 0.55) {
    world.late.push(() => void arrive())
    return arrive()
  }
  if (fate < 0.58) return { kind: 'too_large' }
  if (fate < 0.6) return { kind: 'unpaired' }
  if (fate < 0.62) return { kind: 'refused', code: 'request.odd' }
  return arrive()
}

async function takeStep(world: World): Promise<void> {
  const { dice: own, server, counts } = world
  world.pass(700 + own.below(1_500))
  const till = own.pick(world.tills)
  if (!till.isRunning()) {
    return till.boot()
  }
  const fate = own.roll()
  if (fate < 0.42) {
    await till.sell()
    // What was sold is sent at once, and may be on the server when the device forgets it.
    if (own.chance(0.6)) await till.sync()
    if (own.chance(0.06)) cut(world, till)
  } else if (fate < 0.82) await till.sync()
  else if (fate < 0.85) cut(world, till)
  else if (fate < 0.89) till.kill()
  else if (fate < 0.9) await till.closeWell()
  else if (fate < 0.92) {
    await till.boot()
  } else if (fate < 0.96) {
    const [first] = world.late.splice(own.below(Math.max(1, world.late.length)), 1)
    first?.()
  } else if (fate < 0.975) server.makeBackup()
  else if (fate < 0.98) {
    counts.restores += 1
    server.restore()
  } else if (fate < 0.99) world.jump(own.pick([-1, 1]) * own.below(3 * 86_400_000))
}

function cut(world: World, till: SimulatedTill): void {
  world.counts.powerCuts += 1
  till.cutPower()
}

/** Everybody is there again and nothing is lost any more: until everything has its answer. */
async function heal(world: World): Promise<void> {
  for (const arrive of world.late.splice(0)) arrive()
  world.isHealed = true
  for (const till of world.tills) {
    till.kill()
    for (let tries = 0; tries < 20 && !till.isRunning(); tries += 1) await till.boot()
    // A device asks about one of its journals at a time, and each may have to be sent again.
    let journals = 1
    for (let round = 0; round < 2 * journals + 2; round += 1) {
      for (let tries = 0; tries < 400 && (await till.sync()); tries += 1);
      for (let tries = 0; tries < 20 && !till.isRunning(); tries += 1) await till.boot()
      journals = new Set((await till.events()).map((event) => event.journalId)).size
    }
  }
}
