import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContext, Page } from '@playwright/test'
import { buildIfStale } from '#app/cli/build.ts'
import { openBrowser, startTill } from '#test/till-browser.ts'
import { checkBooks, type Receipt } from './check-books.ts'
import { numberOption, saveResults } from './results.ts'
import { type ServerUnderTest, startServerUnderTest } from './server-under-test.ts'

/**
 * `npm run test:kill [-- --rounds 100]`: a real Chromium sells through the screens of the built till,
 * as fast as the screens change, and all of its processes are killed at a random moment, again and
 * again on the same profile. Each receipt whose "done" was on the screen must be in the journal after
 * the next start, and at the end in the books, once.
 */
/** The kill comes after so many more receipts at most, and then at any moment of the next sale. */
const MOST_RECEIPTS = 5
const WITHIN_MS = 1_500
const READY_MS = 60_000

interface Run {
  server: ServerUnderTest
  profile: string
  /** Receipt numbers whose "done" page was there. */
  printed: Set<string>
  startMs: number[]
}

async function openKillable(run: Run): Promise<{ context: BrowserContext; page: Page }> {
  const [shop] = run.server.shops
  if (!shop) throw new Error('There is no shop')
  const browser = await openBrowser(run.profile)
  await browser.context.exposeBinding('notePrinted', (_source, receiptNo: string) => {
    run.printed.add(receiptNo)
  })
  await startTill(browser, run.server.url, shop, /^貨品 01/)
  return browser
}

/** Sells on and on inside the page; it ends with the browser. */
const sellOn = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const find = async (selector: string, words: RegExp): Promise<HTMLElement> => {
      for (;;) {
        for (const each of document.querySelectorAll<HTMLElement>(selector)) {
          if (words.test(each.textContent ?? '')) return each
        }
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }
    const press = async (words: RegExp) => (await find('button', words)).click()
    for (let turn = 0; ; turn += 1) {
      await press(new RegExp(`貨品 0${1 + (turn % 9)}`))
      await find('.till-cart, .cart-line, [class*=cart]', /貨品/)
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F9', bubbles: true }))
      await press(/^剛好/)
      await press(/完成/)
      const said = (await find('.till-done', /單號/)).textContent ?? ''
      const receiptNo = /單號 ?([0-9A-Z]+-\d+)/.exec(said)?.[1]
      // The receipt has come out: from here on, the sale may not be lost.
      Reflect.get(window, 'notePrinted')(receiptNo)
      await press(/下一位/)
      await find('button', /貨品 01/)
    }
  })

/** Every sale that the journal in the browser holds. */
const readJournal = (page: Page): Promise<Receipt[]> =>
  page.evaluate(async () => {
    const sales: { saleId: string; receiptNo: string; totalMinor: number }[] = []
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith('tillage-till-')) continue
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      const rows = await new Promise<{ type: string; body: (typeof sales)[number] }[]>(
        (resolve, reject) => {
          const request = db.transaction('journal').objectStore('journal').getAll()
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        },
      )
      db.close()
      for (const { type, body } of rows) {
        if (type !== 'sale.completed') continue
        const { saleId, receiptNo, totalMinor } = body
        sales.push({ saleId, receiptNo, totalMinor })
      }
    }
    return sales
  })

/** The whole of the browser at once, as when the plug is pulled: no chance to say goodbye. */
function killBrowser(profile: string): void {
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry)
    if (!Number.isInteger(pid)) continue
    try {
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0')
      const isMain =
        command.includes(`--user-data-dir=${profile}`) &&
        !command.some((word) => word.startsWith('--type='))
      // Playwright starts it as the leader of a process group of its own.
      if (isMain) process.kill(-pid, 'SIGKILL')
    } catch {
      // Gone already, or a process that leads no group.
    }
  }
}

/** One life of the browser: looks for everything that was printed before, sells, and is killed. */
async function playRound(run: Run): Promise<string[]> {
  const startedAt = performance.now()
  const { context, page } = await openKillable(run)
  run.startMs.push(performance.now() - startedAt)
  const held = new Set((await readJournal(page)).map((sale) => sale.receiptNo))
  const lost = [...run.printed].filter((receiptNo) => !held.has(receiptNo))
  const gone = new Promise((resolve) => context.once('close', resolve))
  let isKilled = false
  sellOn(page).catch((cause) => {
    if (!isKilled) console.error(cause)
  })
  const wanted = run.printed.size + 1 + Math.floor(Math.random() * MOST_RECEIPTS)
  for (let waited = 0; run.printed.size < wanted && waited < READY_MS; waited += 20) await pause(20)
  if (run.printed.size < wanted) {
    await page.screenshot({ path: 'test-results/kill-stuck.png' })
    throw new Error('The till does not sell; see test-results/kill-stuck.png')
  }
  await pause(Math.random() * WITHIN_MS)
  isKilled = true
  killBrowser(run.profile)
  await gone
  return lost
}

/** The last life: everything is sent, and what the journal holds is compared with the books. */
async function finish(run: Run): Promise<string[]> {
  const { context, page } = await openKillable(run)
  const journal = await readJournal(page)
  const [shop] = run.server.shops
  if (!shop) throw new Error('There is no shop')
  let faults: string[] = []
  for (let tries = 0; tries < 60; tries += 1) {
    await pause(1_000)
    faults = await checkBooks(run.server.ownerUrl, shop, journal)
    if (faults.length === 0) break
  }
  await context.close()
  const held = new Set(journal.map((sale) => sale.receiptNo))
  if (held.size < journal.length) faults.push('a receipt number was used twice')
  const lost = [...run.printed].filter((receiptNo) => !held.has(receiptNo))
  if (lost.length > 0) faults.push(`lost: ${lost.join(', ')}`)
  return faults
}

const rounds = numberOption('rounds', 100)
if (!process.argv.includes('--no-build')) buildIfStale(console.log)
const dataDir = await mkdtemp(path.join(tmpdir(), 'tillage-kill-'))
const server = await startServerUnderTest(dataDir, 1)
const run: Run = {
  server,
  profile: path.join(dataDir, 'profile'),
  printed: new Set(),
  startMs: [],
}
try {
  const faults: string[] = []
  let kills = 0
  for (let round = 1; round <= rounds; round += 1) {
    const lost = await playRound(run)
    kills += 1
    if (lost.length > 0) faults.push(`round ${round}: lost ${lost.join(', ')}`)
    if (round % 10 === 0)
      console.log(`${round} rounds, ${run.printed.size} receipts, ${faults.length} faults`)
  }
  faults.push(...(await finish(run)))
  const times = [...run.startMs].sort((a, b) => a - b)
  const figures = {
    rounds,
    kills,
    printed: run.printed.size,
    lost: faults.length,
    faults,
    middleMsFromStartToReady: Math.round(times[Math.floor(times.length / 2)] ?? 0),
  }
  console.log(figures)
  await saveResults('kill', figures)
  if (faults.length > 0) process.exitCode = 1
} finally {
  killBrowser(run.profile)
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
process.exit()
