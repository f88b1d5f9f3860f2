import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { closeDatabase, openDatabase } from '#modules/kernel/db.ts'
import { startEmbeddedPostgres } from '#modules/kernel/embedded-postgres.ts'
import { migrate } from '#modules/kernel/migrate.ts'
import { APP_ROLE, urlForRole } from '#modules/kernel/roles.ts'
import { numberOption, saveResults } from '#test/faults/results.ts'
import { makeTenant } from '#test/make.ts'
import { type RunResult, runInterleaving } from './interleavings.ts'
import { makeAskingPrinter, startPrintServer } from './print-server.ts'

/**
 * `npm run test:printers [-- --runs 1000 --from 1 --seconds 600]`: printers that ask, against the real
 * server and a real PostgreSQL over a bad network. Each seed is a run of its own; a run that fails says
 * its seed. After so many seconds no other run begins.
 */
const runs = numberOption('runs', 1000)
const from = numberOption('from', 1)
const endsAt = Date.now() + numberOption('seconds', 3600) * 1000
const AT_ONCE = 4

const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-printers-'))
const postgres = await startEmbeddedPostgres({ dataDir, durable: false })
await migrate(postgres.ownerUrl)
openDatabase({ appUrl: urlForRole(postgres.ownerUrl, APP_ROLE), maxConnections: 10 })
const owner = new pg.Pool({ connectionString: postgres.ownerUrl, max: AT_ONCE })
// The database may stop before a connection has said goodbye.
owner.on('error', () => undefined)
owner.on('connect', (client) => client.on('error', () => undefined))
const server = await startPrintServer()
const world = { shop: await makeTenant(), serverUrl: server.url, owner }
// The first printer of a shop is its default one; after it they don't wait for each other.
await makeAskingPrinter(world.shop, server.url, 'star')

const results: RunResult[] = []
const failures: string[] = []
let next = from
const work = async () => {
  while (next < from + runs && Date.now() < endsAt) {
    const seed = next++
    try {
      results.push(await runInterleaving(world, seed))
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error))
      console.error(failures.at(-1))
    }
    if (results.length % 50 === 0) console.log(`${results.length} runs`)
  }
}
try {
  await Promise.all(Array.from({ length: AT_ONCE }, work))
} finally {
  await server.stop()
  await owner.end()
  await closeDatabase()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

const sum = (of: (result: RunResult) => number) => results.reduce((all, each) => all + of(each), 0)
const kinds = [...new Set(results.map(({ printer }) => printer))].sort()
const figures = {
  runs: results.length,
  from,
  failed: failures.length,
  papers: sum(({ papers }) => papers),
  askedForAgain: sum(({ asked }) => asked),
  cameOutTwiceBecauseAsked: sum(({ twice }) => twice),
  notOnPaperAndSaidSo: sum(({ lost }) => lost),
  runsByPrinter: Object.fromEntries(
    kinds.map((kind) => [kind, results.filter(({ printer }) => printer === kind).length]),
  ),
}
console.log(figures)
if (failures.length === 0) await saveResults('printers', figures)
else process.exitCode = 1
