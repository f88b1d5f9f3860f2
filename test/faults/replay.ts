import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { buildIfStale } from '#app/cli/build.ts'
import type { Sent } from '#app/offline/sync.ts'
import type { TillEventBatch } from '#modules/pos/shared.ts'
import { checkBooks } from './check-books.ts'
import { joinShop, type ReplayClient, standInForBrowser } from './replay-client.ts'
import { type ReplayDevice, startReplayDevice } from './replay-device.ts'
import { numberOption, saveResults } from './results.ts'
import {
  type ServerUnderTest,
  type ShopUnderTest,
  startServerUnderTest,
} from './server-under-test.ts'

/**
 * `npm run test:replay [-- --sales 10000 --kills 20]`: ten devices of two shops sell against the built
 * server and a real PostgreSQL over a bad network, while both are killed again and again. At the end
 * the books are compared with what was printed.
 */
const SHOPS = 2
const DEVICES = 10
const DROPPED_REQUESTS = 0.1
const DROPPED_REPLIES = 0.2
const DOUBLED = 0.15
const REORDERED = 0.1
const HURRY = 10
const GIVE_UP_MS = 15 * 60_000

const counts = { requests: 0, droppedRequests: 0, droppedReplies: 0, doubled: 0, reordered: 0 }

/** The same network for everybody: what it makes of one batch. */
async function carry(client: ReplayClient, batch: TillEventBatch): Promise<Sent> {
  counts.requests += 1
  const arrive = () => client.send(batch)
  const fate = Math.random()
  if (fate < DROPPED_REQUESTS) {
    counts.droppedRequests += 1
    return { kind: 'unreachable' }
  }
  if (fate < DROPPED_REQUESTS + DROPPED_REPLIES) {
    counts.droppedReplies += 1
    await arrive()
    return { kind: 'unreachable' }
  }
  if (fate < DROPPED_REQUESTS + DROPPED_REPLIES + DOUBLED) {
    counts.doubled += 1
    const [first] = await Promise.all([arrive(), arrive()])
    return first
  }
  if (fate < DROPPED_REQUESTS + DROPPED_REPLIES + DOUBLED + REORDERED) {
    // The till has given it up, sends something else, and then it arrives after all.
    counts.reordered += 1
    setTimeout(() => void arrive(), 50 + Math.random() * 1_500)
    return { kind: 'unreachable' }
  }
  return arrive()
}

async function startDevice(shop: ShopUnderTest): Promise<ReplayDevice> {
  const client = await joinShop(shop)
  const { till, snapshot } = client
  const send = (batch: TillEventBatch) => carry(client, batch)
  return startReplayDevice({ till, snapshot, send, hurry: HURRY, random: Math.random })
}

interface Kills {
  web: number[]
  postgres: number[]
}

/** Kills one or the other in the middle of work until enough was killed. */
async function killAround(server: ServerUnderTest, kills: Kills, wanted: number): Promise<void> {
  for (let turn = 0; turn < wanted; turn += 1) {
    // Long enough that batches are under way again.
    await pause(300 + Math.random() * 2_000)
    const before = counts.requests
    while (counts.requests === before) await pause(5)
    if (turn % 3 === 0) kills.web.push(await server.killWeb())
    else kills.postgres.push(await server.killPostgres())
    const after = Math.round((turn % 3 === 0 ? kills.web : kills.postgres).at(-1) ?? 0)
    const what = turn % 3 === 0 ? 'server' : 'PostgreSQL'
    console.log(`kill ${turn + 1}: the ${what} answered again after ${after} ms`)
  }
}

/** Sells all the while that something is killed, and not much faster. */
async function sellAll(devices: ReplayDevice[], sales: number, shareOfKills: () => number) {
  const each = Math.ceil(sales / devices.length)
  await Promise.all(
    devices.map(async (device) => {
      while (device.printed.length < each) {
        const isAhead = device.printed.length / each > shareOfKills() + 0.05
        if (isAhead) await pause(50)
        else await device.sell()
      }
    }),
  )
}

async function drain(devices: ReplayDevice[]): Promise<number> {
  const startedAt = performance.now()
  const left = async () =>
    (await Promise.all(devices.map((device) => device.countUnsent()))).reduce((a, b) => a + b, 0)
  while ((await left()) > 0 && performance.now() - startedAt < GIVE_UP_MS) await pause(100)
  return left()
}

const middle = (times: number[]) =>
  Math.round([...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0)

const sales = numberOption('sales', 10_000)
const wantedKills = numberOption('kills', 24)
if (!process.argv.includes('--no-build')) buildIfStale(console.log)
const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-replay-'))
const server = await startServerUnderTest(dataDir, SHOPS)
try {
  standInForBrowser(server.url, server.shops)
  const shops = await Promise.all(
    server.shops.map(async (shop) => {
      const devices: ReplayDevice[] = []
      for (let index = 0; index < DEVICES / SHOPS; index += 1) devices.push(await startDevice(shop))
      return { shop, devices }
    }),
  )
  const devices = shops.flatMap((each) => each.devices)
  const kills: Kills = { web: [], postgres: [] }
  const startedAt = performance.now()
  const killed = () => kills.web.length + kills.postgres.length
  await Promise.all([
    killAround(server, kills, wantedKills),
    sellAll(devices, sales, () => (wantedKills === 0 ? 1 : killed() / wantedKills)),
  ])
  const unsent = await drain(devices)
  const seconds = (performance.now() - startedAt) / 1000
  // What was still under way arrives before anything is counted.
  await pause(2_500)
  for (const device of devices) device.stop()
  const faults = unsent > 0 ? [`${unsent} entries never had an answer`] : []
  if (server.countOwnEnds() > 0) faults.push(`the server ended ${server.countOwnEnds()} times`)
  for (const { shop, devices: own } of shops) {
    const printed = own.flatMap((device) => device.printed)
    faults.push(...(await checkBooks(server.ownerUrl, shop, printed)))
  }
  const printed = devices.flatMap((device) => device.printed).length
  const figures = {
    cpus: cpus().length,
    shops: SHOPS,
    devices: DEVICES,
    printed,
    faults,
    seconds: Math.round(seconds),
    salesPerSecond: Math.round(printed / seconds),
    network: counts,
    kills: { web: kills.web.length, postgres: kills.postgres.length },
    middleMsUntilItAnswersAgain: { web: middle(kills.web), postgres: middle(kills.postgres) },
  }
  console.log(figures)
  await saveResults('replay', figures)
  if (faults.length > 0) process.exitCode = 1
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
// Connections of the client may be left open, and nothing waits for them.
process.exit()
