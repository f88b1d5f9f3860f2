import { describe, expect, test, vi } from 'vitest'
import { sha256 } from '#app/offline/sha256.ts'
import type { CatalogueEntry, MediaFile } from '#modules/learning/shared.ts'
import { bytesToCome, type DownloadParts, startDownloads } from './downloads.ts'
import type { Media } from './media.ts'
import type { KeptPack } from './own-device.ts'

async function entryOf(
  courseId: string,
  text: string,
  media: readonly MediaFile[] = [],
): Promise<CatalogueEntry> {
  return {
    courseId,
    language: 'zh-TW',
    title: courseId,
    blurb: '',
    order: 1,
    minutes: 5,
    lessons: [],
    hash: await sha256(text),
    bytes: text.length,
    media: [...media],
  }
}

const fileOf = (file: string, bytes: number): MediaFile => ({
  file,
  mime: file.endsWith('.vtt') ? 'text/vtt' : 'video/webm',
  bytes,
  hash: file.padEnd(64, '0'),
})

/** A device with a server whose answers a test says. */
async function device(
  answer: DownloadParts['fetchPack'],
  isAllowed = () => true,
  bring: Media['bring'] = async () => 'kept',
) {
  const films = new Set<string>()
  const packs = new Map<string, KeptPack>()
  const asked: string[] = []
  const onMissing = vi.fn()
  const downloads = await startDownloads({
    store: {
      list: async () => new Map([...packs].map(([key, { hash }]) => [key, hash])),
      read: async (key) => packs.get(key)?.text,
      write: async (pack) => void packs.set(pack.key, pack),
    },
    fetchPack: (entry, isAgain) => {
      asked.push(entry.courseId + (isAgain ? ' again' : ''))
      return answer(entry, isAgain)
    },
    digest: sha256,
    media: {
      kept: async () => new Set(films),
      async bring(file) {
        asked.push(file.file)
        const came = await bring(file)
        if (came === 'kept') films.add(file.hash)
        return came
      },
      async keepOnly(hashes) {
        for (const hash of films) if (!hashes.has(hash)) films.delete(hash)
      },
    },
    mayFetch: isAllowed,
    onChange: () => undefined,
    onMissing,
  })
  const step = (courseId: string) => downloads.states().get(`${courseId}.zh-TW`)?.step
  const kept = (courseId: string) => packs.get(`${courseId}.zh-TW`)?.text
  return { downloads, asked, onMissing, step, kept, films }
}

describe('a course on its way to a device', () => {
  test('is kept when it is what its hash says', async () => {
    const { downloads, kept, step } = await device(async () => ({ text: 'whole' }))
    downloads.want([await entryOf('scams', 'whole')])
    await vi.waitFor(() => expect(kept('scams')).toBe('whole'))
    await vi.waitFor(() => expect(step('scams')).toBe('idle'))
  })

  test('is fetched once more past the cache when the hash is another, then thrown away', async () => {
    const { downloads, asked, kept, step } = await device(async () => ({ text: 'hotel sign-in' }))
    const entry = await entryOf('scams', 'whole')
    downloads.want([entry])
    await vi.waitFor(() => expect(step('scams')).toBe('wrong'))
    expect(asked).toEqual(['scams', 'scams again'])
    expect(kept('scams')).toBeUndefined()
    // The device's own care does not ask for it again and again; a person may.
    downloads.want([entry])
    expect(asked).toHaveLength(2)
    downloads.want([entry], true)
    await vi.waitFor(() => expect(asked).toHaveLength(4))
  })

  test('waits while there is no network, and the others stay as they came', async () => {
    let isOnline = true
    const { downloads, asked, kept, step } = await device(async ({ courseId }) => {
      if (courseId === 'second' && !isOnline) return 'unreachable'
      if (courseId === 'first') isOnline = false
      return { text: courseId }
    })
    downloads.want([await entryOf('first', 'first'), await entryOf('second', 'second')])
    await vi.waitFor(() => expect(step('second')).toBe('waits'))
    await vi.waitFor(() => expect(asked).toEqual(['first', 'second']))
    isOnline = true
    downloads.wake()
    await vi.waitFor(() => expect(kept('second')).toBe('second'))
    expect(asked).toEqual(['first', 'second', 'second'])
  })

  test('replaces nothing while a lesson is open', async () => {
    const { downloads, asked, kept } = await device(async () => ({ text: 'new' }))
    const letGo = downloads.hold()
    downloads.want([await entryOf('scams', 'new')])
    expect(asked).toEqual([])
    letGo()
    await vi.waitFor(() => expect(kept('scams')).toBe('new'))
  })

  test('is not fetched over a network that may not be used for it', async () => {
    let isAllowed = false
    const { downloads, asked, step } = await device(
      async () => ({ text: 'whole' }),
      () => isAllowed,
    )
    downloads.want([await entryOf('scams', 'whole')])
    expect(asked).toEqual([])
    expect(step('scams')).toBe('waits')
    isAllowed = true
    downloads.wake()
    await vi.waitFor(() => expect(asked).toEqual(['scams']))
  })

  test('that the server has no longer makes it ask for the catalogue', async () => {
    const { downloads, onMissing, step } = await device(async () => 'missing')
    downloads.want([await entryOf('scams', 'old')])
    await vi.waitFor(() => expect(onMissing).toHaveBeenCalledOnce())
    expect(step('scams')).toBeUndefined()
  })

  test('brings what it plays behind its text, and is whole when all of it is here', async () => {
    let isOnline = false
    const { downloads, asked, step, kept, films } = await device(
      async () => ({ text: '{}' }),
      () => true,
      async () => (isOnline ? 'kept' : 'unreachable'),
    )
    const [film, words] = [fileOf('look.webm', 250_000), fileOf('look.zh-TW.vtt', 500)]
    const entry = await entryOf('scams', '{}', [film, words])
    const toCome = () =>
      bytesToCome(entry, downloads.states().get('scams.zh-TW'), downloads.media())
    expect(toCome()).toBe(250_502)
    downloads.want([entry])
    // The lesson can be read already; the film waits for the network.
    await vi.waitFor(() => expect(step('scams')).toBe('waits'))
    expect(kept('scams')).toBe('{}')
    expect(toCome()).toBe(250_500)
    isOnline = true
    downloads.wake()
    await vi.waitFor(() => expect(step('scams')).toBe('idle'))
    expect(asked).toEqual(['scams', 'look.webm', 'look.webm', 'look.zh-TW.vtt'])
    expect(toCome()).toBe(0)
    // Both languages play the same film: it comes once.
    downloads.want([{ ...(await entryOf('scams', '{}', [film])), language: 'en' }])
    await vi.waitFor(() => expect(asked.filter((each) => each === 'scams')).toHaveLength(2))
    expect(asked.filter((each) => each === 'look.webm')).toHaveLength(2)
    await downloads.tidy([entry])
    expect(films.size).toBe(2)
    await downloads.tidy([])
    expect(films.size).toBe(0)
  })

  test('says so when what it plays came wrong, and a press tries again', async () => {
    let isRight = false
    const { downloads, step } = await device(
      async () => ({ text: 'whole' }),
      () => true,
      async () => (isRight ? 'kept' : 'wrong'),
    )
    const entry = await entryOf('scams', 'whole', [fileOf('look.webm', 9)])
    downloads.want([entry])
    await vi.waitFor(() => expect(step('scams')).toBe('wrong'))
    isRight = true
    downloads.want([entry])
    expect(step('scams')).toBe('wrong')
    downloads.want([entry], true)
    await vi.waitFor(() => expect(step('scams')).toBe('idle'))
  })
})
