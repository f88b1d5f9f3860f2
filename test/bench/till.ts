import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext, CDPSession, Page } from '@playwright/test'
import pg from 'pg'
import { buildIfStale } from '#app/cli/build.ts'
import { gs1CheckDigit } from '#modules/inventory/shared.ts'
import { openBrowser, sellInPage, shelfKey, startTill } from '#test/till-browser.ts'
import { percentile } from './measure.ts'
import { type BenchServer, startBenchServer } from './server.ts'
import { type Link, openLink } from './slow-link.ts'
import { countFrames, type Timings, watchTimes } from './till-page.ts'

/**
 * `npm run bench:till`: how fast the till is for the person at it. A real Chromium with its processor
 * slowed four times, a catalogue of 10,000 products, and a link that can be slowed and cut.
 * Results go to `test/bench/till-results.json`; nothing is asserted.
 */
const SLOWER = 4
const PRODUCTS = 10_000
const SALES = 48
const SCANS_PER_SALE = 2
/** A quick hand takes the next thing and holds it to the light; a busy supermarket counts a second. */
const BETWEEN_SCANS_MS = 400
const COLD_STARTS = 7
const UNSENT = 500
const SLOW_LINK = { bitsPerSecond: 256_000, delayMs: 300 }
const READY_MS = 120_000

interface Till {
  context: BrowserContext
  page: Page
}

function barcodeOf(number: number): string {
  const digits = `471${String(number).padStart(9, '0')}`
  return `${digits}${gs1CheckDigit(digits)}`
}

/** As many goods as a large shop has, each with a code, and entered yesterday: what is minutes old is told twice. */
async function fillCatalogue(server: BenchServer): Promise<void> {
  const client = new pg.Client({ connectionString: server.ownerUrl })
  await client.connect()
  const tenant = [server.tenantId]
  await client.query(
    `insert into product (tenant_id, id, name, unit, price_minor, cost_minor, pictogram, is_favourite,
                          updated_at)
     select $1, gen_random_uuid(), '商品 ' || n, 'bottle', 10 + n % 300, 5, 'box', n <= 30,
            now() - interval '1 day'
     from generate_series(1, ${PRODUCTS - server.products.length}) n`,
    tenant,
  )
  const { rows } = await client.query<{ id: string }>(
    `select id from product where tenant_id = $1 and name like '商品%' order by name`,
    tenant,
  )
  await client.query(
    `insert into product_barcode (tenant_id, barcode, product_id)
     select $1, * from unnest($2::text[], $3::uuid[])`,
    [...tenant, rows.map((_, index) => barcodeOf(index + 1)), rows.map((row) => row.id)],
  )
  await client.query(
    `insert into stock_level (tenant_id, product_id, quantity_milli, value_minor, changed_at)
     select $1, id, 1000000000, 5000000, now() - interval '1 day' from product where tenant_id = $1 on conflict do nothing`,
    tenant,
  )
  await client.end()
}

/** What a day does to a catalogue: 150 new prices, and 600 kinds of goods sold. */
async function letADayPass(server: BenchServer): Promise<void> {
  const client = new pg.Client({ connectionString: server.ownerUrl })
  await client.connect()
  await client.query(
    `update product set price_minor = price_minor + 1, updated_at = now() where id in
       (select id from product where tenant_id = $1 order by id limit 150)`,
    [server.tenantId],
  )
  await client.query(
    `update stock_level set quantity_milli = quantity_milli - 1000, changed_at = now()
     where product_id in (select id from product where tenant_id = $1 order by id desc limit 600)`,
    [server.tenantId],
  )
  await client.end()
}

async function openWatched(profile: string): Promise<Till> {
  const till = await openBrowser(profile)
  await till.context.addInitScript(watchTimes)
  return till
}

/** @returns which browser it is. */
async function slowDown({ context, page }: Till, rate: number): Promise<string> {
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  return (await session.send('Browser.getVersion')).product
}

const GOODS = /^商品/
/** Asks seldom and cheaply: a search by role in a slowed page would itself hold up its start. */
const seesGoods = (page: Page) =>
  page.waitForFunction(() => Reflect.get(window, 'benchTimes').shelfAtMs > 0, undefined, {
    timeout: READY_MS,
    polling: 250,
  })
const shelf = (page: Page) => shelfKey(page, GOODS)

/** The keys of one scan, handed to the browser together: a scanner does not wait for the screen. */
async function scanCode(session: CDPSession, barcode: string): Promise<void> {
  const keys = [
    ...[...barcode].map((digit) => ({ key: digit, code: `Digit${digit}`, text: digit })),
    { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 },
  ]
  // The times are those of the keys themselves, as from a real board: five milliseconds apart.
  const startedAt = Date.now() / 1000
  await Promise.all(
    keys.flatMap((key, index) => {
      const timestamp = startedAt + index * 0.005
      const up = { key: key.key, code: key.code }
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...up, timestamp }),
      ]
    }),
  )
}

