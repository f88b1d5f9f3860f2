import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { closeDatabase, inTenant, openDatabase } from '#modules/kernel/db.ts'
import { ingestEvents } from '#modules/pos/index.ts'
import { MadeTill } from '#test/make-events.ts'
import { fillSales } from './fill-sales.ts'
import { percentile, round } from './measure.ts'
import { type BenchServer, startBenchServer } from './server.ts'

const FEW = 1000
/** Both shops take turns, so that a busy minute of the machine is both shops' minute. */
const ROUNDS = 13
const SALES_A_ROUND = 40

/** What posting one sale of three lines costs a shop of few sales and one of many, in milliseconds. */
export interface PostingCost {
  fewSales: number
  manySales: number
  fewMs: number
  manyMs: number
  /** Many for each one of few: history should not be felt. */
  ratio: number
}

/** A sale as it arrives from a till: stock, books, meter, audit and event in one transaction. */
export async function benchPosting(manySales: number): Promise<PostingCost> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tillage-bench-'))
  const few = await startBenchServer(path.join(folder, 'few'))
  const many = await startBenchServer(path.join(folder, 'many'))
  try {
    await fillSales(few, FEW)
    await fillSales(many, manySales)
    const [fewTill, manyTill] = [new MadeTill(), new MadeTill()]
    await withShop(few, (shop) => inTenant(shop, 'read write', (tx) => fewTill.register(tx)))
    await withShop(many, (shop) => inTenant(shop, 'read write', (tx) => manyTill.register(tx)))
    const fewTimes: number[] = []
    const manyTimes: number[] = []
    for (let turn = 0; turn < ROUNDS; turn += 1) {
      const sides = [
        { server: few, till: fewTill, times: fewTimes },
        { server: many, till: manyTill, times: manyTimes },
      ]
      for (const { server, till, times } of turn % 2 === 0 ? sides : sides.reverse()) {
        const round = await sell(server, till)
        // The first round warms up.
        if (turn > 0) times.push(...round)
      }
    }
    const [fewMs, manyMs] = [middle(fewTimes), middle(manyTimes)]
    return { fewSales: FEW, manySales, fewMs, manyMs, ratio: round(manyMs / fewMs) }
  } finally {
    await few.stop()
    await many.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Shop = Pick<BenchServer, 'tenantId' | 'userId'>

async function withShop<T>(server: BenchServer, work: (shop: Shop) => Promise<T>): Promise<T> {
  openDatabase({ appUrl: server.appUrl, maxConnections: 1 })
  try {
    return await work({ tenantId: server.tenantId, userId: server.userId })
  } finally {
    await closeDatabase()
  }
}

const sell = (server: BenchServer, till: MadeTill): Promise<number[]> =>
  withShop(server, async (shop) => {
    const times: number[] = []
    for (let turn = 0; turn < SALES_A_ROUND; turn += 1) {
      const lines = [0, 1, 2].map((offset) => ({
        productId: server.products[(turn * 3 + offset) % server.products.length] ?? '',
        unitPriceMinor: 25,
      }))
      const event = till.quickSale({ cashierId: server.userId, lines })
      const startedAt = performance.now()
      const { results } = await inTenant(shop, 'read write', (tx) =>
        ingestEvents(tx, till.batch(event)),
      )
      times.push(performance.now() - startedAt)
      if (!results.every((each) => each.disposition.startsWith('posted'))) {
        throw new Error(`not posted: ${JSON.stringify(results)}`)
      }
    }
    return times
  })

const middle = (times: number[]): number =>
  round(
    percentile(
      times.sort((a, b) => a - b),
      0.5,
    ),
  )
