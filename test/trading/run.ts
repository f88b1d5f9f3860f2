import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { closeDatabase, openDatabase } from '#modules/kernel/db.ts'
import { startEmbeddedPostgres } from '#modules/kernel/embedded-postgres.ts'
import { migrate } from '#modules/kernel/migrate.ts'
import { APP_ROLE, urlForRole } from '#modules/kernel/roles.ts'
import { numberOption } from '#test/faults/results.ts'
import { tradeMonth } from './trade.ts'

/**
 * `npm run test:books [-- --seeds 20 --from 1]`: each seed is a month of random trading in a shop of
 * its own. A seed whose books are wrong says so and can be run again alone.
 */
const seeds = numberOption('seeds', 20)
const from = numberOption('from', 1)
const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-trading-'))
const postgres = await startEmbeddedPostgres({ dataDir, durable: false })
let failed = 0
try {
  await migrate(postgres.ownerUrl)
  openDatabase({ appUrl: urlForRole(postgres.ownerUrl, APP_ROLE), maxConnections: 4 })
  for (let seed = from; seed < from + seeds; seed += 1) {
    const startedAt = Date.now()
    const wrong = await tradeMonth(seed).catch((error: unknown) => [String(error)])
    const seconds = Math.round((Date.now() - startedAt) / 1000)
    console.log(`seed ${seed}: ${wrong.length === 0 ? 'right' : 'WRONG'}, ${seconds} s`)
    if (wrong.length === 0) continue
    failed += 1
    console.error(`  ${wrong.slice(0, 8).join('\n  ')}`)
    console.error(`  again: npm run test:books -- --seeds 1 --from ${seed}`)
  }
} finally {
  await closeDatabase()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}
console.log(`${seeds - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