/** As a finger does: a click that looks whether it may be made spends its time in the page. */
async function press(page: Page, name: RegExp): Promise<void> {
  const box = await page.getByRole('button', { name }).boundingBox()
  if (!box) throw new Error(`No button ${name}`)
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

/** Scans as a scanner does (a keyboard that types fast), and pays: what the page saw of it. */
async function sell({ context, page }: Till): Promise<Timings> {
  const session = await context.newCDPSession(page)
  let next = 1
  for (let sale = 0; sale < SALES; sale += 1) {
    for (let scan = 0; scan < SCANS_PER_SALE; scan += 1) {
      await page.waitForTimeout(BETWEEN_SCANS_MS)
      const lines = await page.evaluate(countFrames)
      await scanCode(session, barcodeOf(next * 7))
      await page.waitForFunction(
        (before) => Reflect.get(window, 'benchTimes').scans.length > before,
        lines,
        { timeout: 10_000 },
      )
      next += 1
    }
    await page.keyboard.press('F9')
    await page.getByRole('button', { name: /^剛好/ }).click()
    await press(page, /完成/)
    await page.getByRole('button', { name: /下一位/ }).click()
  }
  return page.evaluate(() => Reflect.get(window, 'benchTimes'))
}

/** From an empty window, with nobody answering, to goods that can be pressed. */
async function startCold(profile: string, address: string): Promise<number[]> {
  const times: number[] = []
  for (let start = 0; start < COLD_STARTS; start += 1) {
    const till = await openWatched(profile)
    await slowDown(till, SLOWER)
    await till.page.goto(address)
    await seesGoods(till.page)
    times.push(await till.page.evaluate(() => Reflect.get(window, 'benchTimes').shelfAtMs))
    await till.context.close()
  }
  return times.sort((a, b) => a - b)
}

const unsentText = (page: Page) => page.getByText(/筆未上傳/)

/** Sells without a network, and then sends everything over the slow link. */
async function drain(till: Till, link: Link, address: string): Promise<number> {
  await till.page.goto(address)
  await shelf(till.page).waitFor({ timeout: READY_MS })
  await till.page.evaluate(sellInPage, { goods: '商品', count: UNSENT })
  await till.page.getByText(new RegExp(`^${UNSENT} 筆未上傳`)).waitFor({ timeout: READY_MS })
  link.slow(SLOW_LINK)
  await link.mend()
  const startedAt = performance.now()
  await till.page.evaluate(() => window.dispatchEvent(new Event('online')))
  await unsentText(till.page).waitFor({ state: 'hidden', timeout: 300_000 })
  return performance.now() - startedAt
}

/** What the link carries when a till that has yesterday's catalogue asks for today's. */
async function weighDelta({ page }: Till, server: BenchServer): Promise<number> {
  await letADayPass(server)
  const answered = page.waitForResponse((reply) => reply.url().includes('/api/till/snapshot'), {
    timeout: READY_MS,
  })
  await page.reload()
  const reply = await answered
  await reply.finished()
  return (await reply.request().sizes()).responseBodySize
}

const sorted = (times: readonly number[]) => [...times].sort((a, b) => a - b)

if (!process.argv.includes('--no-build')) buildIfStale(console.log)
const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-bench-till-'))
const profile = path.join(dataDir, 'profile')
const server = await startBenchServer(dataDir)
const link = await openLink(Number(new URL(server.url).port))
try {
  await fillCatalogue(server)
  const address = `${link.url}/till/?shop=${server.slug}`
  let till = await openWatched(profile)
  await startTill(till, link.url, server, GOODS)
  await till.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const browser = await slowDown(till, SLOWER)
  console.log(`Scanning and paying, ${SLOWER} times slower …`)
  const { scans, pays } = await sell(till)
  await unsentText(till.page).waitFor({ state: 'hidden', timeout: READY_MS })
  await till.context.close()
  link.cut()
  console.log('Cold starts with nobody answering …')
  const starts = await startCold(profile, address)
  console.log(`Selling ${UNSENT} without a network, then sending them …`)
  till = await openWatched(profile)
  const drainMs = await drain(till, link, address)
  link.slow(undefined)
  const deltaBytes = await weighDelta(till, server)
  await till.context.close()
  const figure = (value: number, limit: number, more: Record<string, number> = {}) => ({
    value: Math.round(value),
    limit,
    isWithin: value <= limit,
    ...more,
  })
  const spread = (times: readonly number[]) => ({
    times: times.length,
    middle: Math.round(percentile(sorted(times), 0.5)),
    longest: Math.round(sorted(times).at(-1) ?? 0),
  })
  const results = {
    measuredAt: new Date().toISOString(),
    node: process.version,
    browser,
    cpus: cpus().length,
    slower: SLOWER,
    products: PRODUCTS,
    scanToLineP95Ms: figure(percentile(sorted(scans), 0.95), 100, spread(scans)),
    payToDurableP95Ms: figure(percentile(sorted(pays), 0.95), 150, spread(pays)),
    coldStartOfflineMs: figure(starts.at(-1) ?? 0, 3_000, spread(starts)),
    drain500Seconds: figure(drainMs / 1000, 60),
    dayDeltaBytes: figure(deltaBytes, 50_000),
  }
  console.log(results)
  await writeFile('test/bench/till-results.json', `${JSON.stringify(results, null, 2)}\n`)
} finally {
  link.close()
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
process.exit()
