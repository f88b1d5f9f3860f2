import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { buildIfStale } from '#app/cli/build.ts'
import { exportLedger, getTrialBalance, statements } from '#modules/bookkeeping/index.ts'
import { closeDatabase, inTenant, openDatabase, type Tx } from '#modules/kernel/db.ts'
import { hasTool, runTool } from '../outside-tools.ts'
import { fillSales } from './fill-sales.ts'
import { percentile, round } from './measure.ts'
import { startBenchServer } from './server.ts'

/**
 * `npm run bench:books`: statements over a million journal lines, beside the shortest SQL that adds
 * the same lines up, and beside hledger on the exported journal. `--sales N` fills another number
 * than 250,000 (four lines each). Results go to `test/bench/books-results.json`; nothing is asserted.
 */
const RESULTS = 'test/bench/books-results.json'
const asked = process.argv.indexOf('--sales')
const SALES = asked === -1 ? 250_000 : Number(process.argv[asked + 1])
const RUNS = 7
const YEAR = { from: '2025-01-01', to: '2025-12-31' }

buildIfStale(console.log)
const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-bench-'))
const server = await startBenchServer(dataDir)
try {
  console.log(`Filling ${SALES.toLocaleString('en')} sales …`)
  await fillSales(server, SALES)
  openDatabase({ appUrl: server.appUrl, maxConnections: 2 })
  const shop = { tenantId: server.tenantId, userId: server.userId }
  const read = <T>(work: (tx: Tx) => Promise<T>) => inTenant(shop, 'read only', work)
  const today = new Date().toISOString().slice(0, 10)
  const months = Array.from({ length: 12 }, (_, at) => {
    const month = String(at + 1).padStart(2, '0')
    return { from: `2025-${month}-01`, to: lastDay(2025, at + 1) }
  })
  const byHand = await middle(() => read(sumByHand))
  const results = {
    measuredAt: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model,
    journalLines: SALES * 4,
    byHandMs: byHand,
    trialBalanceMs: await middle(() => read((tx) => getTrialBalance(tx, today))),
    incomeYearMs: await middle(() => read((tx) => statements.getIncomeStatement(tx, [YEAR]))),
    incomeByMonthMs: await middle(() => read((tx) => statements.getIncomeStatement(tx, months))),
    balanceSheetMs: await middle(() => read((tx) => statements.getBalanceSheet(tx, [today]))),
    cashFlowMs: await middle(() => read((tx) => statements.getCashFlow(tx, [YEAR]))),
    ...(await besideHledger(read, today)),
  }
  await closeDatabase()
  console.log(results)
  await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`)
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** What somebody would write who only wants the sums of all accounts. */
async function sumByHand(tx: Tx): Promise<void> {
  await sql`select account_code, sum(amount_minor) from posting group by account_code`.execute(tx)
}

/** The middle of some runs, in milliseconds; the first one warms up. */
async function middle(work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = performance.now()
    await work()
    times.push(performance.now() - startedAt)
  }
  return round(
    percentile(
      times.sort((a, b) => a - b),
      0.5,
    ),
  )
}

/** `hledger bs` on the same books, where hledger is installed. */
async function besideHledger(read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, today: string) {
  const file = path.join(dataDir, 'books.journal')
  const startedAt = performance.now()
  await read((tx) =>
    pipeline(Readable.from(exportLedger(tx, { format: 'hledger' })), createWriteStream(file)),
  )
  const exportSeconds = round((performance.now() - startedAt) / 1000)
  if (!hasTool('hledger')) return { exportSeconds }
  const before = performance.now()
  runTool('hledger', ['-f', file, 'bs', '-e', today])
  return { exportSeconds, hledgerBalanceSheetMs: round(performance.now() - before) }
}

function lastDay(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
