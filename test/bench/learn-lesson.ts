import path from 'node:path'
import type { CDPSession, Page } from '@playwright/test'
import { enrolLearner, openClass, planClass } from '#modules/centre/index.ts'
import { closeDatabase, inTenant, openDatabase } from '#modules/kernel/db.ts'
import { newId } from '#modules/kernel/ids.ts'
import { addLearnDevice, addLearner } from '#modules/learning/index.ts'
import { openBrowser } from '#test/till-browser.ts'
import { type LessonTimes, readTimes, watchLesson } from './learn-page.ts'
import { percentile, round } from './measure.ts'
import type { BenchServer } from './server.ts'
import { type Link, openLink } from './slow-link.ts'

/** A lesson whose first screens are read, and ask nothing. */
const LESSON = { courseId: 'phishing-links', lessonId: '1-see' }
const READ_SCREENS = 2
const PHONE = { width: 390, height: 844 }
/** What Chromium's own tools call slow 4G. */
const SLOW_4G = { bitsPerSecond: 1_600_000, delayMs: 75 }
const SLOWER = 4
const COLD_STARTS = 5
const PRESSES = 40
const READY_MS = 120_000
const LIMITS = { firstLessonMs: 3000, firstLessonBytes: 120_000, nextBlockMs: 100 }

/** Somebody's own phone, in a class that is open: its token. */
async function addPhone({ appUrl, tenantId, userId }: BenchServer): Promise<string> {
  openDatabase({ appUrl, maxConnections: 2 })
  const token = await inTenant({ tenantId, userId }, 'read write', async (tx) => {
    const { id: learnerId } = await addLearner(tx, { displayName: '林秋月' })
    const classId = newId()
    const more = { title: '防詐', venueId: null, startsAt: new Date() }
    await planClass(tx, { id: classId, ...more, ...LESSON })
    await enrolLearner(tx, { classId, learnerId, how: 'trainer' })
    await openClass(tx, { classId })
    return (await addLearnDevice(tx, tenantId, { name: '手機', learnerId })).token
  })
  await closeDatabase()
  return token
}

async function openPhone(profile: string) {
  const { context, page } = await openBrowser(profile)
  await context.addInitScript(watchLesson)
  await page.setViewportSize(PHONE)
  return { context, page, session: await context.newCDPSession(page) }
}

const seesLesson = (page: Page) =>
  page.waitForFunction(() => Reflect.get(window, 'benchTimes')?.lessonAtMs > 0, undefined, {
    timeout: READY_MS,
    polling: 100,
  })

/** Counts what comes over the line for the page, packed as it came; sounds and films apart. */
async function countBytes(session: CDPSession): Promise<() => number> {
  const addresses = new Map<string, string>()
  let bytes = 0
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    addresses.set(requestId, request.url)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!addresses.get(requestId)?.includes('/api/learn/media/')) bytes += encodedDataLength
  })
  await session.send('Network.enable')
  return () => bytes
}

/** A phone that never was here opens its link, and begins the lesson of its class. */
async function benchFirstLesson(link: Link, token: string, dataDir: string) {
  const seen: LessonTimes[] = []
  const bytes: number[] = []
  link.slow(SLOW_4G)
  for (let run = 0; run < COLD_STARTS; run += 1) {
    const { context, page, session } = await openPhone(path.join(dataDir, `cold-${run}`))
    const count = await countBytes(session)
    await page.goto(`${link.url}/learn/#device=${token}`, { waitUntil: 'commit' })
    await seesLesson(page)
    bytes.push(count())
    seen.push(await page.evaluate(readTimes))
    await context.close()
  }
  link.slow(undefined)
  const sorted = (values: number[]) => values.map(Math.round).sort((a, b) => a - b)
  const lessonMs = sorted(seen.map(({ lessonAtMs }) => lessonAtMs))
  const middleMs = percentile(lessonMs, 0.5)
  const mostBytes = Math.max(...bytes)
  return {
    line: '1.6 Mbit/s, 150 ms there and back, nothing kept',
    homeMs: sorted(seen.map(({ homeAtMs }) => homeAtMs)),
    lessonMs,
    middleMs,
    bytes: mostBytes,
    limitMs: LIMITS.firstLessonMs,
    limitBytes: LIMITS.firstLessonBytes,
    isWithin: middleMs <= LIMITS.firstLessonMs && mostBytes <= LIMITS.firstLessonBytes,
  }
}

/** Turns the pages of a lesson without a network, on a processor that is four times slower. */
async function benchNextBlock(link: Link, token: string, dataDir: string) {
  const { context, page, session } = await openPhone(path.join(dataDir, 'reader'))
  await page.goto(`${link.url}/learn/#device=${token}`)
  await seesLesson(page)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  link.cut()
  await page.reload()
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await seesLesson(page)
  await page.getByRole('button', { name: '先不要，直接上課' }).click({ timeout: READY_MS })
  const at = (place: number) =>
    page.waitForSelector(`.lesson-head [aria-valuenow="${place}"]`, { timeout: READY_MS })
  await at(1)
  for (let pressed = 0; pressed < PRESSES; pressed += READ_SCREENS) {
    for (let place = 1; place <= READ_SCREENS; place += 1) {
      await page.keyboard.press('ArrowRight')
      await at(place + 1)
    }
    for (let place = READ_SCREENS; place >= 1; place -= 1) {
      await page.keyboard.press('ArrowLeft')
      await at(place)
    }
  }
  const { nexts } = await page.evaluate(readTimes)
  await context.close()
  await link.mend()
  const sorted = [...nexts].sort((a, b) => a - b)
  const p95Ms = round(percentile(sorted, 0.95))
  return {
    slower: SLOWER,
    presses: nexts.length,
    p50Ms: round(percentile(sorted, 0.5)),
    p95Ms,
    limitMs: LIMITS.nextBlockMs,
    isWithin: p95Ms <= LIMITS.nextBlockMs,
  }
}

/** How long a learner waits: for the first lesson on a slow line, and for the next page without any. */
export async function benchLesson(server: BenchServer, dataDir: string) {
  const token = await addPhone(server)
  const link = await openLink(Number(new URL(server.url).port))
  try {
    const firstLesson = await benchFirstLesson(link, token, dataDir)
    const nextBlock = await benchNextBlock(link, token, dataDir)
    return { firstLesson, nextBlock }
  } finally {
    link.close()
  }
}
