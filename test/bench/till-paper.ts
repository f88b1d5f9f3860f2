import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { buildIfStale } from '#app/cli/build.ts'
import { plugInPrinters } from '#test/e2e/fake-printers.ts'
import { openBrowser, startTill } from '#test/till-browser.ts'
import { percentile } from './measure.ts'
import { startBenchServer } from './server.ts'

/**
 * `npm run bench:paper`: how long a till takes from a receipt's document to the bytes of its printer,
 * in a real Chromium with its processor slowed four times, on a receipt of ten lines. Results go to
 * `test/bench/till-paper-results.json`; nothing is asserted.
 */
const SLOWER = 4
const SALES = 40
const LINES = 10
const LIMIT_MS = 100
const GOODS = /^貨品/

/** Notes how long each paper took. It travels alone. */
function listen(): void {
  const times: number[] = []
  Reflect.set(window, 'paperTimes', times)
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.name === 'till-paper') times.push(entry.duration)
    }
  }).observe({ type: 'measure', buffered: true })
}

/** Sells different goods, with a receipt, by real buttons. It travels alone. */
async function sellWithReceipts({ sales, lines }: { sales: number; lines: number }) {
  const find = async (words: RegExp, from: string, nth = 0): Promise<HTMLButtonElement> => {
    const until = performance.now() + 60_000
    while (performance.now() < until) {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>(`${from} button`)].filter(
        (each) => words.test(each.textContent?.trim() ?? ''),
      )
      const button = buttons[nth % Math.max(1, buttons.length)]
      if (button) return button
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error(`No button ${words}`)
  }
  const times = (): number[] => Reflect.get(window, 'paperTimes')
  const before = times().length
  for (let sale = 0; sale < sales; sale += 1) {
    for (let line = 0; line < lines; line += 1) (await find(/^貨品/, '.till-shelf', line)).click()
    for (const words of [/^收款/, /要收據/, /^剛好/, /完成/]) (await find(words, 'body')).click()
    while (times().length <= before + sale) await new Promise((resolve) => setTimeout(resolve, 10))
    ;(await find(/下一位/, 'body')).click()
  }
  return times().slice(before)
}

/** What is bought often stands on the first shelf. */
async function putOnShelf(ownerUrl: string, productIds: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query('update product set is_favourite = true where id = any($1)', [productIds])
  await client.end()
}

if (!process.argv.includes('--no-build')) buildIfStale(console.log)
const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-bench-paper-'))
const server = await startBenchServer(dataDir)
try {
  await putOnShelf(server.ownerUrl, server.products.slice(0, 20))
  const till = await openBrowser(path.join(dataDir, 'profile'))
  const { context, page } = till
  await plugInPrinters(page)
  await context.addInitScript(listen)
  await startTill(till, server.url, server, GOODS)
  await page.getByRole('button', { name: /^選單/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '出單機' }).click()
  await dialog.getByRole('button', { name: 'USB 線' }).click()
  await dialog.getByText('測試頁送出去了').waitFor()
  await dialog.getByRole('radio', { name: '80 公釐' }).check()
  await dialog.getByRole('button', { name: '好了，就用這台' }).click()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const { product } = await session.send('Browser.getVersion')
  const times = await page.evaluate(sellWithReceipts, { sales: SALES, lines: LINES })
  await context.close()
  const sorted = times.sort((a, b) => a - b)
  const value = Math.round(percentile(sorted, 0.95))
  const results = {
    measuredAt: new Date().toISOString(),
    node: process.version,
    browser: product,
    cpus: cpus().length,
    slower: SLOWER,
    linesPerReceipt: LINES,
    widthDots: 576,
    documentToBytesP95Ms: {
      value,
      limit: LIMIT_MS,
      isWithin: value <= LIMIT_MS,
      times: sorted.length,
      middle: Math.round(percentile(sorted, 0.5)),
      longest: Math.round(sorted.at(-1) ?? 0),
    },
  }
  console.log(results)
  await writeFile('test/bench/till-paper-results.json', `${JSON.stringify(results, null, 2)}\n`)
} finally {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
process.exit()
