import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildIfStale } from '#app/cli/build.ts'
import { fillSales } from './fill-sales.ts'
import { benchPages } from './pages.ts'
import { benchPapers } from './papers.ts'
import { benchSales } from './sales.ts'
import { startBenchServer } from './server.ts'

/**
 * `npm run bench`: measures in one run, prints ratios, writes `test/bench/results.json`.
 * `--sales N` fills another number than a million, `--seconds N` measures each cell longer.
 */
function option(name: string, initial: number): number {
  const index = process.argv.indexOf(`--${name}`)
  return index < 0 ? initial : Number(process.argv[index + 1])
}

const seconds = option('seconds', 5)
const filled = option('sales', 1_000_000)

if (!process.argv.includes('--no-build')) buildIfStale(console.log)
const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-bench-'))
const server = await startBenchServer(dataDir)
try {
  console.log('Sales through POST /api/till/events against the same rows by hand')
  const empty = await benchSales(server, seconds)
  console.log(`Filling ${filled.toLocaleString('en')} sales …`)
  const fillSeconds = await fillSales(server, filled)
  console.log(`filled in ${fillSeconds} s`)
  const full = await benchSales(server, seconds)
  const pages = await benchPages(server, seconds)
  const papers = await benchPapers()
  const fullToEmpty = Object.fromEntries(
    Object.entries(empty).map(([callers, cell]) => [
      callers,
      Math.round(((full[callers]?.http.perSecond ?? 0) / cell.http.perSecond) * 100) / 100,
    ]),
  )
  console.log('full database to empty one, by devices', fullToEmpty)
  const results = {
    measuredAt: new Date().toISOString(),
    node: process.version,
    seconds,
    empty,
    filledSales: filled,
    fillSeconds,
    full,
    fullToEmpty,
    pages,
    papers,
  }
  await writeFile('test/bench/results.json', `${JSON.stringify(results, null, 2)}\n`)
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
