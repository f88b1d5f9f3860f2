import { expect, type Page } from '@playwright/test'
import { sizeWords } from '#app/learn/size-words.ts'
import { newId } from '#modules/kernel/ids.ts'
import {
  addLearnDevice,
  addLearner,
  getCourse,
  ingestLearnEvents,
  listCourses,
} from '#modules/learning/index.ts'
import { inDemo } from './demo-database.ts'
import { type OwnDemo, openOwnDemo, visitDemo } from './demos.ts'
import { inspect } from './inspect.ts'
import { url } from './people.ts'
import { test } from './test.ts'

const PHONE = { width: 390, height: 844 }
const COURSE = 'phishing-links'

// A demo of its own, which is stopped.
let demo: OwnDemo | undefined
test.beforeAll(async () => {
  demo = await openOwnDemo()
  visitDemo(demo)
})
test.afterAll(async () => {
  visitDemo(undefined)
  await demo?.close()
})

/** Somebody with a phone of their own who has come as far as the film. */
async function makeLearner(language: 'zh-TW' | 'en'): Promise<string> {
  const { lessons } = getCourse(COURSE, language)
  const lesson = lessons.find(({ blocks }) => blocks.some(({ kind }) => kind === 'video'))
  const film = lesson?.blocks.findIndex(({ kind }) => kind === 'video') ?? 0
  const done = lesson?.blocks.slice(0, film) ?? []
  return inDemo('xikou-centre', async (tx, tenantId) => {
    const { id: learnerId } = await addLearner(tx, { displayName: '林秋月', language })
    const own = { name: '手機', learnerId }
    const { deviceId, token } = await addLearnDevice(tx, tenantId, own)
    const events = done.map(({ id: blockId }, index) => ({
      eventId: newId(),
      seq: index + 1,
      type: 'block.done',
      schemaVersion: 1,
      body: { learnerId, courseId: COURSE, lessonId: lesson?.id ?? '', blockId },
      hash: String(index).padStart(64, '0'),
      prevHash: '0'.repeat(64),
      wallAt: new Date().toISOString(),
    }))
    const batch = { journalId: newId(), events }
    await ingestLearnEvents(tx, { deviceId, learnerId }, batch, new Date())
    return token
  })
}

/** The film as a proxy might hand it on that breaks one byte, the first time. */
async function breakOnce(page: Page): Promise<string[]> {
  const asked: string[] = []
  await page.context().route('**/api/learn/media/*.webm', async (route) => {
    const answer = await route.fetch()
    const body = await answer.body()
    asked.push(String(answer.status()))
    if (asked.length === 1) body.writeUInt8(body.readUInt8(1000) ^ 0xff, 1000)
    await route.fulfill({ response: answer, body })
  })
  return asked
}

/** What the player on the screen says of itself. */
const player = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => {
    const [track] = video.textTracks
    const cue = track?.activeCues?.[0]
    return {
      scheme: video.currentSrc.split(':')[0],
      duration: video.duration,
      at: video.currentTime,
      isPlaying: !video.paused,
      mode: track?.mode,
      cues: track?.cues?.length,
      said: cue && 'text' in cue ? cue.text : undefined,
    }
  })

const WORDS = {
  'zh-TW': { play: '播放', pause: '停一下', kept: '已經在這台', owner: '斜線前面才是主人' },
  en: { play: 'Play', pause: 'Pause', kept: 'On this device', owner: 'before it is the owner' },
} as const

type Language = keyof typeof WORDS
const courseIn = (language: Language) => {
  const entry = listCourses(language).find(({ courseId }) => courseId === COURSE)
  if (!entry) throw new Error('the course is not there')
  return entry
}

/** Downloads the course, over a line that breaks a byte of the film. */
async function bring(page: Page, language: Language): Promise<void> {
  const entry = courseIn(language)
  const token = await makeLearner(language)
  const asked = await breakOnce(page)
  await page.setViewportSize(PHONE)
  await page.goto(url(`/learn/#device=${token}`))
  const course = page.getByRole('listitem').filter({ hasText: entry.title })
  // The size that is shown is that of all that comes.
  const bytes = entry.media.reduce((sum, each) => sum + each.bytes, entry.bytes)
  const download = course.getByRole('button', { name: sizeWords(bytes) })
  await expect(download).toBeVisible({ timeout: 60_000 })
  await download.click()
  await expect(course.getByText(WORDS[language].kept)).toBeVisible({ timeout: 60_000 })
  expect(asked).toEqual(['200', '200'])
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.context().unrouteAll()
}

async function watch(page: Page, language: Language): Promise<void> {
  const entry = courseIn(language)
  const words = WORDS[language]
  await page.reload()
  await page.locator('summary', { hasText: entry.title }).click()
  await page.getByRole('button', { name: entry.lessons[1]?.title ?? '' }).click()
  await expect(page.locator('video')).toBeVisible({ timeout: 60_000 })
  await expect
    .poll(() => player(page))
    .toMatchObject({
      scheme: 'blob',
      duration: 17.5,
      mode: 'showing',
      cues: 5,
    })
  await page.getByRole('button', { name: words.play }).click()
  await expect.poll(async () => (await player(page)).at).toBeGreaterThan(0.5)
  await page.getByRole('button', { name: words.pause }).click()
  await page.locator('video').evaluate((video: HTMLVideoElement) => {
    const there = new Promise((resolve) => {
      video.addEventListener('seeked', resolve, { once: true })
    })
    video.currentTime = 11.8
    return there
  })
  await expect.poll(async () => (await player(page)).said).toContain(words.owner)
  expect(await player(page)).toMatchObject({ at: 11.8, isPlaying: false })
  await inspect(page, `film-${language}`)
}

test('a film comes with its course, a broken byte is fetched again, and it plays without a server', async ({
  browser,
}) => {
  test.setTimeout(420_000)
  const pages: Record<Language, Page> = {
    'zh-TW': await (await browser.newContext()).newPage(),
    en: await (await browser.newContext()).newPage(),
  }
  await bring(pages['zh-TW'], 'zh-TW')
  await bring(pages.en, 'en')
  await demo?.stop()
  await watch(pages['zh-TW'], 'zh-TW')
  await watch(pages.en, 'en')
})
