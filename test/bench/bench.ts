import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildIfStale } from '#app/cli/build.ts'
import { fillSales } from './fill-sales.ts'
import { benchPages } from './pages.ts'
import { benchPapers } from './papers.ts'
import { benchPayToPaper } from './pay-to-paper.ts'
import { benchPrinters } from './printers.ts'
import { benchSales } from './sales.ts'
import { type BenchServer, startBenchServer } from './server.ts'

/**
 * `npm run bench`: measures in one run, prints ratios, writes `test/bench/results.json`.
 * `--sales N` fills another number than a million, `--seconds N` measures each cell longer;
 * `--only printers` measures the printers that ask, `--only paper` the time from paying to paper; the
 * other figures stay as they are.
 */
function option(name: string, initial: number): number {
  const index = process.argv.indexOf(`--${name}`)
  return index < 0 ? initial : Number(process.argv[index + 1])
}

const RESULTS = 'test/bench/results.json'
const PRINTER_SECONDS = 20
const saveResults = (results: object) => writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`)

/** Rows that can be measured alone, by what `--only` calls them. */
const ALONE: Record<string, (server: BenchServer) => Promise<object>> = {
  printers: async (server) => ({ printers: await benchPrinters(server, PRINTER_SECONDS) }),
  paper: async (server) => ({ payToPaper: await benchPayToPaper(server) }),
}

async function onlyOne(measure: (server: BenchServer) => Promise<object>): Promise<void> {
  const measured = await measure(server)
  const before: unknown = JSON.parse(await readFile(RESULTS, 'utf8'))
  await saveResults({ ...(typeof before === 'object' ? before : {}), ...measured })
}

function chosenAlone() {
  const index = process.argv.indexOf('--only')
  if (index < 0) return undefined
  const measure = ALONE[process.argv[index + 1] ?? '']
  if (!measure) throw new Error(`--only measures one of ${Object.keys(ALONE).join(', ')}`)
  return measure
}

const alone = chosenAlone()
const seconds = option('seconds', 5)
const filled = option('sales', 1_000_000)

if (!process.argv.includes('--no-build')) buildIfStale(console.log)
const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-bench-'))
const server = await startBenchServer(dataDir)
try {
  if (alone) await onlyOne(alone)
  else await everything(server)
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function everything(server: BenchServer): Promise<void> {
  console.log('Sales through POST /api/till/events against the same rows by hand')
  const empty = await benchSales(server, seconds)
  console.log(`Filling ${filled.toLocaleString('en')} sales …`)
  const fillSeconds = await fillSales(server, filled)
  console.log(`filled in ${fillSeconds} s`)
  const full = await benchSales(server, seconds)
  const pages = await benchPages(server, seconds)
  const papers = await benchPapers()
  const printers = await benchPrinters(server, PRINTER_SECONDS)
  const payToPaper = await benchPayToPaper(server)
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
    printers,
    payToPaper,
  }
  await saveResults(results)
}
